/** show crypto ipsec profile: wording of seed 000; tabs and blanks as in `show crypto map` (corpus genie iosxe). */
import type { IpsecProfile } from '../../../router/ipsec/crypto-configuration.ts';
import { termLines, type TermsView } from './show-crypto-map-terms.ts';

export function ipsecProfileLines(view: TermsView): string[] {
  const { profiles } = view.crypto;
  const smart = profiles.has('default') ? undefined : view.crypto.profileOf('default');
  return [...(smart ? [smart] : []), ...profiles.values()].flatMap((profile) => [
    `IPSEC profile ${profile.name}`,
    ...profileLines(profile, view),
    '',
  ]);
}

/** What a profile, and a crypto map made from it, negotiates. */
export function profileLines(profile: IpsecProfile, view: TermsView): string[] {
  const { ikev2Profile, isakmpProfile } = profile;
  return [
    ...(ikev2Profile === undefined ? [] : [`\tIKEv2 Profile: ${ikev2Profile}`]),
    ...(isakmpProfile === undefined ? [] : [`\tISAKMP Profile: ${isakmpProfile}`]),
    ...termLines(profile, view),
  ];
}
