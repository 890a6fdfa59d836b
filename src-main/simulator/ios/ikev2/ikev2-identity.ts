/** Identities of IKE version 2, as keyrings and profiles name them. */
import { formatIpv4, hostMask, lengthOfMask, networkOf } from '../../../base/address.ts';
import { Refusal } from '../../cli/refusal.ts';
import type { Ikev2Identity, Ikev2IdentityMatch } from '../../ike2/configuration.ts';

/** What the grammar binds of `address A.B.C.D [MASK]`, `fqdn [domain] NAME`, `email [domain] NAME`, `key-id ID`, `any`. */
export interface IdentityArguments {
  address?: number;
  mask?: number;
  kind?: 'fqdn' | 'email';
  domain?: string;
  name?: string;
  id?: string;
}

export function identityMatchOf({ address, mask, kind, domain, name, id }: IdentityArguments): Ikev2IdentityMatch {
  if (address !== undefined) return addressMatch(address, mask);
  if (kind !== undefined) return { kind, name: name ?? '', isDomain: domain !== undefined };
  return id === undefined ? { kind: 'any' } : { kind: 'key-id', id };
}

/** Without a mask it is one host, and 0.0.0.0 is everybody. */
function addressMatch(address: number, mask = address === 0 ? 0 : hostMask): Ikev2IdentityMatch {
  if (lengthOfMask(mask) === undefined) throw Refusal.invalid('mask');
  return { kind: 'address', address: networkOf(address, mask), mask };
}

/** 'address 10.16.201.1 255.255.255.252', 'fqdn domain lab.local' */
export function textOfMatch(match: Ikev2IdentityMatch): string {
  switch (match.kind) {
    case 'address':
      return `address ${formatIpv4(match.address)} ${formatIpv4(match.mask)}`;
    case 'key-id':
      return `key-id ${match.id}`;
    case 'any':
      return 'any';
    default:
      return `${match.kind} ${match.isDomain ? 'domain ' : ''}${match.name}`;
  }
}

export function isSameMatch(a: Ikev2IdentityMatch, b: Ikev2IdentityMatch): boolean {
  return textOfMatch(a) === textOfMatch(b);
}

/** 'address 10.16.201.2', 'fqdn R2.lab.local', 'dn' */
export function textOfIdentity(identity: Ikev2Identity | 'dn'): string {
  if (identity === 'dn' || identity.kind === 'dn') return 'dn';
  if (identity.kind === 'address') return `address ${formatIpv4(identity.address)}`;
  return identity.kind === 'key-id' ? `key-id ${identity.id}` : `${identity.kind} ${identity.name}`;
}
