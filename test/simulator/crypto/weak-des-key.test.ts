import { describe, expect, it } from 'vitest';
import { bytesOfHex } from '../../../src-main/base/bytes.ts';
import { nativeCbc } from '../../../src-main/simulator/crypto/cbc.ts';
import { isWeakDesKey } from '../../../src-main/simulator/crypto/weak-des-key.ts';

describe('a weak DES key', () => {
  it('is known with and without parity', () => {
    expect(isWeakDesKey(bytesOfHex('0101010101010101'))).toBe(true);
    expect(isWeakDesKey(bytesOfHex('0000000000000000'))).toBe(true);
    expect(isWeakDesKey(bytesOfHex('1fe01fe00ef10ef1'))).toBe(true);
    expect(isWeakDesKey(bytesOfHex('1ee01fe10ef10ef0'))).toBe(true);
    expect(isWeakDesKey(bytesOfHex('0123456789abcdef'))).toBe(false);
  });

  it('decrypts what it encrypted by encrypting again, itself or with its partner', () => {
    const encrypt = (key: string, text: Uint8Array): Uint8Array =>
      nativeCbc('des-ede3-cbc').encrypt(bytesOfHex(key.repeat(3)), new Uint8Array(8), text);
    const text = bytesOfHex('0011223344556677');
    for (const [one, other] of [
      ['e0e0e0e0f1f1f1f1', 'e0e0e0e0f1f1f1f1'],
      ['01fe01fe01fe01fe', 'fe01fe01fe01fe01'],
      ['1fe01fe00ef10ef1', 'e01fe01ff10ef10e'],
      ['01e001e001f101f1', 'e001e001f101f101'],
      ['1ffe1ffe0efe0efe', 'fe1ffe1ffe0efe0e'],
      ['011f011f010e010e', '1f011f010e010e01'],
      ['e0fee0fef1fef1fe', 'fee0fee0fef1fef1'],
    ] as const) {
      expect(encrypt(other, encrypt(one, text))).toEqual(text);
      expect(isWeakDesKey(bytesOfHex(one))).toBe(true);
      expect(isWeakDesKey(bytesOfHex(other))).toBe(true);
    }
  });
});
