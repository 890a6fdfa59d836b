/**
 * show crypto map: the map that IOS makes for a protected tunnel. Its first entry stands for the profile, the second for
 * the peer (Sharing IPsec with Tunnel Protection, sample output; layout of the lines from seed 001 and corpus genie).
 * A virtual tunnel interface has its associations made without traffic: "Always create SAs" (public notes of 15.x).
 */
import { formatIpv4 } from '../../../../base/address.ts';
import type { ProtectedFlow } from '../../../router/ipsec/protected-flow.ts';
import { accessEntryOf } from '../crypto-proxies.ts';
import { profileLines } from './show-crypto-ipsec-profile.ts';
import { headingOf } from './show-crypto-map-entry.ts';
import type { TermsView } from './show-crypto-map-terms.ts';

/** After those that can be configured. */
const firstSequence = 65536;

export function tunnelMapLines(tag: string, flows: readonly ProtectedFlow[], view: TermsView): string[] {
  const [first] = flows;
  const profile = view.crypto.profiles.get(first?.profile ?? '');
  if (!profile) return [];
  const terms = profileLines(profile, view);
  const heading = (entry: number): string => headingOf(tag, firstSequence + entry, 'ipsec-isakmp', view.flavour);
  return [
    heading(0),
    `\tProfile name: ${profile.name}`,
    ...terms,
    '',
    ...flows.flatMap((flow, index) => [heading(index + 1), ...instanceLines(flow, terms), '']).slice(0, -1),
    `\tInterfaces using crypto map ${tag}:`,
    ...[...new Set(flows.map(({ of }) => of.name))].map((name) => `\t\t${name}`),
    '',
  ];
}

function instanceLines(flow: ProtectedFlow, terms: readonly string[]): string[] {
  const { remote, localSelector, remoteSelector, tunnel } = flow;
  return [
    '\tMap is a PROFILE INSTANCE.',
    `\tPeer = ${formatIpv4(remote)}`,
    '\tExtended IP access list ',
    `\t    access-list  ${accessEntryOf(localSelector, remoteSelector)}`,
    `\tCurrent peer: ${formatIpv4(remote)}`,
    ...terms,
    ...(tunnel?.settings.mode === 'ipsec-ipv4' ? ['\tAlways create SAs'] : []),
  ];
}
