/** The encrypted payload (RFC 7296 section 3.14; AES-GCM: RFC 5282), one direction of it: lengths are those of ESP. */
import { concat, equalBytes, u8 } from '../../base/bytes.ts';
import type { Random } from '../../base/random.ts';
import { cbcName, ciphers, decryptCbc, encryptCbc, type CipherName } from '../crypto/ciphers.ts';
import { decryptGcm, encryptGcm, gcmTagLength } from '../crypto/gcm.ts';
import { hmac } from '../crypto/mac.ts';
import { gcmIvLength, gcmSaltLength, icvLengths, integrityKeyLength } from '../ipsec/esp-algorithms.ts';
import type { Ikev2Cipher, Ikev2Integrity } from './configuration.ts';
import type { IkeSuite } from './suite.ts';

/** Of the keys of an association, in bytes. */
export function keyLengths({ cipher, integrity }: IkeSuite): { encryption: number; integrity: number } {
  if (cipher.algorithm === 'aes-gcm') return { encryption: cipher.keyBits / 8 + gcmSaltLength, integrity: 0 };
  return {
    encryption: ciphers[nameOf(cipher)].keyLength,
    integrity: integrity ? integrityKeyLength(integrity) : 0,
  };
}

export interface Protection {
  /** By how many bytes a sealed text is longer than the text, at most. */
  readonly overhead: number;
  /**
   * The body of an encrypted payload around `text`.
   * @param headerOf everything of the message before that body, when it knows the body's length
   */
  seal(text: Uint8Array, headerOf: (length: number) => Uint8Array, random: Random): Uint8Array;
  /** The text without its padding; undefined when it is not genuine. @param header what stands before the body */
  open(body: Uint8Array, header: Uint8Array): Uint8Array | undefined;
}

export function protectionOf(suite: IkeSuite, keys: { encryption: Uint8Array; integrity: Uint8Array }): Protection {
  const { cipher, integrity } = suite;
  if (cipher.algorithm === 'aes-gcm') return combined(keys.encryption);
  return separate(nameOf(cipher), integrity ?? 'sha1', keys);
}

function separate(
  cipher: CipherName,
  integrity: Ikev2Integrity,
  keys: { encryption: Uint8Array; integrity: Uint8Array },
): Protection {
  const { blockLength, ivLength } = ciphers[cipher];
  const checkLength = icvLengths[integrity];
  const check = (...parts: Uint8Array[]): Uint8Array =>
    hmac(integrity, keys.integrity, ...parts).subarray(0, checkLength);
  return {
    overhead: ivLength + blockLength + checkLength,
    seal: (text, headerOf, random) => {
      const padded = pad(text, blockLength);
      const header = headerOf(ivLength + padded.length + checkLength);
      const iv = random.bytes(ivLength);
      const ciphertext = encryptCbc(cipher, keys.encryption, iv, padded);
      return concat(iv, ciphertext, check(header, iv, ciphertext));
    },
    open: (body, header) => {
      const end = body.length - checkLength;
      if (end < ivLength) return undefined;
      const covered = body.subarray(0, end);
      if (!equalBytes(check(header, covered), body.subarray(end))) return undefined;
      const text = decryptCbc(cipher, keys.encryption, body.subarray(0, ivLength), covered.subarray(ivLength));
      return text && unpad(text);
    },
  };
}

function combined(keyAndSalt: Uint8Array): Protection {
  const key = keyAndSalt.subarray(0, -gcmSaltLength);
  const salt = keyAndSalt.subarray(-gcmSaltLength);
  return {
    overhead: gcmIvLength + 1 + gcmTagLength,
    seal: (text, headerOf, random) => {
      const padded = pad(text, 1);
      const header = headerOf(gcmIvLength + padded.length + gcmTagLength);
      const explicit = random.bytes(gcmIvLength);
      return concat(explicit, encryptGcm(key, concat(salt, explicit), header, padded));
    },
    open: (body, header) => {
      if (body.length < gcmIvLength + gcmTagLength) return undefined;
      const explicit = body.subarray(0, gcmIvLength);
      const text = decryptGcm(key, concat(salt, explicit), header, body.subarray(gcmIvLength));
      return text && unpad(text);
    },
  };
}

/** As little as will do; its last byte is its length. */
function pad(text: Uint8Array, blockLength: number): Uint8Array {
  const padding = (blockLength - ((text.length + 1) % blockLength)) % blockLength;
  const padded = new Uint8Array(text.length + padding + 1);
  padded.set(text);
  padded[padded.length - 1] = padding;
  return padded;
}

function unpad(text: Uint8Array): Uint8Array | undefined {
  const end = text.length - 1 - u8(text, text.length - 1);
  return text.length === 0 || end < 0 ? undefined : text.subarray(0, end);
}

function nameOf({ algorithm, keyBits }: Ikev2Cipher): CipherName {
  return cbcName(algorithm === 'des' || algorithm === '3des' ? algorithm : 'aes', keyBits);
}
