import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, hexOf } from '../../../src-main/base/bytes.ts';
import { nativeCbc, type CbcCipher } from '../../../src-main/simulator/crypto/cbc.ts';
import { ownTripleDesCbc } from '../../../src-main/simulator/crypto/des.ts';

const native = nativeCbc('des-ede3-cbc');
const implementations: [string, CbcCipher][] = [
  ["the library's", native],
  ['our own', ownTripleDesCbc],
];

/** One block under single DES, by way of a tripled key and an IV of zeros. */
const block = (cipher: CbcCipher, key: string, plaintext: string): string =>
  hexOf(cipher.encrypt(bytesOfHex(key.repeat(3)), new Uint8Array(8), bytesOfHex(plaintext)));

// NIST SP 500-20 (the tests of FIPS 46): key, plaintext, ciphertext. The last two: permutation and substitution tables.
const published = [
  ['0101010101010101', '95f8a5e5dd31d900', '8000000000000000'],
  ['0101010101010101', '8000000000000000', '95f8a5e5dd31d900'],
  ['8001010101010101', '0000000000000000', '95a8d72813daa94d'],
  ['133457799bbcdff1', '0123456789abcdef', '85e813540f0ab405'],
  ['1046913489980131', '0000000000000000', '88d55e54f54c97b4'],
  ['7ca110454a1a6e57', '01a1d6d039776742', '690f5b0d9a26939b'],
] as const;

describe.each(implementations)('triple DES, %s', (_, cipher) => {
  it.each(published)('encrypts under the key %s as published', (key, plaintext, ciphertext) => {
    expect(block(cipher, key, plaintext)).toBe(ciphertext);
  });

  it('chains three keys as NIST SP 800-67 has it', () => {
    const key = bytesOfHex('0123456789abcdef23456789abcdef01456789abcdef0123');
    // Appendix B.1 "The quick brown fox jump", each block by itself.
    const encrypted = ['54686520717566636b2062726f776e20666f78206a756d70'.slice(0, 16)].map((text) =>
      hexOf(cipher.encrypt(key, new Uint8Array(8), bytesOfHex(text))),
    );
    expect(encrypted).toEqual(['a826fd8ce53b855f']);
  });
});

describe('our own triple DES', () => {
  it("is the library's, for every key, IV and text", () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
    const text = fc.nat(6).chain((blocks) => bytes(blocks * 8));
    fc.assert(
      fc.property(bytes(24), bytes(8), text, (key, iv, plaintext) => {
        const ciphertext = native.encrypt(key, iv, plaintext);
        expect(ownTripleDesCbc.encrypt(key, iv, plaintext)).toEqual(ciphertext);
        expect(ownTripleDesCbc.decrypt(key, iv, ciphertext)).toEqual(plaintext);
      }),
    );
  });
});
