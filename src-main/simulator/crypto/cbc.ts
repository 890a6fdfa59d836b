/** Block ciphers in cipher block chaining mode without padding, and where they come from. */
import { createCipheriv, createDecipheriv } from 'node:crypto';

/** Texts are whole numbers of blocks, and the initialization vector is one block. */
export interface CbcCipher {
  encrypt: (key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array) => Uint8Array;
  decrypt: (key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array) => Uint8Array;
}

/** @param algorithm as OpenSSL calls it: "aes-128-cbc" */
export function nativeCbc(algorithm: string): CbcCipher {
  return {
    encrypt: (key, iv, plaintext) => run(createCipheriv(algorithm, key, iv), plaintext),
    decrypt: (key, iv, ciphertext) => run(createDecipheriv(algorithm, key, iv), ciphertext),
  };
}

/** What createCipheriv and createDecipheriv have in common. */
interface Transformation {
  setAutoPadding: (on: boolean) => unknown;
  update: (text: Uint8Array) => Uint8Array;
  final: () => Uint8Array;
}

function run(transformation: Transformation, text: Uint8Array): Uint8Array {
  transformation.setAutoPadding(false);
  const buffer = transformation.update(text);
  transformation.final();
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}

/** One block in place: `blocks` holds it at `offset`. */
export type BlockCipher = (blocks: Uint8Array, offset: number) => void;

/** Chains a block cipher of our own. */
export function encryptChained(cipher: BlockCipher, iv: Uint8Array, plaintext: Uint8Array): Uint8Array {
  const text = Uint8Array.from(plaintext);
  for (let offset = 0; offset < text.length; offset += iv.length) {
    const previous = offset === 0 ? iv : text.subarray(offset - iv.length, offset);
    exclusiveOr(text, offset, previous);
    cipher(text, offset);
  }
  return text;
}

export function decryptChained(cipher: BlockCipher, iv: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  const text = Uint8Array.from(ciphertext);
  for (let offset = 0; offset < text.length; offset += iv.length) {
    cipher(text, offset);
    exclusiveOr(text, offset, offset === 0 ? iv : ciphertext.subarray(offset - iv.length, offset));
  }
  return text;
}

function exclusiveOr(text: Uint8Array, offset: number, mask: Uint8Array): void {
  for (let i = 0; i < mask.length; i++) text[offset + i] = (text[offset + i] ?? 0) ^ (mask[i] ?? 0);
}
