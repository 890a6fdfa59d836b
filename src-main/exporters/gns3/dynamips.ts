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
  const onCards = groups.filter((group) => isOnCard(platform, chassis, group));
  Object.assign(modules, chassis === '1760' ? cardsBySlot(onCards) : cardsTogether(onCards, chassis));
  for (const group of groups) {
    const key = `slot${group.slot}`;
    const adapter = onCards.includes(group) ? undefined : adapterFor(chassis === '3640' ? 'c3640' : platform, group);
    if (adapter !== undefined && !(key in modules)) modules[key] = adapter;
  }
  const builtIn = ethernetsIn(chassis);
  if (builtIn > 0) modules.slot0 = `C2600-MB-${builtIn}E`;
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
      return chassis2600(fast, inSlot0('Ethernet'));
    case 'c3600':
      return fast > 1 || groups.some(({ slot }) => slot > 3) ? '3660' : '3640';
    default:
      return undefined;
  }
}

function chassis2600(fast: number, ethernets: number): string {
  if (fast === 0 && ethernets > 0) return ethernets > 1 ? '2611' : '2610';
  return fast > 1 ? '2651XM' : '2650XM';
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

/** How many WICs a router takes. */
const cardSlots: Readonly<Record<string, number>> = { c1700: 2, c2600: 3, c2691: 3, c3725: 3, c3745: 3 };

/** Serial lines of slot 0, and Ethernets that are not built in: of a 1760 those of slot 1 too, which is its second WIC. */
function isOnCard(platform: string, chassis: string | undefined, { slot, type }: Group): boolean {
  if (!Object.hasOwn(cardSlots, platform) || slot > (chassis === '1760' ? 1 : 0)) return false;
  return type === 'Serial' || (type === 'Ethernet' && (platform === 'c1700' || platform === 'c2600'));
}

function ethernetsIn(chassis: string | undefined): number {
  return chassis === '2611' ? 2 : chassis === '2610' ? 1 : 0;
}

function cardsBySlot(groups: readonly Group[]): Record<string, string> {
  return Object.fromEntries(groups.map((group) => [`wic${group.slot}`, cardFor(group)]));
}

function cardFor({ type, ports }: Pick<Group, 'type' | 'ports'>): string {
  if (type === 'Ethernet') return 'WIC-1ENET';
  return ports > 1 ? 'WIC-2T' : 'WIC-1T';
}

/** A router counts its lines on from card to card, each type by itself: which is in which slot does not matter. */
function cardsTogether(groups: readonly Group[], chassis: string | undefined): Record<string, string> {
  const cards = groups.flatMap(({ type, ports }): string[] => {
    const wanted = type === 'Ethernet' ? ports - ethernetsIn(chassis) : ports;
    const size = type === 'Ethernet' ? 1 : 2;
    const count = Math.ceil(Math.max(0, wanted) / size);
    return Array.from({ length: count }, (_, card) => cardFor({ type, ports: wanted - card * size }));
  });
  return Object.fromEntries(cards.slice(0, 3).map((card, index) => [`wic${index}`, card]));
}

/** The input/output controller with a gigabit interface belongs to an engine of its own. */
function npe(platform: string, modules: Record<string, string>): Record<string, string> {
  if (platform !== 'c7200') return modules;
  return modules.slot0 === 'C7200-IO-GE-E' ? { ...modules, npe: 'npe-g2' } : { ...modules, npe: 'npe-400' };
}
