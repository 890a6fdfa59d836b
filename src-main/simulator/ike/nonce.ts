import type { Random } from '../../base/random.ts';

/** 8 to 256 bytes are allowed (RFC 2409 section 5). */
const length = 20;

export function newNonce(random: Random): Uint8Array {
  return random.bytes(length);
}

export function isNonce({ length }: Uint8Array): boolean {
  return length >= 8 && length <= 256;
}
