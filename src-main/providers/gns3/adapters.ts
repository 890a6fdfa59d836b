/**
 * Adapters that a node needs to have the interfaces that links use: modules in the slots of a Dynamips router, so many
 * network cards of a machine. Source: the adapter tables of the GNS3 server (controller/ports, compute/dynamips), read
 * for their facts.
 */
import type { Gns3Node } from './answers.ts';

interface Module {
  name: string;
  /** How many interfaces it has. */
  ports: number;
}

/** By the type of interface, the smallest first. */
type Modules = Readonly<Record<string, readonly Module[]>>;

const networkModules: Modules = {
  FastEthernet: [{ name: 'NM-1FE-TX', ports: 1 }],
  Ethernet: [
    { name: 'NM-1E', ports: 1 },
    { name: 'NM-4E', ports: 4 },
  ],
  Serial: [{ name: 'NM-4T', ports: 4 }],
};

const portAdapters: Modules = {
  FastEthernet: [
    { name: 'PA-FE-TX', ports: 1 },
    { name: 'PA-2FE-TX', ports: 2 },
  ],
  GigabitEthernet: [{ name: 'PA-GE', ports: 1 }],
  Ethernet: [
    { name: 'PA-4E', ports: 4 },
    { name: 'PA-8E', ports: 8 },
  ],
  Serial: [
    { name: 'PA-4T+', ports: 4 },
    { name: 'PA-8T', ports: 8 },
  ],
};

/** What goes into slot 0 of a 7200. */
const controllers: Modules = {
  FastEthernet: [
    { name: 'C7200-IO-FE', ports: 1 },
    { name: 'C7200-IO-2FE', ports: 2 },
  ],
  GigabitEthernet: [{ name: 'C7200-IO-GE-E', ports: 1 }],
};

/**
 * @param missing names of interfaces that no port is called by
 * @param all how many interfaces are wanted
 * @returns the properties to be changed, or nothing where it would not help
 */
export function adaptersFor(node: Gns3Node, missing: readonly string[], all: number): Properties | undefined {
  return missing.length === 0 ? undefined : growing.get(node.node_type)?.(node, missing, all);
}

type Properties = Record<string, unknown>;
type Growth = (node: Gns3Node, missing: readonly string[], all: number) => Properties | undefined;

const moreCards: Growth = ({ ports }, _, all) => ((ports ?? []).length < all ? { adapters: all } : undefined);

const growing: ReadonlyMap<string, Growth> = new Map<string, Growth>([
  ['dynamips', ({ properties }, missing) => slotsFor(properties ?? {}, missing)],
  ['qemu', moreCards],
  ['docker', moreCards],
  ['iou', (_, missing) => iouAdapters(missing)],
  ['ethernet_switch', switchPorts],
  ['ethernet_hub', switchPorts],
]);

function slotsFor(properties: Properties, missing: readonly string[]): Record<string, string> | undefined {
  const change = new Map<string, Module>();
  for (const [slot, module] of cardsFor(properties, missing)) change.set(slot, module);
  for (const name of missing) {
    const place = /^([A-Za-z]+)(\d+)\/(\d+)$/.exec(name);
    const key = `slot${place?.[2] ?? ''}`;
    // What is in a slot stays there.
    if (!place || typeof properties[key] === 'string') continue;
    const module = moduleFor(properties.platform, place, change.get(key));
    if (module) change.set(key, module);
  }
  if (change.size === 0) return undefined;
  return Object.fromEntries([...change].map(([slot, { name }]) => [slot, name]));
}

/** Serial lines of slot 0 are on WICs: two to a card, in the order of the cards, as the router counts them. */
function cardsFor(properties: Properties, missing: readonly string[]): [string, Module][] {
  const cards = routersWithCards.get(String(properties.platform)) ?? 0;
  const numbers = missing.flatMap((name) => /^Serial0\/(\d)$/.exec(name)?.[1] ?? []).map(Number);
  const needed = numbers.length === 0 ? 0 : Math.floor(Math.max(...numbers) / 2) + 1;
  const keys = Array.from({ length: Math.min(needed, cards) }, (_, card) => `wic${card}`);
  // What is in a slot stays there, and counts its own lines before ours.
  return keys.filter((key) => typeof properties[key] !== 'string').map((key) => [key, { name: 'WIC-2T', ports: 2 }]);
}

/** How many WICs go into slot 0. The 1700s of which all interfaces have one number are left alone. */
const routersWithCards: ReadonlyMap<string, number> = new Map([
  ['c2600', 3],
  ['c2691', 3],
  ['c3725', 3],
  ['c3745', 3],
]);

function moduleFor(platform: unknown, place: readonly string[], before: Module | undefined): Module | undefined {
  const [, type = '', slot = '', port = ''] = place;
  const needed = Math.max(Number(port) + 1, before?.ports ?? 0);
  const modules = modulesFor(platform, slot);
  const ofType = Object.hasOwn(modules, type) ? modules[type] : undefined;
  return ofType?.find(({ ports }) => ports >= needed);
}

function modulesFor(platform: unknown, slot: string): Modules {
  // What is built in is not exchanged.
  if (slot === '0' && (routersWithCards.has(String(platform)) || platform === 'c1700')) return {};
  if (platform !== 'c7200') return networkModules;
  return slot === '0' ? controllers : portAdapters;
}

/** Four ports to an adapter. */
function iouAdapters(missing: readonly string[]): Properties {
  const highest = (type: RegExp): number =>
    Math.max(-1, ...missing.filter((name) => type.test(name)).map((name) => Number(/\d+/.exec(name)?.[0] ?? 0)));
  const ethernet = highest(/^e/i);
  return ethernet < 0 ? { serial_adapters: 4 } : { ethernet_adapters: ethernet + 1 };
}

function switchPorts({ properties, node_type: type }: Gns3Node, _: unknown, all: number): Properties | undefined {
  const mapping = properties?.ports_mapping;
  if (!Array.isArray(mapping) || mapping.length >= all) return undefined;
  const more = Array.from({ length: all - mapping.length }, (_, index) => {
    const number = mapping.length + index;
    const port = { name: `Ethernet${number}`, port_number: number };
    return type === 'ethernet_hub' ? port : { ...port, type: 'access', vlan: 1 };
  });
  return { ports_mapping: [...(mapping as unknown[]), ...more] };
}
