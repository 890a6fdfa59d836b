/**
 * ECDSA over the curves of RFC 4754. Keys come from seeded dice, and the secret number of a signature from the key and the
 * digest, in the spirit of RFC 6979, so that everything can be done again with the same bytes.
 */
import { createECDH, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { concat } from '../../base/bytes.ts';
import type { Random } from '../../base/random.ts';
import { base64UrlOf, bytesOfInteger, integerOf, inverseOf } from './big-integer.ts';
import { hash as digestOf, hmac, type HashName } from './mac.ts';

export type EcBits = 256 | 384 | 521;

interface Curve {
  /** As OpenSSL calls it, and as JSON Web Keys do. */
  name: string;
  jwk: string;
  order: bigint;
  /** Whose digest is as long as the order. */
  hash: HashName;
}

/** The orders are those of FIPS 186-4 section D.1.2. */
const curves: Readonly<Record<EcBits, Curve>> = {
  256: {
    name: 'prime256v1',
    jwk: 'P-256',
    order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
    hash: 'sha256',
  },
  384: {
    name: 'secp384r1',
    jwk: 'P-384',
    order: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
    hash: 'sha384',
  },
  521: {
    name: 'secp521r1',
    jwk: 'P-521',
    order: BigInt(
      '0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa' +
        '51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409',
    ),
    hash: 'sha512',
  },
};

const lengthOf = (bits: EcBits): number => Math.ceil(bits / 8);

export class EcPublicKey {
  readonly keyKind = 'ec';
  #key: KeyObject | undefined;

  /** @param point x and y, without the mark before them */
  constructor(
    readonly keyBits: EcBits,
    readonly point: Uint8Array,
  ) {}

  /** @param signature r followed by s */
  verify(data: Uint8Array, signature: Uint8Array, hash: HashName): boolean {
    try {
      return verify(hash, data, { key: this.#object, dsaEncoding: 'ieee-p1363' }, signature);
    } catch {
      return false; // a point that is not on the curve
    }
  }

  /** IKE version 1 has no ECDSA here. */
  verifyRaw(): boolean {
    return false;
  }

  /** @throws RangeError always: nothing is encrypted with such a key */
  encrypt(): Uint8Array {
    throw new RangeError('an elliptic curve key does not encrypt');
  }

  get #object(): KeyObject {
    const length = lengthOf(this.keyBits);
    const [x, y] = [this.point.subarray(0, length), this.point.subarray(length)];
    const jwk = { kty: 'EC', crv: curves[this.keyBits].jwk, x: base64UrlOf(x), y: base64UrlOf(y) };
    return (this.#key ??= createPublicKey({ key: jwk, format: 'jwk' }));
  }
}

export class EcPrivateKey {
  readonly keyKind = 'ec';
  readonly public: EcPublicKey;

  constructor(
    readonly keyBits: EcBits,
    readonly secret: bigint,
  ) {
    this.public = new EcPublicKey(keyBits, multipleOfBase(keyBits, secret));
  }

  sign(data: Uint8Array, hash: HashName): Uint8Array {
    return this.signRaw(digestOf(hash, data));
  }

  /** r followed by s (FIPS 186-4 section 6.4). */
  signRaw(digest: Uint8Array): Uint8Array {
    const { order } = curves[this.keyBits];
    const length = lengthOf(this.keyBits);
    const excess = Math.max(0, 8 * digest.length - this.keyBits);
    const z = integerOf(digest) >> BigInt(excess);
    for (let attempt = 0; ; attempt++) {
      const k = this.#secretNumber(digest, attempt);
      const r = integerOf(multipleOfBase(this.keyBits, k).subarray(0, length)) % order;
      const s = ((inverseOf(k, order) ?? 0n) * (z + r * this.secret)) % order;
      if (r !== 0n && s !== 0n) return concat(bytesOfInteger(r, length), bytesOfInteger(s, length));
    }
  }

  decrypt(): undefined {
    return undefined;
  }

  #secretNumber(digest: Uint8Array, attempt: number): bigint {
    const { order, hash } = curves[this.keyBits];
    const key = bytesOfInteger(this.secret, lengthOf(this.keyBits));
    const first = hmac(hash, key, digest, Uint8Array.of(attempt));
    const second = hmac(hash, key, first);
    return (integerOf(concat(first, second)) % (order - 1n)) + 1n;
  }
}

export function generateEc(random: Random, bits: EcBits): EcPrivateKey {
  // Eight bytes more than the order has make the remainder as good as even.
  const drawn = integerOf(random.bytes(lengthOf(bits) + 8));
  return new EcPrivateKey(bits, (drawn % (curves[bits].order - 1n)) + 1n);
}

function multipleOfBase(bits: EcBits, factor: bigint): Uint8Array {
  const exchange = createECDH(curves[bits].name);
  exchange.setPrivateKey(bytesOfInteger(factor, lengthOf(bits)));
  return Uint8Array.from(exchange.getPublicKey().subarray(1));
}
