/**
 * RSA keys from seeded dice (RFC 8017 section 3), so that a network which starts again from its journal has the same
 * keys. The library's own generator cannot be seeded; its test of primes can be used.
 */
import { checkPrimeSync } from 'node:crypto';
import type { Random } from '../../base/random.ts';
import { bitsOf, bytesOfInteger, integerOf, inverseOf } from './big-integer.ts';

/** The numbers of a private key, as RFC 8017 names them. */
export interface RsaNumbers {
  n: bigint;
  e: bigint;
  d: bigint;
  p: bigint;
  q: bigint;
  dP: bigint;
  dQ: bigint;
  qInv: bigint;
}

const publicExponent = 65_537n;

export function generateRsaNumbers(random: Random, bits: number): RsaNumbers {
  for (;;) {
    const p = primeFrom(random, Math.ceil(bits / 2));
    const q = primeFrom(random, Math.floor(bits / 2));
    const numbers = p === q ? undefined : numbersOf(p, q);
    if (numbers && bitsOf(numbers.n) === bits) return numbers;
  }
}

/** Undefined when the public exponent divides p - 1 or q - 1. */
function numbersOf(p: bigint, q: bigint, e = publicExponent): RsaNumbers | undefined {
  const d = inverseOf(e, (p - 1n) * (q - 1n));
  const qInv = inverseOf(q, p);
  if (d === undefined || qInv === undefined) return undefined;
  return { n: p * q, e, d, p, q, dP: d % (p - 1n), dQ: d % (q - 1n), qInv };
}

/** The two highest bits are set, so that the product of two has all its bits. From a random start, the next prime. */
function primeFrom(random: Random, bits: number): bigint {
  const length = Math.ceil(bits / 8);
  const drawn = integerOf(random.bytes(length)) & ((1n << BigInt(bits)) - 1n);
  let candidate = drawn | (3n << BigInt(bits - 2)) | 1n;
  while (hasSmallFactor(candidate) || !checkPrimeSync(bytesOfInteger(candidate))) candidate += 2n;
  return candidate;
}

const smallPrimes = Array.from({ length: 1000 }, (_, index) => 2 * index + 3).filter((number) => {
  for (let divisor = 3; divisor * divisor <= number; divisor += 2) if (number % divisor === 0) return false;
  return true;
});
const product = smallPrimes.reduce((whole, prime) => whole * BigInt(prime), 1n);

/** Most numbers fall here, before the slow test. */
function hasSmallFactor(candidate: bigint): boolean {
  let [a, b] = [candidate, product];
  while (b > 0n) [a, b] = [b, a % b];
  return a !== 1n;
}
