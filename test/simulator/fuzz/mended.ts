/** Frames that were really sent, with bytes changed and checksums made right again, so that they are read to the end. */
import { concat, putU16, u16, u8 } from '../../../src-main/base/bytes.ts';
import type { Random } from '../../../src-main/base/random.ts';
import { internetChecksum } from '../../../src-main/simulator/wire/checksum.ts';

const ethernetLength = 14;
const ipv4 = 0x0800;

/** Mostly behind the header of IP, often where types and lengths stand. */
export function damagedAndMended(random: Random, frame: Uint8Array): Uint8Array {
  let copy: Uint8Array = frame.slice(0, random.int(10) === 0 ? random.int(frame.length) : frame.length);
  for (let changes = 1 + random.int(3); changes > 0 && copy.length > 0; changes--) {
    const first = random.int(8) === 0 ? 0 : 34;
    const at = first + random.int(random.int(3) === 0 ? 60 : Math.max(1, frame.length - first));
    if (at < copy.length) copy[at] = otherThan(random, u8(copy, at));
  }
  if (random.int(10) === 0) copy = concat(copy, random.bytes(random.int(40)));
  if (copy.length >= ethernetLength + 20 && u16(copy, 12) === ipv4) mend(copy.subarray(ethernetLength));
  return copy;
}

function otherThan(random: Random, byte: number): number {
  return [random.int(256), 0, 255, byte + 1, byte - 1][random.int(5)] ?? 0;
}

function mend(packet: Uint8Array): void {
  const headerLength = (u8(packet, 0) & 0xf) * 4;
  if (headerLength < 20 || headerLength > packet.length) return;
  // Padding of short frames is no part of a packet; a length that has been damaged stays so.
  const payload = packet.subarray(headerLength, Math.max(headerLength, Math.min(packet.length, u16(packet, 2))));
  sum(packet.subarray(0, headerLength), 10);
  mendPayload(u8(packet, 9), payload);
}

/** Where each protocol has its checksum, and what it covers. */
function mendPayload(protocol: number, payload: Uint8Array): void {
  if (protocol === 1) sum(payload, 2);
  if (protocol === 17 && payload.length >= 8) putU16(payload, 6, 0);
  if (protocol === 88) sum(payload, 2);
  if (protocol === 89 && payload.length >= 24) {
    // All but the authentication (RFC 2328 D.4.1).
    putU16(payload, 12, 0);
    putU16(payload, 12, internetChecksum(concat(payload.subarray(0, 16), payload.subarray(24))));
  }
  if (protocol === 47 && payload.length >= 8) mendInGre(payload);
}

function mendInGre(payload: Uint8Array): void {
  const inner = payload.subarray(u8(payload, 0) & 0x20 ? 8 : 4);
  if (u16(payload, 2) === ipv4 && inner.length >= 20) mend(inner);
  if (u16(payload, 2) === 0x2001) sum(inner, 12);
}

function sum(bytes: Uint8Array, at: number): void {
  if (bytes.length < at + 2) return;
  putU16(bytes, at, 0);
  putU16(bytes, at, internetChecksum(bytes));
}
