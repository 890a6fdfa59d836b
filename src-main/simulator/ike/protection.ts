/** The cipher of an ISAKMP SA as one exchange uses it: each message continues where the last one ended (RFC 2409 Appendix B). */
import { freshBytes } from '../../base/bytes.ts';
import { ciphers, decryptCbc, encryptCbc, type CipherName } from '../crypto/ciphers.ts';

export class Protection {
  #iv: Uint8Array;

  constructor(
    readonly cipher: CipherName,
    readonly key: Uint8Array,
    iv: Uint8Array,
  ) {
    this.#iv = iv;
  }

  /** The last block that either side sent. */
  get iv(): Uint8Array {
    return this.#iv;
  }

  /** Pads with zeros to whole blocks and encrypts. */
  seal(plaintext: Uint8Array): Uint8Array {
    const { blockLength } = ciphers[this.cipher];
    const padded = freshBytes(Math.ceil(plaintext.length / blockLength) * blockLength);
    padded.set(plaintext);
    const ciphertext = encryptCbc(this.cipher, this.key, this.#iv, padded);
    this.accept(ciphertext);
    return ciphertext;
  }

  /**
   * Decrypts and changes nothing: whether the message was the next one shows only in what it says (`accept`).
   * @returns undefined when it is empty or no whole number of blocks
   */
  open(ciphertext: Uint8Array): Uint8Array | undefined {
    return ciphertext.length === 0 ? undefined : decryptCbc(this.cipher, this.key, this.#iv, ciphertext);
  }

  /** The message was in order: the next one continues after it. */
  accept(ciphertext: Uint8Array): void {
    this.#iv = ciphertext.slice(-ciphers[this.cipher].ivLength);
  }
}
