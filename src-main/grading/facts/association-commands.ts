/** Which commands show the security associations of a device, by its platform. */
import type { Role } from '../../lab/exercise.ts';

/** What is wanted of them. */
export interface Wants {
  /** `detail`: their algorithms too. */
  ike?: 'state' | 'detail';
  /** 1 unless said otherwise; only IOS has a command for each. */
  version?: 1 | 2 | undefined;
  children?: boolean;
}

export interface AssociationCommands {
  commands: string[];
  /** `any`: one that is answered will do, as a Linux has what was installed there. */
  needs: 'all' | 'any';
}

/** What strongSwan has in common with the kernel is asked of both: either may be all that there is. */
const SWAN = ['swanctl --list-sas', 'ipsec statusall'];
const KERNEL = ['ip -s xfrm state', 'ip xfrm policy', 'ip -d address'];

type Platform = Role['platform'];

export function associationCommands(platform: Platform, wants: Wants): AssociationCommands {
  const needs = platform === 'ios' || platform === 'iosxe' || platform === 'asa' ? 'all' : 'any';
  return { commands: COMMANDS[platform](wants), needs };
}

const COMMANDS: Record<Platform, (wants: Wants) => string[]> = {
  ios: iosCommands,
  iosxe: iosCommands,
  asa: asaCommands,
  linux: linuxCommands,
  frr: linuxCommands,
  vyos: (wants) => linuxCommands(wants).map((command) => `sudo ${command}`),
  vpcs: () => [],
};

function iosCommands(wants: Wants): string[] {
  return [...iosIke(wants), ...(wants.children ? ['show crypto ipsec sa'] : [])];
}

/** Of IKE the detail is all that tells who began, and it lists both versions; sessions alone tell the group of the first. */
function asaCommands({ ike, children }: Wants): string[] {
  return [
    ...(ike ? ['show crypto isakmp sa detail'] : []),
    ...(ike === 'detail' ? ['show vpn-sessiondb detail l2l'] : []),
    ...(children ? ['show crypto ipsec sa'] : []),
  ];
}

function linuxCommands({ ike, children }: Wants): string[] {
  return [...SWAN, ...(ike === 'detail' ? ['swanctl --list-conns'] : []), ...(children ? KERNEL : [])];
}

function iosIke({ ike, version }: Wants): string[] {
  if (!ike) return [];
  if (version === 2) return ['show crypto ikev2 sa detailed'];
  return ['show crypto isakmp sa', ...(ike === 'detail' ? ['show crypto isakmp sa detail'] : [])];
}
