/**
 * The ciphers of IKE and ESP, in CBC mode. Single DES is triple DES with one key three times, which every library that
 * has triple DES can do: OpenSSL 3 has moved des-cbc out to its legacy provider.
 */
import { bytesOfHex, concat, hexOf } from '../../base/bytes.ts';
import { nativeCbc, type CbcCipher } from './cbc.ts';
import { nativeCbcStream, type CbcStream } from './cbc-stream.ts';
import { ownTripleDesCbc } from './des.ts';

export type CipherName = 'null' | 'des' | '3des' | 'aes128' | 'aes192' | 'aes256';

interface CipherLengths {
  /** Bytes, as are the others. */
  keyLength: number;
  /** Texts are multiples of it. */
  blockLength: number;
  ivLength: number;
}

/** DES: RFC 2405; triple DES: RFC 2451; AES: RFC 3602; null: RFC 2410. */
export const ciphers: Readonly<Record<CipherName, CipherLengths>> = {
  null: { keyLength: 0, blockLength: 1, ivLength: 0 },
  des: { keyLength: 8, blockLength: 8, ivLength: 8 },
  '3des': { keyLength: 24, blockLength: 8, ivLength: 8 },
  aes128: { keyLength: 16, blockLength: 16, ivLength: 16 },
  aes192: { keyLength: 24, blockLength: 16, ivLength: 16 },
  aes256: { keyLength: 32, blockLength: 16, ivLength: 16 },
};

/** The cipher of a configuration, which has the length of an AES key beside it. */
export function cbcName(algorithm: 'null' | 'des' | '3des' | 'aes', keyBits: number): CipherName {
  if (algorithm !== 'aes') return algorithm;
  if (keyBits === 192) return 'aes192';
  return keyBits === 256 ? 'aes256' : 'aes128';
}

/**
 * @param plaintext a whole number of blocks
 * @throws RangeError when a length is wrong: the caller pads, and knows the lengths
 */
export function encryptCbc(cipher: CipherName, key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array): Uint8Array {
  checkLengths(cipher, key, iv);
  if (plaintext.length % ciphers[cipher].blockLength !== 0)
    throw new RangeError(`${cipher}: ${plaintext.length} bytes are not a whole number of blocks`);
  return implementationOf(cipher).encrypt(key, iv, plaintext);
}

/**
 * @returns undefined when the ciphertext is not a whole number of blocks: it came from outside
 * @throws RangeError when the key or the initialization vector has a wrong length
 */
export function decryptCbc(
  cipher: CipherName,
  key: Uint8Array,
  iv: Uint8Array,
  ciphertext: Uint8Array,
): Uint8Array | undefined {
  checkLengths(cipher, key, iv);
  if (ciphertext.length % ciphers[cipher].blockLength !== 0) return undefined;
  return implementationOf(cipher).decrypt(key, iv, ciphertext);
}

/** For many texts under one key; a whole number of blocks each, the first of them for the IV. */
export function cbcStream(name: CipherName, key: Uint8Array): CbcStream {
  const { blockLength } = ciphers[name];
  const nothing = new Uint8Array(ciphers[name].ivLength);
  checkLengths(name, key, nothing);
  if (name === 'aes128' || name === 'aes192' || name === 'aes256')
    return nativeCbcStream(`aes-${name.slice(3)}-cbc`, key, blockLength);
  const { encrypt, decrypt } = implementationOf(name);
  return {
    encrypt: (text) => encrypt(key, nothing, text),
    decrypt: (text) => decrypt(key, nothing, text).subarray(nothing.length),
  };
}

function checkLengths(cipher: CipherName, key: Uint8Array, iv: Uint8Array): void {
  const { keyLength, ivLength } = ciphers[cipher];
  if (key.length !== keyLength) throw new RangeError(`${cipher}: a key of ${key.length} bytes, not ${keyLength}`);
  if (iv.length !== ivLength) throw new RangeError(`${cipher}: an IV of ${iv.length} bytes, not ${ivLength}`);
}

const implementations = new Map<CipherName, CbcCipher>();

function implementationOf(cipher: CipherName): CbcCipher {
  const known = implementations.get(cipher) ?? makers[cipher]();
  implementations.set(cipher, known);
  return known;
}

const identity: CbcCipher = { encrypt: (_key, _iv, text) => text, decrypt: (_key, _iv, text) => text };

const makers: Readonly<Record<CipherName, () => CbcCipher>> = {
  null: () => identity,
  des: () => withTripledKey(tripleDes()),
  '3des': () => tripleDes(),
  aes128: () => nativeCbc('aes-128-cbc'),
  aes192: () => nativeCbc('aes-192-cbc'),
  aes256: () => nativeCbc('aes-256-cbc'),
};

function tripleDes(): CbcCipher {
  const native = nativeCbc('des-ede3-cbc');
  return isTripleDes(native) ? native : ownTripleDesCbc;
}

/** Whether an implementation answers as triple DES must: being listed by a library is no proof that it works. */
export function isTripleDes(implementation: CbcCipher): boolean {
  // Single DES by way of a tripled key: the worked example of FIPS 81 Appendix C ("Now is the time for all ").
  const key = bytesOfHex('0123456789abcdef'.repeat(3));
  const iv = bytesOfHex('1234567890abcdef');
  const plaintext = bytesOfHex('4e6f77206973207468652074696d6520666f7220616c6c20');
  const ciphertext = 'e5c7cdde872bf27c43e934008c389c0f683788499a7c05f6';
  try {
    return hexOf(implementation.encrypt(key, iv, plaintext)) === ciphertext;
  } catch {
    return false; // the library says that it does not have it
  }
}

function withTripledKey({ encrypt, decrypt }: CbcCipher): CbcCipher {
  return {
    encrypt: (key, iv, plaintext) => encrypt(concat(key, key, key), iv, plaintext),
    decrypt: (key, iv, ciphertext) => decrypt(concat(key, key, key), iv, ciphertext),
  };
}
