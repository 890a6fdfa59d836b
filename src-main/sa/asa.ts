/** The security associations of an ASA, from the records of what was captured of it. */
import type { AsaIkeSa } from '../parsers/asa/ike-sa.ts';
import type { AsaIpsecIdent } from '../parsers/asa/ipsec-ident.ts';
import { assign } from './assign.ts';
import { childrenOfAsa, ikeOfAsa } from './ikev2.ts';
import { childrenOf } from './ios-child.ts';
import type { DeviceAssociations, IkeSecurityAssociation } from './model.ts';

export interface AsaCapture {
  ikeSas?: readonly AsaIkeSa[];
  ipsecSa?: readonly AsaIpsecIdent[];
}

export function associationsOfAsa({ ikeSas = [], ipsecSa = [] }: AsaCapture): DeviceAssociations {
  const children = ipsecSa.flatMap(childrenOf);
  const known = new Set(children.flatMap(({ inbound, outbound }) => [...inbound, ...outbound].map(({ spi }) => spi)));
  const others = ikeSas.flatMap(childrenOfAsa);
  const locals = new Map(ipsecSa.map(({ peer, localAddress, localEndpoint }) => [peer, localEndpoint ?? localAddress]));
  return {
    ike: ikeSas.map((sa) => withLocal(ikeOfAsa(sa), locals.get(sa.remote))),
    children: [...children, ...others.filter(({ inbound, outbound }) => ![...inbound, ...outbound].some(({ spi }) => known.has(spi)))], // prettier-ignore
  };
}

/** Version 1 is listed by its peer alone: our own address is in what it protects. */
function withLocal(ike: IkeSecurityAssociation, local: string | undefined): IkeSecurityAssociation {
  if (ike.local !== undefined || local === undefined) return ike;
  const [initiator, responder] = ike.role === 'initiator' ? [local, ike.remote] : [ike.remote, local];
  return assign({ ...ike, local }, ike.role === undefined ? {} : { initiator, responder });
}
