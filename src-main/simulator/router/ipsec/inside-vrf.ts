/**
 * The table of routes that protected packets come out of and go into: `vrf` of an ISAKMP profile, `ivrf` of a profile of
 * version 2. Without one it is that by which the peer is reached (VRF-Aware IPsec, "IVRF" and "FVRF").
 */
import type { CryptoConfiguration } from './crypto-configuration.ts';
import { termsOf, type ProtectionTerms } from './flow-policy.ts';
import type { ProtectedFlow } from './protected-flow.ts';

type NamedProfiles = Pick<ProtectionTerms, 'isakmpProfile' | 'ikev2Profile'>;

export function insideVrfOf(
  { isakmpProfiles, ikev2 }: CryptoConfiguration,
  { isakmpProfile, ikev2Profile }: NamedProfiles,
  frontDoor: string | undefined,
): string | undefined {
  const inside = isakmpProfiles.get(isakmpProfile ?? '')?.vrf ?? ikev2.profiles.get(ikev2Profile ?? '')?.insideVrf;
  return inside ?? frontDoor;
}

/** Of a tunnel it is the interface that says so. Where no entry names a profile, the one counts that the peer has matched. */
export function insideVrfOfFlow(crypto: CryptoConfiguration, flow: ProtectedFlow): string | undefined {
  if (flow.tunnel) return flow.of.vrf;
  const { isakmpProfile = flow.current?.child.isakmpProfile, ikev2Profile } = termsOf(crypto, flow) ?? {};
  return insideVrfOf(crypto, { isakmpProfile, ikev2Profile }, flow.frontDoor);
}
