import { describe, expect, it } from 'vitest';
import { bytesOfHex, hexOf } from '../../../src-main/base/bytes.ts';
import { seededRandom } from '../../../src-main/base/random.ts';
import { group24, modpPrime } from '../../../src-main/simulator/crypto/modp-primes.ts';
import { modpGroup, nativePowers, ownPowers, type ModpParameters } from '../../../src-main/simulator/crypto/modp.ts';

const groups: ModpParameters[] = [
  { number: 1, prime: modpPrime(768), generator: 2n, secretLength: 32 },
  { number: 2, prime: modpPrime(1024), generator: 2n, secretLength: 32 },
  { number: 14, prime: modpPrime(2048), generator: 2n, secretLength: 32 },
  { number: 24, ...group24, secretLength: 32 },
];
const big = (bytes: Uint8Array): bigint => BigInt(`0x${hexOf(bytes)}`);

describe.each(groups)('powers in group $number', (parameters) => {
  const { prime, generator } = parameters;
  const native = nativePowers(parameters);
  const own = ownPowers(parameters);

  it.each([
    ["the library's", native],
    ['our own', own],
  ])('are right for small exponents, and padded to the prime: %s', (_, powers) => {
    const value = powers.ofGenerator(Uint8Array.of(5));
    expect(big(value)).toBe(generator ** 5n % prime);
    expect(value.length).toBe(Math.ceil(prime.toString(2).length / 8));
    expect(big(powers.of(value, Uint8Array.of(1, 1)))).toBe((generator ** 5n % prime) ** 257n % prime);
  });

  it("are the same by the library's way and by our own", () => {
    const random = seededRandom('powers');
    for (let i = 0; i < 5; i++) {
      const exponent = random.bytes(32);
      const value = native.ofGenerator(exponent);
      expect(own.ofGenerator(exponent)).toEqual(value);
      const other = random.bytes(32);
      expect(own.of(value, other)).toEqual(native.of(value, other));
    }
  });
});

describe('a key pair of a MODP group', () => {
  const group = modpGroup({ number: 2, prime: modpPrime(1024), generator: 2n, secretLength: 32 });

  it('is fixed by the seed, and another for another', () => {
    const one = group.keyPair(seededRandom(1)).publicValue;
    expect(group.keyPair(seededRandom(1)).publicValue).toEqual(one);
    expect(group.keyPair(seededRandom(2)).publicValue).not.toEqual(one);
  });

  it('keeps its secret while others use the same group', () => {
    const alice = group.keyPair(seededRandom('alice'));
    const bob = group.keyPair(seededRandom('bob'));
    group.keyPair(seededRandom('carol')).sharedSecret(bob.publicValue);
    expect(alice.sharedSecret(bob.publicValue)).toEqual(bob.sharedSecret(alice.publicValue));
  });

  it('has no secret with a value that no honest peer sends', () => {
    const { sharedSecret } = group.keyPair(seededRandom(1));
    const prime = modpPrime(1024);
    const padded = (value: bigint) => bytesOfHex(value.toString(16).padStart(256, '0'));
    for (const value of [0n, 1n, prime - 1n, prime, prime + 1n, 2n ** 1024n - 1n])
      expect(sharedSecret(padded(value))).toBeUndefined();
    expect(sharedSecret(Uint8Array.of(5))).toBeUndefined();
    expect(sharedSecret(new Uint8Array(129).fill(1))).toBeUndefined();
    expect(sharedSecret(padded(2n))?.length).toBe(128);
  });
});
