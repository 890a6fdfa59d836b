import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfHex, hexOf } from '../../../src-main/base/bytes.ts';
import { nativeCbc } from '../../../src-main/simulator/crypto/cbc.ts';
import {
  ciphers,
  decryptCbc,
  encryptCbc,
  isTripleDes,
  type CipherName,
} from '../../../src-main/simulator/crypto/ciphers.ts';
import { ownTripleDesCbc } from '../../../src-main/simulator/crypto/des.ts';

// RFC 3602 section 4, cases 1 to 4; FIPS 81 Appendix C; NIST SP 800-38A appendix F.2.3 and F.2.5 (first blocks).
const published: [CipherName, { key: string; iv: string; plaintext: string; ciphertext: string }][] = [
  [
    'aes128',
    {
      key: '06a9214036b8a15b512e03d534120006',
      iv: '3dafba429d9eb430b422da802c9fac41',
      plaintext: '53696e676c6520626c6f636b206d7367',
      ciphertext: 'e353779c1079aeb82708942dbe77181a',
    },
  ],
  [
    'aes128',
    {
      key: 'c286696d887c9aa0611bbb3e2025a45a',
      iv: '562e17996d093d28ddb3ba695a2e6f58',
      plaintext: '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f',
      ciphertext: 'd296cd94c2cccf8a3a863028b5e1dc0a7586602d253cfff91b8266bea6d61ab1',
    },
  ],
  [
    'aes192',
    {
      key: '8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b',
      iv: '000102030405060708090a0b0c0d0e0f',
      plaintext: '6bc1bee22e409f96e93d7e117393172a',
      ciphertext: '4f021db243bc633d7178183a9fa071e8',
    },
  ],
  [
    'aes256',
    {
      key: '603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4',
      iv: '000102030405060708090a0b0c0d0e0f',
      plaintext: '6bc1bee22e409f96e93d7e117393172a',
      ciphertext: 'f58c4c04d6e5f1ba779eabfb5f7bfbd6',
    },
  ],
  [
    'des',
    {
      key: '0123456789abcdef',
      iv: '1234567890abcdef',
      plaintext: '4e6f77206973207468652074696d6520666f7220616c6c20',
      ciphertext: 'e5c7cdde872bf27c43e934008c389c0f683788499a7c05f6',
    },
  ],
  ['null', { key: '', iv: '', plaintext: '010203', ciphertext: '010203' }],
];

const names = Object.keys(ciphers) as CipherName[];

describe('a cipher', () => {
  it.each(published)('%s encrypts and decrypts as published', (name, { key, iv, plaintext, ciphertext }) => {
    expect(hexOf(encryptCbc(name, bytesOfHex(key), bytesOfHex(iv), bytesOfHex(plaintext)))).toBe(ciphertext);
    const back = decryptCbc(name, bytesOfHex(key), bytesOfHex(iv), bytesOfHex(ciphertext));
    expect(back && hexOf(back)).toBe(plaintext);
  });

  it.each(names)('%s gives back what it encrypted', (name) => {
    const { keyLength, ivLength, blockLength } = ciphers[name];
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
    const text = fc.nat(8).chain((blocks) => bytes(blocks * blockLength));
    fc.assert(
      fc.property(bytes(keyLength), bytes(ivLength), text, (key, iv, plaintext) => {
        const ciphertext = encryptCbc(name, key, iv, plaintext);
        expect(ciphertext.length).toBe(plaintext.length);
        expect(decryptCbc(name, key, iv, ciphertext)).toEqual(plaintext);
      }),
    );
  });

  it('has no plaintext for a ciphertext that is not a whole number of blocks', () => {
    expect(decryptCbc('des', new Uint8Array(8), new Uint8Array(8), new Uint8Array(9))).toBeUndefined();
  });

  it("refuses the caller's wrong lengths with a reason", () => {
    const eight = new Uint8Array(8);
    expect(() => encryptCbc('des', eight, eight, new Uint8Array(9))).toThrow(
      '9 bytes are not a whole number of blocks',
    );
    expect(() => encryptCbc('3des', eight, eight, eight)).toThrow('a key of 8 bytes, not 24');
    expect(() => decryptCbc('des', eight, new Uint8Array(7), eight)).toThrow('an IV of 7 bytes, not 8');
  });
});

describe('the probe for triple DES', () => {
  it("accepts the library's and our own", () => {
    expect(isTripleDes(nativeCbc('des-ede3-cbc'))).toBe(true);
    expect(isTripleDes(ownTripleDesCbc)).toBe(true);
  });

  it('turns down what is missing, and what computes something else', () => {
    expect(isTripleDes(nativeCbc('no-such-cipher'))).toBe(false);
    expect(isTripleDes({ encrypt: (_key, _iv, text) => text, decrypt: (_key, _iv, text) => text })).toBe(false);
  });
});
