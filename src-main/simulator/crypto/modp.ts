/** Diffie-Hellman over the integers modulo a prime (RFC 2409 section 6, RFC 3526, RFC 5114). */
import { createDiffieHellman } from 'node:crypto';
import { bytesOfHex, compareBytes, equalBytes, hexOf } from '../../base/bytes.ts';
import type { Random } from '../../base/random.ts';
import type { DhGroup } from './dh-group.ts';

export interface ModpParameters {
  number: number;
  prime: bigint;
  generator: bigint;
  /** Bytes of a secret: twice the strength of the group is enough (RFC 3526 section 8), and short is fast. */
  secretLength: number;
}

/** Powers modulo a prime, by bytes of any length, padded to the prime's. */
interface Powers {
  ofGenerator: (exponent: Uint8Array) => Uint8Array;
  of: (base: Uint8Array, exponent: Uint8Array) => Uint8Array;
}

export function modpGroup(parameters: ModpParameters): DhGroup {
  const { number, prime, secretLength } = parameters;
  const publicLength = lengthOf(prime);
  const powers = bestPowers(parameters);
  const one = bytesOf(1n, publicLength);
  const last = bytesOf(prime - 1n, publicLength);
  // 0, 1 and p - 1 make a secret that everybody knows (RFC 2412 section 5, RFC 6989 section 2.1).
  const isHonest = (value: Uint8Array): boolean =>
    value.length === publicLength && compareBytes(one, value) < 0 && compareBytes(value, last) < 0;
  return {
    number,
    publicLength,
    keyPair: (random) => {
      const secret = secretFrom(random, secretLength);
      return {
        publicValue: powers.ofGenerator(secret),
        sharedSecret: (peer) => (isHonest(peer) ? powers.of(peer, secret) : undefined),
      };
    },
  };
}

/** The top bit is set, so that a secret is never short, let alone zero. */
function secretFrom(random: Random, length: number): Uint8Array {
  const secret = random.bytes(length);
  secret[0] = (secret[0] ?? 0) | 0x80;
  return secret;
}

function bestPowers(parameters: ModpParameters): Powers {
  const own = ownPowers(parameters);
  try {
    const native = nativePowers(parameters);
    const probe = Uint8Array.of(0x80, 0x01);
    return equalBytes(native.ofGenerator(probe), own.ofGenerator(probe)) ? native : own;
  } catch {
    return own; // the library refuses this prime or this size
  }
}

/**
 * The library's. To construct its object is the slow part (25 ms for group 2, whose prime it does not know and tests),
 * so one object serves all, and every use begins by setting its secret.
 */
export function nativePowers({ prime, generator }: ModpParameters): Powers {
  const length = lengthOf(prime);
  const shared = createDiffieHellman(bytesOf(prime, length), bytesOf(generator, lengthOf(generator)));
  return {
    ofGenerator: (exponent) => {
      shared.setPrivateKey(exponent);
      return padded(shared.generateKeys(), length);
    },
    of: (base, exponent) => {
      shared.setPrivateKey(exponent);
      return padded(shared.computeSecret(base), length);
    },
  };
}

/** Ours, with BigInt: some five times as slow. */
export function ownPowers({ prime, generator }: ModpParameters): Powers {
  const length = lengthOf(prime);
  return {
    ofGenerator: (exponent) => bytesOf(power(generator, exponent, prime), length),
    of: (base, exponent) => bytesOf(power(numberOf(base), exponent, prime), length),
  };
}

/** Four bits of the exponent at a time. */
function power(base: bigint, exponent: Uint8Array, modulus: bigint): bigint {
  const table = [1n];
  for (let i = 1; i < 16; i++) table.push(((table[i - 1] ?? 1n) * base) % modulus);
  let result = 1n;
  for (const byte of exponent) {
    for (const digit of [byte >>> 4, byte & 15]) {
      for (let i = 0; i < 4; i++) result = (result * result) % modulus;
      if (digit !== 0) result = (result * (table[digit] ?? 1n)) % modulus;
    }
  }
  return result;
}

const lengthOf = (number: bigint): number => Math.ceil(number.toString(16).length / 2);
const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x0${hexOf(bytes)}`);
const bytesOf = (number: bigint, length: number): Uint8Array =>
  bytesOfHex(number.toString(16).padStart(2 * length, '0'));

function padded(bytes: Uint8Array, length: number): Uint8Array {
  const whole = new Uint8Array(length);
  whole.set(bytes, length - bytes.length);
  return whole;
}
