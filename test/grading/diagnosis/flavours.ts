/** The networks in which faults are tried, on each release of IOS. */
import type { FaultRow } from './fault-rows.ts';
import type { Network, NetworkName } from './networks.ts';

export interface Flavour {
  platform: 'ios' | 'iosxe';
  /** As CML calls it; the release is that of the platform when left out. */
  image?: string;
  /** Before 15: no IKE of version 2, and the groups up to 5. */
  isOld?: boolean;
}

export const flavours = {
  '12.2': { platform: 'ios', image: 'c7200-jk9s-mz.122-40', isOld: true },
  '12.4': { platform: 'ios', image: 'c7200-adventerprisek9-mz.124-24.T5', isOld: true },
  '15': { platform: 'ios' },
  'XE 17': { platform: 'iosxe' },
} as const satisfies Record<string, Flavour>;

export type FlavourName = keyof typeof flavours;

const version2: readonly NetworkName[] = ['ikev2', 'ikev2-kept', 'certificates-ikev2'];

/** Whether the network is on routers, and can be on these. */
export function canHave({ isOld = false }: Flavour, { on }: FaultRow): boolean {
  return on !== 'asa' && !(isOld && version2.includes(on));
}

/** With a group that an old release has, in the place of one that it has not. */
export function linesFor({ isOld = false }: Flavour, text: string): string {
  return isOld ? text.replace(/\bgroup( ?)14\b/g, 'group$12') : text;
}

export function networkOn(flavour: Flavour, network: Network): Network {
  const { platform, image } = flavour;
  const devices = Object.entries(network.devices).map(([name, device]) => {
    if (device.platform === 'asa') return [name, device] as const;
    return [name, { ...device, platform, image, configuration: linesFor(flavour, device.configuration) }] as const;
  });
  return { ...network, devices: Object.fromEntries(devices) };
}
