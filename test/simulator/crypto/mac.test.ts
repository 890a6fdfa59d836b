import { describe, expect, it } from 'vitest';
import { bytesOfHex, bytesOfLatin1, hexOf } from '../../../src-main/base/bytes.ts';
import { hash, hashLengths, hmac, type HashName } from '../../../src-main/simulator/crypto/mac.ts';

const repeated = (byte: string, times: number): Uint8Array => bytesOfHex(byte.repeat(times));
const text = bytesOfLatin1;

// RFC 1321 section A.5, FIPS 180-4's examples.
const hashes: [HashName, string][] = [
  ['md5', '900150983cd24fb0d6963f7d28e17f72'],
  ['sha1', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  ['sha256', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
];

// RFC 2202 sections 2 and 3, cases 1, 2 and 6; RFC 4231 sections 4.2, 4.3 and 4.7.
const hmacs: [HashName, Uint8Array, Uint8Array, string][] = [
  ['md5', repeated('0b', 16), text('Hi There'), '9294727a3638bb1c13f48ef8158bfc9d'],
  ['md5', text('Jefe'), text('what do ya want for nothing?'), '750c783e6ab0b503eaa86e310a5db738'],
  [
    'md5',
    repeated('aa', 80),
    text('Test Using Larger Than Block-Size Key - Hash Key First'),
    '6b1ab7fe4bd7bf8f0b62e6ce61b9d0cd',
  ],
  ['sha1', repeated('0b', 20), text('Hi There'), 'b617318655057264e28bc0b6fb378c8ef146be00'],
  ['sha1', text('Jefe'), text('what do ya want for nothing?'), 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'],
  [
    'sha1',
    repeated('aa', 80),
    text('Test Using Larger Than Block-Size Key - Hash Key First'),
    'aa4ae5e15272d00e95705637ce8a3b55ed402112',
  ],
  ['sha256', repeated('0b', 20), text('Hi There'), 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
  [
    'sha256',
    text('Jefe'),
    text('what do ya want for nothing?'),
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  ],
  [
    'sha384',
    text('Jefe'),
    text('what do ya want for nothing?'),
    'af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649',
  ],
  [
    'sha512',
    text('Jefe'),
    text('what do ya want for nothing?'),
    '164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737',
  ],
];

describe('a hash', () => {
  it.each(hashes)('%s gives the published digest, however its input is cut', (name, digest) => {
    expect(hexOf(hash(name, text('abc')))).toBe(digest);
    expect(hexOf(hash(name, text('a'), text(''), text('bc')))).toBe(digest);
    expect(hash(name).length).toBe(hashLengths[name]);
  });
});

describe('an HMAC', () => {
  it.each(hmacs)('%s gives what the RFC publishes', (name, key, data, digest) => {
    expect(hexOf(hmac(name, key, data))).toBe(digest);
    expect(hexOf(hmac(name, key, data.subarray(0, 3), data.subarray(3)))).toBe(digest);
  });
});
