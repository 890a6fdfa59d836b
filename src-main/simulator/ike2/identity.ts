/** Who an end says that it is (RFC 7296 section 3.5), and whether that is who we expect. */
import { formatIpv4, networkOf } from '../../base/address.ts';
import { bytesOfLatin1, bytesOfNumber, equalBytes, hexOf, latin1Of, u32 } from '../../base/bytes.ts';
import type { Typed } from '../wire/ikev2/bodies.ts';
import { identityTypes } from '../wire/ikev2/numbers.ts';
import type { Ikev2Identity, Ikev2IdentityMatch } from './configuration.ts';

export function typedOf(identity: Ikev2Identity): Typed {
  switch (identity.kind) {
    case 'address':
      return { type: identityTypes.IPV4_ADDR, data: bytesOfNumber(identity.address, 4) };
    case 'fqdn':
      return { type: identityTypes.FQDN, data: bytesOfLatin1(identity.name) };
    case 'email':
      return { type: identityTypes.RFC822_ADDR, data: bytesOfLatin1(identity.name) };
    case 'key-id':
      return { type: identityTypes.KEY_ID, data: bytesOfLatin1(identity.id) };
    case 'dn':
      return { type: identityTypes.DER_ASN1_DN, data: identity.der };
  }
}

/** Undefined for a type that we do not know. @param subjectText of a distinguished name, where a certificate tells it */
export function identityOf({ type, data }: Typed, subjectText?: string): Ikev2Identity | undefined {
  switch (type) {
    case identityTypes.IPV4_ADDR:
      return data.length === 4 ? { kind: 'address', address: u32(data, 0) } : undefined;
    case identityTypes.FQDN:
      return { kind: 'fqdn', name: latin1Of(data) };
    case identityTypes.RFC822_ADDR:
      return { kind: 'email', name: latin1Of(data) };
    case identityTypes.KEY_ID:
      return { kind: 'key-id', id: latin1Of(data) };
    case identityTypes.DER_ASN1_DN:
      return { kind: 'dn', der: data, text: subjectText ?? hexOf(data) };
    default:
      return undefined;
  }
}

export function isMatched(identity: Ikev2Identity, by: Ikev2IdentityMatch): boolean {
  switch (by.kind) {
    case 'any':
      return true;
    case 'address':
      return identity.kind === 'address' && networkOf(identity.address, by.mask) === networkOf(by.address, by.mask);
    case 'key-id':
      return identity.kind === 'key-id' && identity.id === by.id;
    case 'fqdn':
    case 'email':
      return identity.kind === by.kind && isNameMatched(identity.name, by);
  }
}

/** A domain is what follows the first dot of a name, or the @ of an address. */
function isNameMatched(name: string, by: { name: string; isDomain: boolean }): boolean {
  const [whole, wanted] = [name.toLowerCase(), by.name.toLowerCase()];
  return by.isDomain ? whole.endsWith(`.${wanted}`) || whole.endsWith(`@${wanted}`) : whole === wanted;
}

export function isSameIdentity(a: Ikev2Identity, b: Ikev2Identity): boolean {
  const [one, other] = [typedOf(a), typedOf(b)];
  return one.type === other.type && equalBytes(one.data, other.data);
}

/** As show commands write it. */
export function describeIdentity(identity: Ikev2Identity): string {
  switch (identity.kind) {
    case 'address':
      return formatIpv4(identity.address);
    case 'fqdn':
    case 'email':
      return identity.name;
    case 'key-id':
      return identity.id;
    case 'dn':
      return identity.text;
  }
}
