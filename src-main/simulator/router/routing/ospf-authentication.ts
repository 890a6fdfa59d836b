/**
 * Authentication of OSPF by a password or by keyed MD5 (RFC 2328 appendix D): what is added to a packet on its way out, and
 * asked for on its way in.
 */
import { concat, equalBytes, putU16, putU32, u16, u32, u8 } from '../../../base/bytes.ts';
import { hash } from '../../crypto/mac.ts';
import { keyBytes, type AuthenticationMismatch, type NumberedKey, type RoutingSecret } from '../../routing/secret.ts';
import { internetChecksum } from '../../wire/checksum.ts';
import { ospfOptions } from '../../wire/ospf/message.ts';

export type OspfAuthentication =
  | { readonly kind: 'none' }
  | { readonly kind: 'password'; readonly secret: RoutingSecret | undefined }
  /** The last one is the youngest: it signs, and all are accepted. */
  | { readonly kind: 'md5'; readonly keys: readonly NumberedKey[] };

/** Numbers of the field "AuType" (appendix D). */
export const authenticationTypes = { none: 0, password: 1, md5: 2 } as const;
const digestLength = 16;
/** Characters of a password, and of a key of keyed MD5, that count. */
export const passwordLength = 8;
export const digestKeyLength = 16;
const ospfHeader = { length: 2, checksum: 12, type: 14, data: 16, body: 24 } as const;
/** In a hello. */
const helloOptions = ospfHeader.body + 6;

/** @param payload without authentication. @param sequence does not fall as time goes on */
export function sealOspf(payload: Uint8Array, authentication: OspfAuthentication, sequence: number): Uint8Array {
  switch (authentication.kind) {
    case 'none':
      return payload;
    case 'password':
      return withPassword(payload, keyBytes(authentication.secret, passwordLength));
    case 'md5':
      return withDigest(payload, authentication.keys.at(-1), sequence);
  }
}

function withPassword(payload: Uint8Array, password: Uint8Array): Uint8Array {
  const sealed = payload.slice();
  const packet = sealed.subarray(0, u16(sealed, ospfHeader.length));
  putU16(packet, ospfHeader.type, authenticationTypes.password);
  putU16(packet, ospfHeader.checksum, 0);
  putU16(packet, ospfHeader.checksum, internetChecksum(packet));
  packet.set(password, ospfHeader.data);
  return sealed;
}

/** Without a key IOS signs with number 0 and nothing. The block for the link is left out: it would need a digest of its own. */
function withDigest(payload: Uint8Array, key: NumberedKey | undefined, sequence: number): Uint8Array {
  const packet = payload.slice(0, u16(payload, ospfHeader.length));
  if (u8(packet, 1) === 1) packet[helloOptions] = u8(packet, helloOptions) & ~ospfOptions.L;
  putU16(packet, ospfHeader.checksum, 0);
  putU16(packet, ospfHeader.type, authenticationTypes.md5);
  packet.set(Uint8Array.of(0, 0, key?.id ?? 0, digestLength), ospfHeader.data);
  putU32(packet, ospfHeader.data + 4, sequence);
  return concat(packet, hash('md5', packet, keyBytes(key?.secret, digestKeyLength)));
}

/** @returns undefined where the packet is to be believed. That it is not older than the last one is the caller's to see. */
export function ospfMismatch(
  payload: Uint8Array,
  authentication: OspfAuthentication,
): AuthenticationMismatch | undefined {
  if (payload.length < ospfHeader.body) return 'type';
  if (u16(payload, ospfHeader.type) !== authenticationTypes[authentication.kind]) return 'type';
  if (authentication.kind === 'password') {
    const data = payload.subarray(ospfHeader.data, ospfHeader.body);
    return equalBytes(data, keyBytes(authentication.secret, passwordLength)) ? undefined : 'key';
  }
  return authentication.kind === 'md5' && !isSigned(payload, authentication.keys) ? 'key' : undefined;
}

function isSigned(payload: Uint8Array, keys: readonly NumberedKey[]): boolean {
  const length = u16(payload, ospfHeader.length);
  const id = u8(payload, ospfHeader.data + 2);
  const key = keys.find((one) => one.id === id);
  if ((!key && !(id === 0 && keys.length === 0)) || payload.length < length + digestLength) return false;
  const digest = hash('md5', payload.subarray(0, length), keyBytes(key?.secret, digestKeyLength));
  return equalBytes(payload.subarray(length, length + digestLength), digest);
}

/** Of a packet with a digest; 0 where there is none. */
export function ospfSequence(payload: Uint8Array): number {
  return u16(payload, ospfHeader.type) === authenticationTypes.md5 ? u32(payload, ospfHeader.data + 4) : 0;
}
