/**
 * AES in Galois/counter mode, authenticated encryption with a tag of 16 bytes (NIST SP 800-38D), as ESP (RFC 4106) and
 * IKE version 2 (RFC 5282) use it: keys of 16, 24 or 32 bytes, nonces of 12 bytes that never come twice under one key.
 */
import { createCipheriv, createDecipheriv, type CipherGCMTypes } from 'node:crypto';

export const gcmTagLength = 16;

/** The ciphertext with the tag behind it. */
export function encryptGcm(
  key: Uint8Array,
  nonce: Uint8Array,
  additional: Uint8Array,
  plaintext: Uint8Array,
): Uint8Array {
  const cipher = createCipheriv(algorithmOf(key), key, nonce);
  cipher.setAAD(additional);
  const bytes = new Uint8Array(plaintext.length + gcmTagLength);
  bytes.set(cipher.update(plaintext));
  cipher.final();
  bytes.set(cipher.getAuthTag(), plaintext.length);
  return bytes;
}

/** @returns undefined when the tag, at the end of `sealed`, is not that of the rest */
export function decryptGcm(
  key: Uint8Array,
  nonce: Uint8Array,
  additional: Uint8Array,
  sealed: Uint8Array,
): Uint8Array | undefined {
  const end = sealed.length - gcmTagLength;
  if (end < 0) return undefined;
  const decipher = createDecipheriv(algorithmOf(key), key, nonce, { authTagLength: gcmTagLength });
  decipher.setAAD(additional);
  decipher.setAuthTag(sealed.subarray(end));
  const plaintext = decipher.update(sealed.subarray(0, end));
  try {
    decipher.final();
  } catch {
    return undefined; // how node:crypto says that the tag is wrong
  }
  return new Uint8Array(plaintext.buffer, plaintext.byteOffset, plaintext.length);
}

function algorithmOf(key: Uint8Array): CipherGCMTypes {
  if (key.length === 16) return 'aes-128-gcm';
  if (key.length === 24) return 'aes-192-gcm';
  if (key.length === 32) return 'aes-256-gcm';
  throw new RangeError(`AES-GCM: a key of ${key.length} bytes`);
}
