import { u16, u8 } from '../../base/bytes.ts';

/**
 * The Internet checksum (RFC 1071): the complement of the one's complement sum of 16-bit words, an odd last byte
 * padded with zero.
 * @param initial what to begin the sum with: a pseudo header's words, or minus the checksum that the bytes hold already
 * @param length how many of the bytes
 */
export function internetChecksum(bytes: Uint8Array, initial = 0, length = bytes.length): number {
  let sum = initial;
  const even = length & ~1;
  for (let i = 0; i < even; i += 2) sum += u16(bytes, i);
  if (even !== length) sum += u8(bytes, even) << 8;
  // 65535 bytes of ones stay far below 2^32, so the carries can wait until the end.
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
