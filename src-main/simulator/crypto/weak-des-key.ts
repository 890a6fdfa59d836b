import { hexOf } from '../../base/bytes.ts';

/** The 4 weak and 12 semi-weak keys, with odd parity (RFC 2409 Appendix A; RFC 2405 section 2.3). */
const weakKeys = new Set([
  '0101010101010101',
  '1f1f1f1f0e0e0e0e',
  'e0e0e0e0f1f1f1f1',
  'fefefefefefefefe',
  '01fe01fe01fe01fe',
  'fe01fe01fe01fe01',
  '1fe01fe00ef10ef1',
  'e01fe01ff10ef10e',
  '01e001e001f101f1',
  'e001e001f101f101',
  '1ffe1ffe0efe0efe',
  'fe1ffe1ffe0efe0e',
  '011f011f010e010e',
  '1f011f010e010e01',
  'e0fee0fef1fef1fe',
  'fee0fee0fef1fef1',
]);

/** Whatever the parity bits (the lowest of each byte) are: the cipher does not see them. */
export function isWeakDesKey(key: Uint8Array): boolean {
  return weakKeys.has(hexOf(key.map(withOddParity)));
}

function withOddParity(byte: number): number {
  let ones = 0;
  for (let bits = byte >>> 1; bits !== 0; bits &= bits - 1) ones++;
  return (byte & 0xfe) | (ones % 2 === 0 ? 1 : 0);
}
