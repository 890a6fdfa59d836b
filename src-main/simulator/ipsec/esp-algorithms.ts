/** Lengths that follow from the algorithms of an association. */
import { cbcName, ciphers } from '../crypto/ciphers.ts';
import { gcmTagLength } from '../crypto/gcm.ts';
import { hashLengths } from '../crypto/mac.ts';
import type { EspTransform, Integrity } from './proposal.ts';

export interface EspLengths {
  /** The cipher's key; with AES-GCM also the salt of 4 bytes behind it. */
  encryptionKey: number;
  integrityKey: number;
  iv: number;
  block: number;
  /** Of the integrity check value, in bytes. */
  icv: number;
}

/** HMAC-MD5-96 and HMAC-SHA-1-96: RFC 2403, RFC 2404; the SHA-2 ones are cut to half: RFC 4868. */
export const icvLengths: Readonly<Record<Integrity, number>> = {
  md5: 12,
  sha1: 12,
  sha256: 16,
  sha384: 24,
  sha512: 32,
};

/** The key of an HMAC is as long as what it gives (RFC 2403, RFC 2404, RFC 4868 section 2.1.1). */
export function integrityKeyLength(integrity: Integrity): number {
  return hashLengths[integrity];
}

/** RFC 4106 section 4: what the nonce begins with; the IV in the packet is the rest. */
export const gcmSaltLength = 4;
export const gcmIvLength = 8;

export function espLengths({ cipher, keyBits, integrity }: EspTransform): EspLengths {
  if (cipher === 'aes-gcm') {
    const encryptionKey = keyBits / 8 + gcmSaltLength;
    return { encryptionKey, integrityKey: 0, iv: gcmIvLength, block: 1, icv: gcmTagLength };
  }
  const { keyLength, ivLength, blockLength } = ciphers[cbcName(cipher, keyBits)];
  return {
    encryptionKey: keyLength,
    integrityKey: integrity ? integrityKeyLength(integrity) : 0,
    iv: ivLength,
    block: blockLength,
    icv: integrity ? icvLengths[integrity] : 0,
  };
}

/** How many bytes of keying material one direction takes: the cipher's key, then the integrity key (RFC 4303, RFC 2409 5.5). */
export function keyMaterialLength(transform: EspTransform): number {
  const { encryptionKey, integrityKey } = espLengths(transform);
  return encryptionKey + integrityKey;
}
