/** Which nodes of a topology are not simulated, and why. */
import type { Platform, TopologyNode } from '../../lab/topology.ts';

const reasons: Partial<Record<Platform, string>> = {
  nxos: 'a Nexus switch: not simulated',
  iosxr: 'an IOS XR router: not simulated',
  cloud: 'a way out of the laboratory: not simulated',
};

const byModel: Readonly<Partial<Record<string, string>>> = {
  frame_relay_switch: 'a Frame Relay switch: not simulated, as serial lines carry HDLC only',
  atm_switch: 'an ATM switch: not simulated, as links are Ethernet or serial',
};

/** In words; undefined for a node that can run. */
export function reasonAgainst({ platform, model }: Pick<TopologyNode, 'platform' | 'model'>): string | undefined {
  if (platform === 'switch' || platform === 'linux' || platform === 'vpcs' || platform === 'asa') return undefined;
  if (platform !== 'ios' && platform !== 'iosxe')
    return reasons[platform] ?? byModel[model] ?? `${model}: not known to the simulator`;
  return undefined;
}
