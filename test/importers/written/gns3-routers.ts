/**
 * Routers of Dynamips and their modules, as GNS3 writes them: a table of its own, so that the importer's is judged by
 * another. (Cisco's hardware guides name the ports of each module; GNS3's templates say what is built in.)
 */
import type { Dice } from './dice.ts';

export interface Gns3Port {
  adapter: number;
  port: number;
  name: string;
  kind: 'ethernet' | 'serial' | 'atm' | 'other';
}

const modules: Readonly<Record<string, readonly [type: string, count: number]>> = {
  'NM-1E': ['Ethernet', 1],
  'NM-4E': ['Ethernet', 4],
  'NM-1FE-TX': ['FastEthernet', 1],
  'NM-16ESW': ['FastEthernet', 16],
  'NM-4T': ['Serial', 4],
  'PA-4E': ['Ethernet', 4],
  'PA-8E': ['Ethernet', 8],
  'PA-FE-TX': ['FastEthernet', 1],
  'PA-2FE-TX': ['FastEthernet', 2],
  'PA-GE': ['GigabitEthernet', 1],
  'PA-4T+': ['Serial', 4],
  'PA-8T': ['Serial', 8],
  'PA-A1': ['ATM', 1],
  'PA-POS-OC3': ['POS', 1],
  'GT96100-FE': ['FastEthernet', 2],
  'Leopard-2FE': ['FastEthernet', 2],
  'C7200-IO-FE': ['FastEthernet', 1],
  'C7200-IO-2FE': ['FastEthernet', 2],
  'C7200-IO-GE-E': ['GigabitEthernet', 1],
  'C2600-MB-1E': ['Ethernet', 1],
  'C2600-MB-2E': ['Ethernet', 2],
  'C2600-MB-1FE': ['FastEthernet', 1],
  'C2600-MB-2FE': ['FastEthernet', 2],
  'C1700-MB-1FE': ['FastEthernet', 1],
  'C1700-MB-WIC1': ['FastEthernet', 0],
};

const cards: typeof modules = { 'WIC-1T': ['Serial', 1], 'WIC-2T': ['Serial', 2], 'WIC-1ENET': ['Ethernet', 1] };

const networkModules = ['NM-1E', 'NM-4E', 'NM-1FE-TX', 'NM-16ESW', 'NM-4T', null, undefined];
const adapters = ['PA-4E', 'PA-8E', 'PA-FE-TX', 'PA-2FE-TX', 'PA-GE', 'PA-4T+', 'PA-8T', 'PA-A1', 'PA-POS-OC3', null];

interface Model {
  platform: string;
  chassis?: string;
  fixed: readonly string[];
  /** Slots that something may be in. */
  slots: readonly number[];
  wics: number;
}

const m2600 = (chassis: string, fixed: string): Model => ({
  platform: 'c2600',
  chassis,
  fixed: [fixed],
  slots: [1],
  wics: 3,
});

/** Every model that GNS3 has a template for. */
const models: readonly Model[] = [
  ...['1720', '1721', '1750'].map((chassis) => ({
    platform: 'c1700',
    chassis,
    fixed: ['C1700-MB-1FE'],
    slots: [],
    wics: 2,
  })),
  ...['1751', '1760'].map((chassis) => ({
    platform: 'c1700',
    chassis,
    fixed: ['C1700-MB-1FE', 'C1700-MB-WIC1'],
    slots: [],
    wics: 2,
  })),
  m2600('2610', 'C2600-MB-1E'),
  m2600('2611', 'C2600-MB-2E'),
  m2600('2620', 'C2600-MB-1FE'),
  m2600('2621', 'C2600-MB-2FE'),
  m2600('2610XM', 'C2600-MB-1FE'),
  m2600('2611XM', 'C2600-MB-2FE'),
  m2600('2620XM', 'C2600-MB-1FE'),
  m2600('2621XM', 'C2600-MB-2FE'),
  m2600('2650XM', 'C2600-MB-1FE'),
  m2600('2651XM', 'C2600-MB-2FE'),
  { platform: 'c2691', fixed: ['GT96100-FE'], slots: [1], wics: 3 },
  { platform: 'c3725', fixed: ['GT96100-FE'], slots: [1, 2], wics: 3 },
  { platform: 'c3745', fixed: ['GT96100-FE'], slots: [1, 2, 3, 4], wics: 3 },
  { platform: 'c3600', chassis: '3620', fixed: [], slots: [0, 1], wics: 0 },
  { platform: 'c3600', chassis: '3640', fixed: [], slots: [0, 1, 2, 3], wics: 0 },
  { platform: 'c3600', chassis: '3660', fixed: ['Leopard-2FE'], slots: [1, 2, 3, 4, 5, 6], wics: 0 },
  { platform: 'c7200', fixed: ['C7200-IO-FE'], slots: [1, 2, 3, 4, 5, 6], wics: 0 },
  { platform: 'c7200', fixed: ['C7200-IO-2FE'], slots: [1, 2, 3, 4, 5, 6], wics: 0 },
  { platform: 'c7200', fixed: ['C7200-IO-GE-E'], slots: [1, 2, 3], wics: 0 },
];

