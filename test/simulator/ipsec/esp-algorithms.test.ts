import { describe, expect, it } from 'vitest';
import { bytesOfLatin1, hexOf } from '../../../src-main/base/bytes.ts';
import { hmac } from '../../../src-main/simulator/crypto/mac.ts';
import { icvLengths, integrityKeyLength } from '../../../src-main/simulator/ipsec/esp-algorithms.ts';

// RFC 4868 section 2.7.2 (AUTH256-1, AUTH384-1, AUTH512-1); RFC 2202 sections 2 and 3, case 5, for the ones of 96 bits.
const published = [
  { name: 'md5', byte: 0x0c, text: 'Test With Truncation', icv: '56461ef2342edc00f9bab995' },
  { name: 'sha1', byte: 0x0c, text: 'Test With Truncation', icv: '4c1a03424b55e07fe7f27be1' },
  { name: 'sha256', byte: 0x0b, text: 'Hi There', icv: '198a607eb44bfbc69903a0f1cf2bbdc5' },
  { name: 'sha384', byte: 0x0b, text: 'Hi There', icv: 'b6a8d5636f5c6a7224f9977dcf7ee6c7fb6d0c48cbdee973' },
  {
    name: 'sha512',
    byte: 0x0b,
    text: 'Hi There',
    icv: '637edc6e01dce7e6742a99451aae82df23da3e92439e590e43e761b33e910fb8',
  },
] as const;

describe('an integrity check value', () => {
  it.each(published)('of $name is what the RFC publishes, with its length of key', ({ name, byte, text, icv }) => {
    const key = new Uint8Array(integrityKeyLength(name)).fill(byte);
    expect(hexOf(hmac(name, key, bytesOfLatin1(text)).subarray(0, icvLengths[name]))).toBe(icv);
  });
});
