/**
 * The modules that give a router of Dynamips its interfaces. The topology has the names of interfaces alone; a name
 * says slot and port, and the smallest module that has such a port is put in.
 */
import { slotAdapters, type Adapter } from '../../importers/gns3/dynamips-adapters.ts';

interface Group {
  slot: number;
  type: string;
  /** How many ports it takes, from port 0 on. */
  ports: number;
}

/** Chassis and modules, as properties of a project's node. */
export function modulesFor(platform: string, names: readonly string[]): Record<string, string> {
  const isFlat = platform === 'c1700' && names.every((name) => !name.includes('/'));
  const groups = groupsOf(names);
  const chassis = chassisOf(platform, groups, isFlat);
  const modules: Record<string, string> = chassis === undefined ? {} : { chassis };
  const isWic = ({ slot, type }: Group): boolean =>
    platform !== 'c7200' && chassis !== '3640' && slot === 0 && (type === 'Serial' || (isFlat && type === 'Ethernet'));
  for (const group of groups.filter(isWic)) Object.assign(modules, wicsFor(group));
  for (const group of groups.filter((one) => !isWic(one))) {
    const key = `slot${group.slot}`;
    const adapter = adapterFor(chassis === '3640' ? 'c3640' : platform, group);
    if (adapter !== undefined && !(key in modules)) modules[key] = adapter;
  }
  return npe(platform, modules);
}

function groupsOf(names: readonly string[]): Group[] {
  const groups = new Map<string, Group>();
  for (const name of names) {
    const [, type = '', slotOrPort, portText] = /^([A-Za-z]+)(\d{1,2})(?:\/(\d{1,2}))?$/.exec(name) ?? [];
    if (slotOrPort === undefined) continue;
    const slot = portText === undefined ? 0 : Number(slotOrPort);
    const ports = 1 + Number(portText ?? slotOrPort);
    const known = groups.get(`${slot} ${type}`);
    if (known) known.ports = Math.max(known.ports, ports);
    else groups.set(`${slot} ${type}`, { slot, type, ports });
  }
  return [...groups.values()];
}

/** The chassis whose built-in interfaces are those in slot 0. */
function chassisOf(platform: string, groups: readonly Group[], isFlat: boolean): string | undefined {
  const inSlot0 = (type: string): number => groups.find((one) => one.slot === 0 && one.type === type)?.ports ?? 0;
  const fast = inSlot0('FastEthernet');
  switch (platform) {
    case 'c1700':
      return isFlat ? '1721' : '1760';
    case 'c2600':
      if (inSlot0('Ethernet') > 0) return inSlot0('Ethernet') > 1 ? '2611' : '2610';
      return fast > 1 ? '2651XM' : '2650XM';
    case 'c3600':
      return fast > 1 || groups.some(({ slot }) => slot > 3) ? '3660' : '3640';
    default:
      return undefined;
  }
}

function adapterFor(platform: string, { slot, type, ports }: Group): string | undefined {
  const fits = ([name, adapter]: [string, Adapter]): boolean =>
    adapter.type === type && adapter.ports >= ports && isFor(platform, slot, name);
  const candidates = Object.entries(slotAdapters).filter(fits);
  return candidates.toSorted(([, a], [, b]) => a.ports - b.ports)[0]?.[0];
}

function isFor(platform: string, slot: number, module: string): boolean {
  if (platform === 'c7200') return slot === 0 ? module.startsWith('C7200-') : module.startsWith('PA-');
  // Only a 3640 has nothing built in: a network module is in its slot 0 too.
  if (module.startsWith('NM')) return platform !== 'c1700' && (slot > 0 || platform === 'c3640');
  return slot === 0 && builtInFamilies.some(([family, start]) => family === platform && module.startsWith(start));
}

const builtInFamilies: readonly (readonly [platform: string, module: string])[] = [
  ['c1700', 'C1700-MB-1FE'],
  ['c2600', 'C2600-MB'],
  ['c2691', 'GT96100'],
  ['c3725', 'GT96100'],
  ['c3745', 'GT96100'],
  ['c3600', 'Leopard'],
];

/** Cards of two ports each, and one of one port for the last that is left. */
function wicsFor({ type, ports }: Group): Record<string, string> {
  const cards: Record<string, string> = {};
  for (let index = 0, left = ports; left > 0 && index < 3; index++) {
    const isOne = type === 'Ethernet' || left === 1;
    cards[`wic${index}`] = type === 'Ethernet' ? 'WIC-1ENET' : isOne ? 'WIC-1T' : 'WIC-2T';
    left -= isOne ? 1 : 2;
  }
  return cards;
}

/** The input/output controller with a gigabit interface belongs to an engine of its own. */
function npe(platform: string, modules: Record<string, string>): Record<string, string> {
  if (platform !== 'c7200') return modules;
  return modules.slot0 === 'C7200-IO-GE-E' ? { ...modules, npe: 'npe-g2' } : { ...modules, npe: 'npe-400' };
}
