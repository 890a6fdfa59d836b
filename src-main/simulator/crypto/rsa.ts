/**
 * RSA signatures and encryption by PKCS #1 version 1.5 (RFC 8017 sections 7.2 and 8.2), as IKE uses them; of a peer also
 * signatures with a salt (RSASSA-PSS, section 8.1).
 */
import {
  constants,
  createPrivateKey,
  createPublicKey,
  privateDecrypt,
  privateEncrypt,
  publicDecrypt,
  publicEncrypt,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { concat, equalBytes } from '../../base/bytes.ts';
import type { Random } from '../../base/random.ts';
import { base64UrlOf, bitsOf, bytesOfInteger } from './big-integer.ts';
import type { HashName } from './mac.ts';
import type { RsaNumbers } from './rsa-numbers.ts';

/** Bytes of a block that are not the message: 0, the type, eight of padding at least, 0. */
const overhead = 11;

export class RsaPublicKey {
  readonly keyKind = 'rsa';
  readonly keyBits: number;
  #key: KeyObject | undefined;

  /** @param random for the padding of what is encrypted */
  constructor(
    readonly modulus: bigint,
    readonly exponent: bigint,
    private readonly random: Random,
  ) {
    this.keyBits = bitsOf(modulus);
  }

  verify(data: Uint8Array, signature: Uint8Array, hash: HashName, isSalted = false): boolean {
    const padding = isSalted ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
    try {
      return verify(hash, data, { key: this.#object, padding }, signature);
    } catch {
      return false; // a key or a signature that the library does not take
    }
  }

  /** Whether the signature holds just these bytes. */
  verifyRaw(digest: Uint8Array, signature: Uint8Array): boolean {
    try {
      const key = { key: this.#object, padding: constants.RSA_PKCS1_PADDING };
      return equalBytes(publicDecrypt(key, signature), digest);
    } catch {
      return false; // not a signature of this key
    }
  }

  /** @throws RangeError when the message is longer than the key allows */
  encrypt(message: Uint8Array): Uint8Array {
    const length = Math.ceil(this.keyBits / 8);
    if (message.length > length - overhead) throw new RangeError(`too long for a key of ${this.keyBits} bits`);
    const padding = this.random.bytes(length - 3 - message.length).map((byte) => byte || 1);
    const block = concat(Uint8Array.of(0, 2), padding, Uint8Array.of(0), message);
    return Uint8Array.from(publicEncrypt({ key: this.#object, padding: constants.RSA_NO_PADDING }, block));
  }

  get #object(): KeyObject {
    const jwk = { kty: 'RSA', n: textOf(this.modulus), e: textOf(this.exponent) };
    return (this.#key ??= createPublicKey({ key: jwk, format: 'jwk' }));
  }
}

export class RsaPrivateKey {
  readonly keyKind = 'rsa';
  readonly public: RsaPublicKey;
  #key: KeyObject | undefined;

  constructor(
    readonly numbers: RsaNumbers,
    random: Random,
  ) {
    this.public = new RsaPublicKey(numbers.n, numbers.e, random);
  }

  get keyBits(): number {
    return this.public.keyBits;
  }

  sign(data: Uint8Array, hash: HashName): Uint8Array {
    return Uint8Array.from(sign(hash, data, this.#object));
  }

  signRaw(digest: Uint8Array): Uint8Array {
    return Uint8Array.from(privateEncrypt({ key: this.#object, padding: constants.RSA_PKCS1_PADDING }, digest));
  }

  /** The padding is taken off here: the library no longer does that for version 1.5. */
  decrypt(ciphertext: Uint8Array): Uint8Array | undefined {
    try {
      const block = privateDecrypt({ key: this.#object, padding: constants.RSA_NO_PADDING }, ciphertext);
      const end = block.indexOf(0, 2);
      const isPadded = block[0] === 0 && block[1] === 2 && end >= overhead - 1;
      return isPadded ? Uint8Array.from(block.subarray(end + 1)) : undefined;
    } catch {
      return undefined; // of another length, or above the modulus
    }
  }

  get #object(): KeyObject {
    const { n, e, d, p, q, dP, dQ, qInv } = this.numbers;
    const jwk = {
      kty: 'RSA',
      n: textOf(n),
      e: textOf(e),
      d: textOf(d),
      p: textOf(p),
      q: textOf(q),
      dp: textOf(dP),
      dq: textOf(dQ),
      qi: textOf(qInv),
    };
    return (this.#key ??= createPrivateKey({ key: jwk, format: 'jwk' }));
  }
}

function textOf(value: bigint): string {
  return base64UrlOf(bytesOfInteger(value));
}
