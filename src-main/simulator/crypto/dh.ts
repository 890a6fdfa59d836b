/** The Diffie-Hellman groups by their IANA numbers. */
import type { DhGroup } from './dh-group.ts';
import { ecpGroup } from './ecp.ts';
import { group24, modpPrime, type ModpBits } from './modp-primes.ts';
import { modpGroup } from './modp.ts';

const modp = (number: number, bits: ModpBits, secretLength: number) => (): DhGroup =>
  modpGroup({ number, prime: modpPrime(bits), generator: 2n, secretLength });

/**
 * The lengths of secrets, in bytes, are the next whole ones above the bits that RFC 7919 Appendix A has for primes of the
 * same size (225 for 2048, 275 for 3072, 325 for 4096): twice the strength of the group, and as short as that allows.
 */
const makers: Readonly<Record<number, () => DhGroup>> = {
  1: modp(1, 768, 29),
  2: modp(2, 1024, 29),
  5: modp(5, 1536, 29),
  14: modp(14, 2048, 29),
  15: modp(15, 3072, 35),
  16: modp(16, 4096, 41),
  19: () => ecpGroup({ number: 19, curve: 'prime256v1', bits: 256 }),
  20: () => ecpGroup({ number: 20, curve: 'secp384r1', bits: 384 }),
  21: () => ecpGroup({ number: 21, curve: 'secp521r1', bits: 521 }),
  24: () => modpGroup({ number: 24, ...group24, secretLength: 32 }),
};

const groups = new Map<number, DhGroup>();

/** The one object of a group, or undefined for a number that we do not have. */
export function dhGroup(number: number): DhGroup | undefined {
  const group = groups.get(number) ?? makers[number]?.();
  if (group) groups.set(number, group);
  return group;
}

export const dhGroupNumbers: readonly number[] = Object.keys(makers).map(Number);
