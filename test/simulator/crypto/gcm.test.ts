import { describe, expect, it } from 'vitest';
import { bytesOfHex, hexOf } from '../../../src-main/base/bytes.ts';
import { decryptGcm, encryptGcm } from '../../../src-main/simulator/crypto/gcm.ts';

const key = 'feffe9928665731c6d6a8f9467308308';
const iv = 'cafebabefacedbaddecaf888';
const additional = 'feedfacedeadbeeffeedfacedeadbeefabaddad2';
const plaintext =
  'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72' +
  '1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39';

// McGrew and Viega, "The Galois/Counter Mode of Operation (GCM)", appendix B, test cases 2, 4, 13 and 16.
const published = [
  {
    number: 2,
    key: '00'.repeat(16),
    iv: '00'.repeat(12),
    additional: '',
    plaintext: '00'.repeat(16),
    sealed: '0388dace60b6a392f328c2b971b2fe78ab6e47d42cec13bdf53a67b21257bddf',
  },
  {
    number: 4,
    key,
    iv,
    additional,
    plaintext,
    sealed:
      '42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e' +
      '21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091' +
      '5bc94fbc3221a5db94fae95ae7121a47',
  },
  {
    number: 13,
    key: '00'.repeat(32),
    iv: '00'.repeat(12),
    additional: '',
    plaintext: '',
    sealed: '530f8afbc74536b9a963b4f1c4cb738b',
  },
  {
    number: 16,
    key: key + key,
    iv,
    additional,
    plaintext,
    sealed:
      '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa' +
      '8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662' +
      '76fc6ece0f4e1768cddf8853bb2d551b',
  },
];

describe('AES in Galois/counter mode', () => {
  it.each(published)('comes to what test case $number has', ({ sealed, ...from }) => {
    const [k, nonce, header, text] = [from.key, from.iv, from.additional, from.plaintext].map(bytesOfHex) as [
      Uint8Array,
      Uint8Array,
      Uint8Array,
      Uint8Array,
    ];
    expect(hexOf(encryptGcm(k, nonce, header, text))).toBe(sealed);
    expect(decryptGcm(k, nonce, header, bytesOfHex(sealed))).toEqual(text);
  });

  it('has no plaintext when a bit of anything has changed', () => {
    const [k, nonce, header] = [bytesOfHex(key), bytesOfHex(iv), bytesOfHex(additional)];
    const sealed = encryptGcm(k, nonce, header, bytesOfHex(plaintext));
    for (let at = 0; at < sealed.length; at++) {
      const bent = sealed.slice();
      bent[at] = (bent[at] ?? 0) ^ 1;
      expect(decryptGcm(k, nonce, header, bent)).toBeUndefined();
    }
    expect(decryptGcm(k, nonce, header.subarray(1), sealed)).toBeUndefined();
    expect(decryptGcm(k, nonce, header, sealed.subarray(0, 15))).toBeUndefined();
  });
});
