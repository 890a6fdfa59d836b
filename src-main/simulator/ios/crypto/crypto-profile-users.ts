/** Who refers to a profile: one that is named by an IPsec profile or an entry of a crypto map stays. */
import type { CryptoConfiguration } from '../../router/ipsec/crypto-configuration.ts';

interface Reference {
  readonly isakmpProfile?: string | undefined;
  readonly ikev2Profile?: string | undefined;
}

/** In words, for a refusal: 'ipsec profile P', 'crypto map M 10'. */
export function profileUser(crypto: CryptoConfiguration, refers: (one: Reference) => boolean): string | undefined {
  const profile = [...crypto.profiles.values()].find(refers);
  if (profile) return `ipsec profile ${profile.name}`;
  const entry = [...crypto.maps.values(), ...crypto.dynamicMaps.values()].flat().find(refers);
  return entry && `crypto map ${entry.map} ${entry.sequence}`;
}
