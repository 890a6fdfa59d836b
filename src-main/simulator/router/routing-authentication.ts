/**
 * Authentication of routing protocols: what is added to a packet on its way out, and asked for on its way in. OSPF by a
 * password or by keyed MD5 (RFC 2328 appendix D), EIGRP by keyed MD5 (RFC 7868 section 6.6.3 has the TLV; what the digest
 * covers is in no standard: it is what FRRouting's eigrpd takes).
 */
import { bytesOfLatin1, bytesOfNumber, concat, equalBytes, putU16, putU32, u16, u32, u8 } from '../../base/bytes.ts';
import { hash } from '../crypto/mac.ts';
import type { RoutingSecret } from '../routing/secret.ts';
import { internetChecksum } from '../wire/checksum.ts';

export interface NumberedKey {
  readonly id: number;
  readonly secret: RoutingSecret;
}

export type OspfAuthentication =
  | { readonly kind: 'none' }
  | { readonly kind: 'password'; readonly secret: RoutingSecret | undefined }
  /** The last one is the youngest: it signs, and all are accepted. */
  | { readonly kind: 'md5'; readonly keys: readonly NumberedKey[] };

/** Why a packet is not believed. */
export type Mistrust = 'type' | 'key';

const ospfTypes = { none: 0, password: 1, md5: 2 } as const;
const digestLength = 16;
/** Characters of a password, and of a key of keyed MD5, that count. */
export const passwordLength = 8;
export const digestKeyLength = 16;
const ospfHeader = { length: 2, checksum: 12, type: 14, data: 16, body: 24 } as const;
/** In a hello: its options, and the bit that announces a block for the link. */
const helloOptions = ospfHeader.body + 6;
const OPTION_L = 0x10;

function padded(secret: RoutingSecret | undefined, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes.set(bytesOfLatin1(secret?.text ?? '').subarray(0, length));
  return bytes;
}

/** @param payload without authentication. @param sequence does not fall as time goes on */
export function sealOspf(payload: Uint8Array, authentication: OspfAuthentication, sequence: number): Uint8Array {
  switch (authentication.kind) {
    case 'none':
      return payload;
    case 'password':
      return withPassword(payload, padded(authentication.secret, passwordLength));
    case 'md5':
      return withDigest(payload, authentication.keys.at(-1), sequence);
  }
}

function withPassword(payload: Uint8Array, password: Uint8Array): Uint8Array {
  const sealed = payload.slice();
  const packet = sealed.subarray(0, u16(sealed, ospfHeader.length));
  putU16(packet, ospfHeader.type, ospfTypes.password);
  putU16(packet, ospfHeader.checksum, 0);
  putU16(packet, ospfHeader.checksum, internetChecksum(packet));
  packet.set(password, ospfHeader.data);
  return sealed;
}

/** Without a key IOS signs with number 0 and nothing. The block for the link is left out: it would need a digest of its own. */
function withDigest(payload: Uint8Array, key: NumberedKey | undefined, sequence: number): Uint8Array {
  const packet = payload.slice(0, u16(payload, ospfHeader.length));
  if (u8(packet, 1) === 1) packet[helloOptions] = u8(packet, helloOptions) & ~OPTION_L;
  putU16(packet, ospfHeader.checksum, 0);
  putU16(packet, ospfHeader.type, ospfTypes.md5);
  packet.set(Uint8Array.of(0, 0, key?.id ?? 0, digestLength), ospfHeader.data);
  putU32(packet, ospfHeader.data + 4, sequence);
  return concat(packet, hash('md5', packet, padded(key?.secret, digestKeyLength)));
}

/** @returns undefined where the packet is to be believed. That it is not older than the last one is the caller's to see. */
export function mistrustOfOspf(payload: Uint8Array, authentication: OspfAuthentication): Mistrust | undefined {
  if (payload.length < ospfHeader.body) return 'type';
  if (u16(payload, ospfHeader.type) !== ospfTypes[authentication.kind]) return 'type';
  if (authentication.kind === 'password') {
    const data = payload.subarray(ospfHeader.data, ospfHeader.body);
    return equalBytes(data, padded(authentication.secret, passwordLength)) ? undefined : 'key';
  }
  return authentication.kind === 'md5' && !isSigned(payload, authentication.keys) ? 'key' : undefined;
}

function isSigned(payload: Uint8Array, keys: readonly NumberedKey[]): boolean {
  const length = u16(payload, ospfHeader.length);
  const id = u8(payload, ospfHeader.data + 2);
  const key = keys.find((one) => one.id === id);
  if ((!key && !(id === 0 && keys.length === 0)) || payload.length < length + digestLength) return false;
  const digest = hash('md5', payload.subarray(0, length), padded(key?.secret, digestKeyLength));
  return equalBytes(payload.subarray(length, length + digestLength), digest);
}

/** Of a packet with a digest; 0 where there is none. */
export function ospfSequence(payload: Uint8Array): number {
  return u16(payload, ospfHeader.type) === ospfTypes.md5 ? u32(payload, ospfHeader.data + 4) : 0;
}

const eigrpHeaderLength = 20;
const eigrpChecksum = 2;
const AUTHENTICATION = 0x0002;
const MD5 = 2;
/** Type, length, kind, length of the digest, key, sequence and padding, and then the digest. */
const tlvLength = 40;
const signedLength = eigrpHeaderLength + tlvLength;
const digestAt = signedLength - digestLength;
const keyAt = eigrpHeaderLength + 8;
const helloOpcode = 5;

/** @param key undefined leaves the packet as it is */
export function sealEigrp(payload: Uint8Array, key: NumberedKey | undefined): Uint8Array {
  if (!key) return payload;
  const start = concat(bytesOfNumber(AUTHENTICATION, 2), bytesOfNumber(tlvLength, 2), bytesOfNumber(MD5, 2));
  const tlv = new Uint8Array(tlvLength);
  tlv.set(concat(start, bytesOfNumber(digestLength, 2), bytesOfNumber(key.id, 4)));
  const packet = concat(payload.subarray(0, eigrpHeaderLength), tlv, payload.subarray(eigrpHeaderLength));
  putU16(packet, eigrpChecksum, 0);
  packet.set(eigrpDigest(packet, key), digestAt);
  putU16(packet, eigrpChecksum, internetChecksum(packet));
  return packet;
}

/** Of a hello no more than header and TLV are signed. @param packet with neither checksum nor digest */
function eigrpDigest(packet: Uint8Array, { secret }: NumberedKey): Uint8Array {
  const rest = u8(packet, 1) === helloOpcode ? new Uint8Array(0) : packet.subarray(signedLength);
  return hash('md5', packet.subarray(0, signedLength), padded(secret, digestLength), rest);
}

/** @param keys undefined asks for no authentication, and believes none */
export function mistrustOfEigrp(payload: Uint8Array, keys: readonly NumberedKey[] | undefined): Mistrust | undefined {
  const isSealed = payload.length >= signedLength && u16(payload, eigrpHeaderLength) === AUTHENTICATION;
  if (isSealed !== (keys !== undefined)) return 'type';
  if (!keys) return undefined;
  const key = keys.find(({ id }) => id === u32(payload, keyAt));
  if (!key || u16(payload, eigrpHeaderLength + 4) !== MD5) return 'key';
  const packet = payload.slice();
  putU16(packet, eigrpChecksum, 0);
  packet.fill(0, digestAt, signedLength);
  return equalBytes(payload.subarray(digestAt, signedLength), eigrpDigest(packet, key)) ? undefined : 'key';
}
