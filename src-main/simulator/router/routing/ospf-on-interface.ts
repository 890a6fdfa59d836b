/** Whether an OSPF process runs on an interface, and with what: its own settings, or what follows from its kind. */
import {
  areaOf,
  type OspfConfiguration,
  type OspfInterfaceSettings,
  type OspfNetworkType,
} from '../../routing/ospf/configuration.ts';
import type { OspfInterfaceParameters } from '../../routing/ospf/ospf-interface.ts';
import { addressOf, type Interface } from '../interface.ts';

/** Cost of a loopback: of its kind of network there is nothing to choose. */
const defaultCost = 1;

const networkTypes = {
  loopback: 'loopback',
  null: 'loopback',
  tunnel: 'point-to-point',
  serial: 'point-to-point',
  ethernet: 'broadcast',
} as const;

/** @param bandwidth of the interface, in kbit/s. @returns undefined where the process does not run */
export function ospfParametersOf(
  one: Interface,
  configuration: OspfConfiguration,
  { settings, bandwidth }: { settings: OspfInterfaceSettings; bandwidth: number },
): OspfInterfaceParameters | undefined {
  const { name } = one;
  const address = addressOf(one);
  const area = address && one.vrf === configuration.vrf ? areaFor(address.address, settings, configuration) : undefined;
  if (!address || area === undefined) return undefined;
  const networkType = settings.networkType ?? networkTypes[one.carrier.kind];
  return {
    name,
    address: address.address,
    mask: address.mask,
    area,
    isStub: configuration.areas.get(area)?.stub !== undefined,
    networkType,
    cost: settings.cost ?? costOf(one, bandwidth, configuration),
    ...timingOf(settings, networkType),
    isPassive: configuration.passive.has(name) !== configuration.isPassiveByDefault,
    mtu: one.ipMtu,
  };
}

function costOf(one: Interface, bandwidth: number, { referenceBandwidth }: OspfConfiguration): number {
  if (one.carrier.kind === 'loopback') return defaultCost;
  const cost = Math.floor((1000 * referenceBandwidth) / bandwidth);
  return Math.min(0xffff, Math.max(1, cost));
}

/** A neighbour is given up after four hellos that have not come. */
function timingOf(
  settings: OspfInterfaceSettings,
  networkType: OspfNetworkType,
): Required<Pick<OspfInterfaceSettings, 'helloInterval' | 'deadInterval' | 'priority' | 'isMtuIgnored'>> {
  const { helloInterval = networkType === 'point-to-multipoint' ? 30 : 10 } = settings;
  const { deadInterval = 4 * helloInterval, priority = 1, isMtuIgnored = false } = settings;
  return { helloInterval, deadInterval, priority, isMtuIgnored };
}

/** What stands on the interface itself goes before the network lines of the process. */
function areaFor(
  address: number,
  { area }: OspfInterfaceSettings,
  configuration: OspfConfiguration,
): number | undefined {
  return area?.processId === configuration.processId ? area.area : areaOf(configuration, address);
}
