/** With which version of IKE, and with which transforms, a peer is met: the same for maps, dynamic maps and tunnels. */
import { formatIpv4 } from '../../../base/address.ts';
import { profileOfPeer } from './compile-ike.ts';
import type { AsaCrypto, Transforms, TunnelGroup } from './crypto-state.ts';
import { transformsOfProposal } from './crypto-words.ts';

export interface Terms {
  readonly transformSets: string[];
  /** With it the peer is met by version 2. */
  readonly ikev2Profile: string | undefined;
}

/** The versions that could be used with a peer whom these interfaces lead to, the one that is tried first first. */
export function termsWith(
  crypto: AsaCrypto,
  { peer, transforms, interfaces }: { peer: number; transforms: Transforms; interfaces: readonly string[] },
): Terms[] {
  const group = crypto.groupOf(formatIpv4(peer));
  const isReady = (protocol: 'ikev1' | 'ikev2'): boolean =>
    isAllowed(crypto, group, protocol) && isOn(crypto, interfaces, protocol);
  const ikev2Profile = profileOfPeer(crypto, peer);
  const second = isReady('ikev2') && ikev2Profile !== undefined ? ofVersion2(crypto, transforms, ikev2Profile) : [];
  const first = isReady('ikev1') ? ofVersion1(transforms) : [];
  return crypto.spoken.get(peer) === 1 ? [...first, ...second] : [...second, ...first];
}

export function ofVersion1({ ikev1TransformSets }: Transforms): Terms[] {
  if (ikev1TransformSets.length === 0) return [];
  return [{ transformSets: ikev1TransformSets.map((name) => `ikev1 ${name}`), ikev2Profile: undefined }];
}

export function ofVersion2(crypto: AsaCrypto, { ikev2Proposals }: Transforms, ikev2Profile: string): Terms[] {
  if (ikev2Proposals.length === 0) return [];
  const transformSets = ikev2Proposals.flatMap((name) => {
    const proposal = crypto.proposals.get(name);
    return proposal ? transformsOfProposal(proposal).map((_, index) => `ikev2 ${name} ${index}`) : [];
  });
  return [{ transformSets, ikev2Profile }];
}

function isAllowed(crypto: AsaCrypto, group: TunnelGroup | undefined, protocol: string): boolean {
  return crypto.policyOf(group).protocols?.includes(protocol) ?? true;
}

/** Whether the version is enabled on one of the interfaces. */
function isOn(
  { ikev1Interfaces, ikev2Interfaces }: AsaCrypto,
  interfaces: readonly string[],
  protocol: 'ikev1' | 'ikev2',
): boolean {
  const enabled = protocol === 'ikev1' ? ikev1Interfaces : ikev2Interfaces;
  return interfaces.some((name) => enabled.has(name));
}
