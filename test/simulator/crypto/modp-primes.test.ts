import { getDiffieHellman } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { group24, modpPrime } from '../../../src-main/simulator/crypto/modp-primes.ts';

describe('a MODP prime', () => {
  it.each([
    [768, 'modp1'],
    [1024, 'modp2'],
    [1536, 'modp5'],
    [2048, 'modp14'],
    [3072, 'modp15'],
    [4096, 'modp16'],
    [6144, 'modp17'],
    [8192, 'modp18'],
  ] as const)('of %i bits is the one that OpenSSL knows as %s', (bits, name) => {
    expect(modpPrime(bits).toString(16)).toBe(getDiffieHellman(name).getPrime('hex'));
  });
});

describe('group 24', () => {
  it('has a generator of the prime order that RFC 5114 section 2.3 states', () => {
    const order = BigInt('0x8cf83642a709a097b447997640129da299b1a47d1eb3750ba308b0fe64f5fbd3');
    const { prime, generator } = group24;
    let power = 1n;
    for (const bit of order.toString(2)) power = (power * power * (bit === '1' ? generator : 1n)) % prime;
    expect(power).toBe(1n);
    expect((prime - 1n) % order).toBe(0n);
    expect(prime.toString(2).length).toBe(2048);
  });
});
