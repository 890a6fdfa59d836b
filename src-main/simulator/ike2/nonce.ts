import { compareBytes } from '../../base/bytes.ts';
import type { Random } from '../../base/random.ts';

/** At least half of the prf's key (RFC 7296 section 2.10): 32 bytes are enough for all of ours. */
const length = 32;
const shortest = 16;
const longest = 256;

export function newNonce(random: Random): Uint8Array {
  return random.bytes(length);
}

export function isNonce(data: Uint8Array): boolean {
  return data.length >= shortest && data.length <= longest;
}

/** By which it is decided which of two exchanges that crossed stays (section 2.8.1). */
export function lowest(a: Uint8Array, b: Uint8Array): Uint8Array {
  return compareBytes(a, b) <= 0 ? a : b;
}
