/** The checksum of link state advertisements: Fletcher's, as ISO 8473 and RFC 905 annex B place it (RFC 2328 12.1.7). */
import { u8 } from '../../../base/bytes.ts';

function sums(bytes: Uint8Array): [number, number] {
  let c0 = 0;
  let c1 = 0;
  for (const byte of bytes) {
    c0 = (c0 + byte) % 255;
    c1 = (c1 + c0) % 255;
  }
  return [c0, c1];
}

/** @param at where the two bytes of the checksum stand; they count as zero */
export function fletcherChecksum(bytes: Uint8Array, at: number): number {
  const blank = bytes.slice();
  blank[at] = 0;
  blank[at + 1] = 0;
  const [c0, c1] = sums(blank);
  const after = blank.length - at - 1;
  const x = positive(after * c0 - c1);
  const y = positive(c1 - (after + 1) * c0);
  return (x << 8) | y;
}

function positive(value: number): number {
  const rest = ((value % 255) + 255) % 255;
  return rest === 0 ? 255 : rest;
}

export function isFletcherRight(bytes: Uint8Array): boolean {
  const [c0, c1] = sums(bytes);
  return c0 === 0 && c1 === 0 && (u8(bytes, 14) !== 0 || u8(bytes, 15) !== 0);
}
