/** The security associations of an ASA, from the records of what was captured of it. */
import type { AsaIkeSa } from '../parsers/asa/ike-sa.ts';
import type { AsaIpsecIdent } from '../parsers/asa/ipsec-ident.ts';
import type { VpnSession } from '../parsers/asa/vpn-session.ts';
import { assign } from './assign.ts';
import { childrenOfAsa, ikeOfAsa } from './ikev2.ts';
import { ikeOfSession } from './asa-session.ts';
import { childrenOf } from './ios-child.ts';
import type { ChildSecurityAssociation, DeviceAssociations, IkeSecurityAssociation } from './model.ts';
import { each, type Taken } from './taken.ts';

export interface AsaCapture {
  ikeSas?: readonly Taken<AsaIkeSa>[];
  ipsecSas?: readonly Taken<AsaIpsecIdent>[];
  /** Of `detail`: only they tell the group of version 1. */
  sessions?: readonly Taken<VpnSession>[];
}

export function associationsOfAsa({ ikeSas = [], ipsecSas = [], sessions = [] }: AsaCapture): DeviceAssociations {
  // The two commands for it list the same.
  const idents = ipsecSas.slice(0, 1);
  const children = each(idents, childrenOf).flat();
  const locals = new Map(children.map(({ remoteEndpoint, localEndpoint }) => [remoteEndpoint, localEndpoint]));
  const listed = merged(each(ikeSas, ikeOfAsa));
  return {
    ike: withSessions(listed, each(sessions, ikeOfSession).flat()).map((ike) => withLocal(ike, locals.get(ike.remote))),
    children: unlike(children, each(ikeSas, childrenOfAsa).flat()),
  };
}

/** Those first, and of the others such as none of the first has the SPI of, each once. */
function unlike(first: ChildSecurityAssociation[], others: ChildSecurityAssociation[]): ChildSecurityAssociation[] {
  const spisOf = ({ inbound, outbound }: ChildSecurityAssociation): number[] => [...inbound, ...outbound].map(({ spi }) => spi); // prettier-ignore
  const known = new Set(first.flatMap(spisOf));
  const more = others.filter((child) => {
    const spis = spisOf(child);
    if (spis.some((spi) => known.has(spi))) return false;
    for (const spi of spis) known.add(spi);
    return true;
  });
  return [...first, ...more];
}

/** `isakmp sa` lists what `ikev1 sa` and `ikev2 sa` do: of an SA that is in several answers, all that they say. */
function merged(all: readonly IkeSecurityAssociation[]): IkeSecurityAssociation[] {
  const found = new Map<string, IkeSecurityAssociation>();
  for (const [place, ike] of all.entries()) {
    const { version, remote, connectionId, sources } = ike;
    const key = connectionId === undefined ? String(place) : `${version} ${remote ?? ''} ${connectionId}`;
    const known = found.get(key);
    found.set(key, known ? { ...ike, ...known, sources: [...known.sources, ...sources] } : ike);
  }
  return [...found.values()];
}

/** What sessions tell more of the same SAs, and those of which nothing else tells. */
function withSessions(
  listed: IkeSecurityAssociation[],
  ofSessions: IkeSecurityAssociation[],
): IkeSecurityAssociation[] {
  const rest = new Set(ofSessions);
  const all = listed.map((ike) => {
    const same = [...rest].find(({ version, remote }) => version === ike.version && remote === ike.remote);
    if (!same || ike.state !== 'established') return ike;
    rest.delete(same);
    return { ...same, ...ike, sources: [...ike.sources, ...same.sources] };
  });
  return [...all, ...(listed.length === 0 ? rest : [])];
}

/** Version 1 is listed by its peer alone: our own address is in what it protects. */
function withLocal(ike: IkeSecurityAssociation, local: string | undefined): IkeSecurityAssociation {
  if (ike.local !== undefined || local === undefined) return ike;
  const [initiator, responder] = ike.role === 'initiator' ? [local, ike.remote] : [ike.remote, local];
  return assign({ ...ike, local }, ike.role === undefined ? {} : { initiator, responder });
}
