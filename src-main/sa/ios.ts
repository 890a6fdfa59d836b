/** The security associations of an IOS or IOS XE device, from the records of what was captured of it. */
import type { CryptoSession } from '../parsers/ios/crypto-session.ts';
import type { IpsecIdent } from '../parsers/ios/ipsec-ident.ts';
import type { IsakmpSaDetail } from '../parsers/ios/show-crypto-isakmp-sa-detail.ts';
import type { IsakmpSa } from '../parsers/ios/show-crypto-isakmp-sa.ts';
import { childrenOf } from './ios-child.ts';
import { ikeOfDetail, ikeOfSa, ikeOfSession, withDetail } from './ios-ike.ts';
import type { DeviceAssociations, IkeSecurityAssociation } from './model.ts';

/** What there is of it: each part adds what it shows. */
export interface IosCapture {
  isakmpSa?: readonly IsakmpSa[];
  isakmpSaDetail?: readonly IsakmpSaDetail[];
  ipsecSa?: readonly IpsecIdent[];
  sessions?: readonly CryptoSession[];
  /** This device's own, from `show ip interface brief` or the lab: they tell local from remote. */
  localAddresses?: readonly string[];
}

export function associationsOfIos(capture: IosCapture): DeviceAssociations {
  return { ike: ikeOf(capture), children: (capture.ipsecSa ?? []).flatMap(childrenOf) };
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
  const sessionSas = sessions.flatMap((session) => session.ikeSas.map((sa) => ikeOfSession(session, sa)));
  return [...rows, ...others, ...sessionSas.filter(({ version }) => version === 2 || !isSeen)];
}

/** Connection ids are reused: a detail of another peer is of another association. */
function isSamePeer({ source, destination }: IsakmpSa, { local, remote }: IsakmpSaDetail): boolean {
  return (source === local && destination === remote) || (source === remote && destination === local);
}

function localAddressesOf(capture: IosCapture): Set<string> {
  const { ipsecSa = [], isakmpSaDetail = [], sessions = [], localAddresses = [] } = capture;
  const found = [
    ...localAddresses,
    ...ipsecSa.flatMap(({ localAddress, localEndpoint }) => [localAddress, localEndpoint]),
    ...isakmpSaDetail.map(({ local }) => local),
    ...sessions.flatMap(({ ikeSas }) => ikeSas.map(({ local }) => local)),
  ];
  return new Set(found.filter((address) => address !== undefined));
}
