/** show crypto ipsec profile: wording of seed 000; tabs and blanks as in `show crypto map` (corpus genie iosxe). */
import type { Lifetime } from '../ipsec/proposal.ts';
import type { CryptoConfiguration, IpsecProfile } from '../router/crypto-configuration.ts';

export function ipsecProfileLines(crypto: CryptoConfiguration): string[] {
  return [...crypto.profiles.values()].flatMap((profile) => [
    `IPSEC profile ${profile.name}`,
    ...profileTermLines(profile, crypto.lifetimeOf(profile)),
    '',
  ]);
}

export function lifetimeLine({ kilobytes, seconds }: Lifetime): string {
  return `Security association lifetime: ${kilobytes} kilobytes/${seconds} seconds`;
}

/** What a profile, and a crypto map made from it, negotiates. A set that does not exist is listed all the same. */
export function profileTermLines({ pfsGroup, transformSets }: IpsecProfile, lifetime: Lifetime): string[] {
  return [
    `\t${lifetimeLine(lifetime)}`,
    `\tPFS (Y/N): ${pfsGroup === undefined ? 'N' : 'Y'}`,
    ...(pfsGroup === undefined ? [] : [`\tDH group:  group${pfsGroup}`]),
    '\tTransform sets={ ',
    ...transformSets.map((name) => `\t\t${name}, `),
    '\t}',
  ];
}
