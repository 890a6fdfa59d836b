/** The security associations of an ASA, from the records of what was captured of it. */
import type { AsaIkeSa } from '../parsers/asa/ike-sa.ts';
import type { AsaIpsecIdent } from '../parsers/asa/ipsec-ident.ts';
import { assign } from './assign.ts';
import { childrenOfAsa, ikeOfAsa } from './ikev2.ts';
import { childrenOf } from './ios-child.ts';
import type { ChildSecurityAssociation, DeviceAssociations, IkeSecurityAssociation } from './model.ts';
import { each, type Taken } from './taken.ts';

export interface AsaCapture {
  ikeSas?: readonly Taken<AsaIkeSa>[];
  ipsecSas?: readonly Taken<AsaIpsecIdent>[];
}

export function associationsOfAsa({ ikeSas = [], ipsecSas = [] }: AsaCapture): DeviceAssociations {
  // The two commands for it list the same.
  const idents = ipsecSas.slice(0, 1);
  const locals = new Map(
    each(idents, ({ peer, localAddress, localEndpoint }) => [peer, localEndpoint ?? localAddress]),
  );
  return {
    ike: merged(each(ikeSas, ikeOfAsa)).map((ike) => withLocal(ike, locals.get(ike.remote))),
    children: unlike(each(idents, childrenOf).flat(), each(ikeSas, childrenOfAsa).flat()),
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

/** Version 1 is listed by its peer alone: our own address is in what it protects. */
function withLocal(ike: IkeSecurityAssociation, local: string | undefined): IkeSecurityAssociation {
  if (ike.local !== undefined || local === undefined) return ike;
  const [initiator, responder] = ike.role === 'initiator' ? [local, ike.remote] : [ike.remote, local];
  return assign({ ...ike, local }, ike.role === undefined ? {} : { initiator, responder });
}