export interface Router {
  platform: string;
  chassis: string | undefined;
  properties: Record<string, unknown>;
  ports: readonly Gns3Port[];
}

/** A router with what chance puts into its slots. */
export function routerOf(dice: Dice): Router {
  const { platform, chassis, fixed, slots, wics } = dice.one(models);
  const inSlots = new Map<number, string | null | undefined>(fixed.map((name, slot) => [slot, name]));
  for (const slot of slots) inSlots.set(slot, dice.one(platform === 'c7200' ? adapters : networkModules));
  const inWics = dice.times(wics, () =>
    dice.one(['WIC-1T', 'WIC-2T', platform.startsWith('c17') || platform === 'c2600' ? 'WIC-1ENET' : 'WIC-1T', null]),
  );
  const properties: Record<string, unknown> = { platform, ...(chassis !== undefined && { chassis }) };
  for (const [slot, name] of inSlots) if (name !== undefined) properties[`slot${slot}`] = name;
  inWics.forEach((name, wic) => (properties[`wic${wic}`] = name));
  const isFlat = ['1720', '1721', '1750'].includes(chassis ?? '');
  const ports = [...inSlots].flatMap(([slot, name]) => portsOf(name, slot, isFlat));
  const onCards = portsOfCards(inWics, {
    isFlat,
    chassis,
    ethernets: fixed[0]?.endsWith('E') ? ports.filter(({ name }) => name.startsWith('Ethernet0/')).length : 0,
  });
  return { platform, chassis, properties, ports: [...ports, ...onCards] };
}

const kindOf = (type: string): Gns3Port['kind'] =>
  type.endsWith('Ethernet') ? 'ethernet' : type === 'Serial' ? 'serial' : type === 'ATM' ? 'atm' : 'other';

function portsOf(name: string | null | undefined, slot: number, isFlat: boolean): Gns3Port[] {
  const [type, count] = modules[name ?? ''] ?? ['', 0];
  return Array.from({ length: count }, (_, port) => {
    return { adapter: slot, port, name: `${type}${isFlat ? '' : `${slot}/`}${port}`, kind: kindOf(type) };
  });
}

interface Carrier {
  isFlat: boolean;
  chassis: string | undefined;
  /** How many are built in. */
  ethernets: number;
}

/** Ports 16, 32 and 48 on of slot 0, numbered on by type whatever card they are on, after what is built in. */
function portsOfCards(inWics: readonly (string | null)[], { isFlat, chassis = '', ethernets }: Carrier): Gns3Port[] {
  const counts = new Map([['Ethernet0/', ethernets]]);
  return inWics.flatMap((name, wic) => {
    const [type, count] = cards[name ?? ''] ?? ['', 0];
    const slot = ['1751', '1760'].includes(chassis) ? wic : 0;
    return Array.from({ length: count }, (_, index): Gns3Port => {
      const key = `${type}${isFlat ? '' : `${slot}/`}`;
      const number = counts.get(key) ?? 0;
      counts.set(key, number + 1);
      return { adapter: 0, port: 16 * (wic + 1) + index, name: `${key}${number}`, kind: kindOf(type) };
    });
  });
}
