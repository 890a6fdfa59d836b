/**
 * Authentication of EIGRP by keyed MD5: what is added to a packet on its way out, and asked for on its way in. RFC 7868
 * section 6.6.3 has the TLV; what the digest covers is in no standard: it is what FRRouting's eigrpd takes.
 */
import { bytesOfNumber, concat, equalBytes, putU16, u16, u32, u8 } from '../../../base/bytes.ts';
import { hash } from '../../crypto/mac.ts';
import { keyBytes, type AuthenticationMismatch, type NumberedKey } from '../../routing/secret.ts';
import { internetChecksum } from '../../wire/checksum.ts';

const headerLength = 20;
const checksumAt = 2;
const AUTHENTICATION = 0x0002;
const MD5 = 2;
/** Type, length, kind, length of the digest, key, sequence and padding, and then the digest. */
const tlvLength = 40;
const signedLength = headerLength + tlvLength;
const digestLength = 16;
const digestAt = signedLength - digestLength;
const keyAt = headerLength + 8;
const helloOpcode = 5;

/** @param key undefined leaves the packet as it is */
export function sealEigrp(payload: Uint8Array, key: NumberedKey | undefined): Uint8Array {
  if (!key) return payload;
  const start = concat(bytesOfNumber(AUTHENTICATION, 2), bytesOfNumber(tlvLength, 2), bytesOfNumber(MD5, 2));
  const tlv = new Uint8Array(tlvLength);
  tlv.set(concat(start, bytesOfNumber(digestLength, 2), bytesOfNumber(key.id, 4)));
  const packet = concat(payload.subarray(0, headerLength), tlv, payload.subarray(headerLength));
  putU16(packet, checksumAt, 0);
  packet.set(digestOf(packet, key), digestAt);
  putU16(packet, checksumAt, internetChecksum(packet));
  return packet;
}

/** Of a hello no more than header and TLV are signed. @param packet with neither checksum nor digest */
function digestOf(packet: Uint8Array, { secret }: NumberedKey): Uint8Array {
  const rest = u8(packet, 1) === helloOpcode ? new Uint8Array(0) : packet.subarray(signedLength);
  return hash('md5', packet.subarray(0, signedLength), keyBytes(secret, digestLength), rest);
}

/** @param keys undefined asks for no authentication, and believes none */
export function eigrpMismatch(
  payload: Uint8Array,
  keys: readonly NumberedKey[] | undefined,
): AuthenticationMismatch | undefined {
  const isSealed = payload.length >= signedLength && u16(payload, headerLength) === AUTHENTICATION;
  if (isSealed !== (keys !== undefined)) return 'type';
  if (!keys) return undefined;
  const key = keys.find(({ id }) => id === u32(payload, keyAt));
  if (!key || u16(payload, headerLength + 4) !== MD5) return 'key';
  const packet = payload.slice();
  putU16(packet, checksumAt, 0);
  packet.fill(0, digestAt, signedLength);
  return equalBytes(payload.subarray(digestAt, signedLength), digestOf(packet, key)) ? undefined : 'key';
}
