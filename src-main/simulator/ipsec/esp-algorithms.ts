/** Lengths that follow from the algorithms of an ESP association. */
import { ciphers, type CipherName } from '../crypto/ciphers.ts';
import { hashLengths } from '../crypto/mac.ts';
import type { EspTransform } from './proposal.ts';

export interface EspLengths {
  cipher: CipherName;
  encryptionKey: number;
  integrityKey: number;
  iv: number;
  block: number;
  /** Of the integrity check value, in bytes. */
  icv: number;
}

/** HMAC-MD5-96 and HMAC-SHA-1-96: RFC 2403, RFC 2404; the SHA-2 ones are cut to half: RFC 4868. */
const icvLengths = { md5: 12, sha1: 12, sha256: 16, sha384: 24, sha512: 32 } as const;

export function espLengths({ cipher, keyBits, integrity }: EspTransform): EspLengths {
  const name = cipherName(cipher, keyBits);
  const { keyLength, ivLength, blockLength } = ciphers[name];
  return {
    cipher: name,
    encryptionKey: keyLength,
    integrityKey: integrity ? hashLengths[integrity] : 0,
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

function cipherName(cipher: EspTransform['cipher'], keyBits: number): CipherName {
  if (cipher !== 'aes') return cipher;
  if (keyBits === 192) return 'aes192';
  return keyBits === 256 ? 'aes256' : 'aes128';
}
