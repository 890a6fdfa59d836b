/**
 * CBC for many texts under one key, one after the other. The first block of what is encrypted becomes the initialization
 * vector of the rest: whatever it was, it comes out as nobody can foresee who has not the key (NIST SP 800-38A
 * appendix C), which is all that RFC 3602 section 3 asks for. So the state of the cipher may go on from text to text, and
 * nothing has to be set up for a packet: that would cost four times the encryption of a small one.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';

export interface CbcStream {
  /** @param text one block that is different each time, and then the plaintext. Gives the IV and then the ciphertext. */
  encrypt: (text: Uint8Array) => Uint8Array;
  /** @param text the IV and then the ciphertext. Gives the plaintext. */
  decrypt: (text: Uint8Array) => Uint8Array;
}

/** @param algorithm as OpenSSL calls it: "aes-128-cbc" */
export function nativeCbcStream(algorithm: string, key: Uint8Array, blockLength: number): CbcStream {
  const nothing = new Uint8Array(blockLength);
  const cipher = createCipheriv(algorithm, key, nothing).setAutoPadding(false);
  const decipher = createDecipheriv(algorithm, key, nothing).setAutoPadding(false);
  return {
    encrypt: (text) => bytesOf(cipher.update(text), 0),
    // The first block comes out wrong, because of what was before; nobody needs it.
    decrypt: (text) => bytesOf(decipher.update(text), blockLength),
  };
}

/** What is in a buffer from `start` on, as plain bytes. */
function bytesOf({ buffer, byteOffset, length }: Buffer, start: number): Uint8Array {
  return new Uint8Array(buffer, byteOffset + start, length - start);
}
