/** What a role may be, and which nodes of a topology may play it. */
import type { Platform } from './topology.ts';

export const rolePlatforms = ['ios', 'iosxe', 'asa', 'linux', 'frr', 'vyos', 'vpcs'] as const;

export type RolePlatform = (typeof rolePlatforms)[number];

/** Of the platforms that nodes have. FRR and VyOS are Linux to a topology file; an end host may be a small Linux. */
const players: Readonly<Record<RolePlatform, readonly Platform[]>> = {
  ios: ['ios', 'iosxe'],
  iosxe: ['ios', 'iosxe'],
  asa: ['asa'],
  linux: ['linux'],
  frr: ['linux'],
  vyos: ['linux'],
  vpcs: ['vpcs', 'linux'],
};

const nouns: Readonly<Record<RolePlatform, string>> = {
  ios: 'a router (ios)',
  iosxe: 'a router (iosxe)',
  asa: 'a firewall (asa)',
  linux: 'a Linux machine (linux)',
  frr: 'a router with FRR (frr)',
  vyos: 'a router with VyOS (vyos)',
  vpcs: 'an end host (vpcs)',
};

export function mayPlay(wanted: RolePlatform, node: Platform): boolean {
  return players[wanted].includes(node);
}

/** "a firewall (asa)" */
export function describeRole(wanted: RolePlatform): string {
  return nouns[wanted];
}

/** A node knows best what it is; where it does not say, or says less than the lab, the lab does. */
export function platformAt(node: Platform | undefined, declared: RolePlatform): RolePlatform {
  if (node === undefined || declared === 'frr' || declared === 'vyos') return declared;
  const own = rolePlatforms.find((one) => one === node);
  return own !== undefined && mayPlay(declared, node) ? own : declared;
}
