/**
 * show crypto map: the map that IOS makes for a protected tunnel. Its first entry stands for the profile, the second for
 * the peer (Sharing IPsec with Tunnel Protection, sample output; layout of the lines from seed 001 and corpus genie).
 * A virtual tunnel interface has its associations made without traffic: "Always create SAs" (public notes of 15.x).
 */
import { formatIpv4 } from '../../base/address.ts';
import type { CryptoConfiguration } from '../router/crypto-configuration.ts';
import type { ProtectedFlow } from '../router/protected-flow.ts';
import { accessEntryOf } from './crypto-proxies.ts';
import { profileTermLines } from './show-crypto-ipsec-profile.ts';

/** Entries that IOS makes itself are numbered after those that can be configured. */
const firstSequence = 65536;

export function cryptoMapLines(flows: readonly ProtectedFlow[], crypto: CryptoConfiguration): string[] {
  const tags = [...new Set(flows.map(({ mapTag }) => mapTag))];
  if (tags.length === 0) return ['No crypto maps found.'];
  return tags.flatMap((tag) => {
    const ofTag = flows.filter(({ mapTag }) => mapTag === tag);
    return mapLines(tag, ofTag, crypto);
  });
}

function mapLines(tag: string, flows: readonly ProtectedFlow[], crypto: CryptoConfiguration): string[] {
  const [first] = flows;
  const profile = crypto.profiles.get(first?.profile ?? '');
  if (!profile) return [];
  const terms = profileTermLines(profile, crypto.lifetimeOf(profile));
  const heading = (entry: number): string => `Crypto Map "${tag}" ${firstSequence + entry} ipsec-isakmp`;
  return [
    heading(0),
    `\tProfile name: ${profile.name}`,
    ...terms,
    '',
    ...flows.flatMap((flow, index) => [heading(index + 1), ...instanceLines(flow, terms), '']).slice(0, -1),
    `\tInterfaces using crypto map ${tag}:`,
    ...flows.map(({ of }) => `\t\t${of.name}`),
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
