/** The groups of Diffie-Hellman, as the commands that name them have them and explain them. */

/** By number, what `?` says (command reference of `group` and `set pfs`; 21 is a curve of 521 bits). */
const titles = {
  1: '768-bit modp',
  2: '1024-bit modp',
  5: '1536-bit modp',
  14: '2048-bit modp',
  15: '3072-bit modp',
  16: '4096-bit modp',
  19: '256-bit ecp',
  20: '384-bit ecp',
  21: '521-bit ecp',
  24: '2048-bit modp, 256-bit subgroup',
} as const;

/** Of primes, the length; of curves, that of a coordinate (RFC 2409, 3526, 5114, 5903). */
export const groupBits: Readonly<Record<number, number>> = {
  1: 768,
  2: 1024,
  5: 1536,
  14: 2048,
  15: 3072,
  16: 4096,
  19: 256,
  20: 384,
  21: 521,
  24: 2048,
};

/** For a syntax: the alternatives of `set pfs`, those of every release and those that came with 15.1(2)T. */
export const pfsGroups = '{group1|group2|group5}' as const;
export const newerPfsGroups = '{group14|group15|group16|group19|group20|group21|group24}' as const;

/** Their helps. */
export const pfsHelps: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(titles).map(([number, title]) => [`group${number}`, `D-H Group${number} (${title})`]),
);

/** For a syntax: the alternatives of `group`, likewise. */
export const policyGroups = '{1|2|5}' as const;
export const newerPolicyGroups = '{14|15|16|19|20|21|24}' as const;

/** Their helps, under the word that leads to them: the numbers mean other things elsewhere. */
export const policyHelps: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(titles).map(([number, title]) => [`group ${number}`, `Diffie-Hellman group ${number} (${title})`]),
);

export const groupNumberOf = (name: string): number => Number(name.slice('group'.length));
