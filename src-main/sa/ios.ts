/** The security associations of an IOS or IOS XE device, from the records of what was captured of it. */
import type { CryptoSession } from '../parsers/ios/crypto-session.ts';
import type { Ikev2Sa, Ikev2Session } from '../parsers/ios/ikev2-sa.ts';
import type { IpsecIdent } from '../parsers/ios/ipsec-ident.ts';
import type { IsakmpSaDetail } from '../parsers/ios/show-crypto-isakmp-sa-detail.ts';
import type { IsakmpSa } from '../parsers/ios/show-crypto-isakmp-sa.ts';
import { childrenOfSession, ikeOfIkev2 } from './ikev2.ts';
import { childrenOf } from './ios-child.ts';
import { ikeOfDetail, ikeOfSa, ikeOfSession, withDetail } from './ios-ike.ts';
import type { ChildSecurityAssociation, DeviceAssociations, IkeSecurityAssociation } from './model.ts';
import { each, type Taken } from './taken.ts';

/** What there is of it: each part adds what it shows. */
export interface IosCapture {
  isakmpSa?: readonly IsakmpSa[];
  isakmpSaDetail?: readonly IsakmpSaDetail[];
  ipsecSa?: readonly IpsecIdent[];
  sessions?: readonly CryptoSession[];
  ikev2Sas?: readonly Taken<Ikev2Sa>[];
  ikev2Sessions?: readonly Taken<Ikev2Session>[];
  /** This device's own, from `show ip interface brief` or the lab: they tell local from remote. */
  localAddresses?: readonly string[];
}

export function associationsOfIos(capture: IosCapture): DeviceAssociations {
  return { ike: ikeOf(capture), children: childrenIn(capture) };
}

/** What `show crypto ipsec sa` lists is all of it; a session of version 2 knows the children that have SAs. */
function childrenIn({ ipsecSa = [], ikev2Sessions = [] }: IosCapture): ChildSecurityAssociation[] {
  const children = ipsecSa.flatMap((ident) => childrenOf(ident));
  const known = new Set(children.flatMap(({ inbound, outbound }) => [...inbound, ...outbound].map(({ spi }) => spi)));
  const others = each(ikev2Sessions, childrenOfSession).flat();
  return [...children, ...others.filter(({ inbound, outbound }) => ![...inbound, ...outbound].some(({ spi }) => known.has(spi)))]; // prettier-ignore
}

/** The two commands show the same SAs: what is more of one wins, whichever it is. */
function ikev2Of({ ikev2Sas = [], ikev2Sessions = [] }: IosCapture): IkeSecurityAssociation[] {
  const found = new Map<string, IkeSecurityAssociation>();
  const shown = [
    ...each(ikev2Sas, ikeOfIkev2),
    ...each(ikev2Sessions, ({ ikeSas }, command) => ikeSas.map((sa) => ikeOfIkev2(sa, command))).flat(),
  ];
  for (const ike of shown) {
    const key = `${ike.connectionId ?? ''} ${ike.local ?? ''} ${ike.remote ?? ''}`;
    const known = found.get(key);
    found.set(key, known ? { ...ike, ...known, sources: [...known.sources, ...ike.sources] } : ike);
  }
  return [...found.values()];
}

function ikeOf(capture: IosCapture): IkeSecurityAssociation[] {
  const { isakmpSa = [], isakmpSaDetail = [], sessions = [] } = capture;
  const details = new Map(isakmpSaDetail.map((detail) => [detail.connectionId, detail]));
  const locals = localAddressesOf(capture);
  const rows = isakmpSa.map((sa) => {
    const ike = ikeOfSa(sa, (address) => locals.has(address));
    const detail = details.get(sa.connectionId ?? -1);
    if (!detail || !isSamePeer(sa, detail)) return ike;
    details.delete(detail.connectionId);
    return withDetail(ike, detail);
  });
  const others = [...details.values()].map(ikeOfDetail);
  // A session lists version 1 too; what the other commands show of it is more.
  const isSeen = rows.length + others.length > 0;
  const second = ikev2Of(capture);
  const sessionSas = sessions.flatMap((session) => session.ikeSas.map((sa) => ikeOfSession(session, sa)));
  const isMissing = ({ version }: IkeSecurityAssociation): boolean => (version === 2 ? second.length === 0 : !isSeen);
  return [...rows, ...others, ...second, ...sessionSas.filter(isMissing)];
}

/** Connection ids are reused: a detail of another peer is of another association. */
function isSamePeer({ source, destination }: IsakmpSa, { local, remote }: IsakmpSaDetail): boolean {
  return (source === local && destination === remote) || (source === remote && destination === local);
}

function localAddressesOf(capture: IosCapture): Set<string> {
  const { ipsecSa = [], isakmpSaDetail = [], sessions = [], ikev2Sas = [], localAddresses = [] } = capture;
  const found = [
    ...localAddresses,
    ...ipsecSa.flatMap(({ localAddress, localEndpoint }) => [localAddress, localEndpoint]),
    ...isakmpSaDetail.map(({ local }) => local),
    ...each(ikev2Sas, ({ local }) => local),
    ...sessions.flatMap(({ ikeSas }) => ikeSas.map(({ local }) => local)),
  ];
  return new Set(found.filter((address) => address !== undefined));
}
