/** Topologies of any shape whose nodes are of kinds that a format has itself. */
import fc from 'fast-check';
import type { Topology, TopologyNode } from '../../src-main/lab/topology.ts';

interface Kind extends Pick<TopologyNode, 'platform' | 'model'> {
  names: (index: number) => string;
  most: number;
  isConfigured: boolean;
}

const cisco = { isConfigured: true };

export const cmlKinds: readonly Kind[] = [
  { ...cisco, platform: 'ios', model: 'iosv', names: (index) => `GigabitEthernet0/${index}`, most: 16 },
  {
    ...cisco,
    platform: 'ios',
    model: 'iosvl2',
    names: (index) => `GigabitEthernet${index >> 2}/${index % 4}`,
    most: 16,
  },
  { ...cisco, platform: 'iosxe', model: 'iol-xe', names: (index) => `Ethernet${index >> 2}/${index % 4}`, most: 16 },
  { ...cisco, platform: 'iosxe', model: 'csr1000v', names: (index) => `GigabitEthernet${index + 1}`, most: 8 },
  { ...cisco, platform: 'linux', model: 'alpine', names: (index) => `eth${index}`, most: 4 },
  { isConfigured: false, platform: 'switch', model: 'unmanaged_switch', names: (index) => `port${index}`, most: 16 },
  { isConfigured: false, platform: 'cloud', model: 'external_connector', names: () => 'port', most: 1 },
  { ...cisco, platform: 'unknown', model: 'my-own-router', names: (index) => `swp${index}`, most: 6 },
];

const slotted = (index: number): string =>
  index < 2 ? `FastEthernet0/${index}` : `Serial${(index >> 2) + 1}/${index % 4}`;

export const gns3Kinds: readonly Kind[] = [
  { ...cisco, platform: 'ios', model: 'dynamips c3725', names: slotted, most: 4 },
  { ...cisco, platform: 'ios', model: 'dynamips c7200', names: slotted, most: 16 },
  { ...cisco, platform: 'ios', model: 'dynamips c2691', names: (index) => `FastEthernet0/${index}`, most: 2 },
  { ...cisco, platform: 'ios', model: 'qemu iosv', names: (index) => `GigabitEthernet0/${index}`, most: 8 },
  { ...cisco, platform: 'ios', model: 'iou', names: (index) => `Ethernet${index >> 2}/${index % 4}`, most: 8 },
  { ...cisco, platform: 'vpcs', model: 'vpcs', names: () => 'Ethernet0', most: 1 },
  { ...cisco, platform: 'unknown', model: 'qemu', names: (index) => `port${index + 1}`, most: 5 },
  { isConfigured: false, platform: 'switch', model: 'ethernet_switch', names: (index) => `Ethernet${index}`, most: 12 },
  { isConfigured: false, platform: 'cloud', model: 'cloud', names: (index) => `eth${index}`, most: 3 },
];

/** Text of any kind: what is only blank is no configuration, and returns end no line of a topology. */
const configuration = fc
  .array(
    fc.oneof(
      fc.constantFrom('!', ' no shutdown', 'hostname R1', '', '  x: y # z', '\tbanner ^C', "'", '|-'),
      fc.string(),
    ),
  )
  .map((lines) => lines.join('\n').replaceAll('\r', ''))
  .filter((text) => text.trim() !== '');

const place = fc.integer({ min: -15_000, max: 15_000 }).map((value) => value + 0);

interface Wish {
  kind: Kind;
  count: number;
  x: number;
  y: number;
  text: string | undefined;
}

export function networksOf(kinds: readonly Kind[]): fc.Arbitrary<Topology> {
  const wish: fc.Arbitrary<Wish> = fc.record({
    kind: fc.constantFrom(...kinds),
    count: fc.integer({ min: 1, max: 16 }),
    x: place,
    y: place,
    text: fc.option(configuration, { nil: undefined }),
  });
  const joints = fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat()), { maxLength: 12 });
  return fc
    .tuple(fc.array(wish, { minLength: 1, maxLength: 8 }), joints)
    .map(([wishes, pairs]) => network(wishes, pairs));
}

function network(wishes: readonly Wish[], pairs: readonly (readonly [number, number, number, number])[]): Topology {
  const nodes = wishes.map(({ kind, count, x, y, text }, index): TopologyNode => {
    const interfaces = Array.from({ length: Math.min(count, kind.most) }, (_, slot) => ({ name: kind.names(slot) }));
    const { platform, model } = kind;
    const started = kind.isConfigured && text !== undefined ? { configuration: text } : {};
    return { id: `id-${index}`, name: `N${index}`, platform, model, interfaces, position: { x, y }, ...started };
  });
  const taken = new Set<string>();
  const links = pairs.flatMap(([a, b, c, d], index) => {
    const ends = [endOf(nodes, a, b), endOf(nodes, c, d)] as const;
    const keys = ends.map((end) => `${end.node} ${end.interface}`);
    if (new Set(keys).size < 2 || keys.some((key) => taken.has(key))) return [];
    for (const key of keys) taken.add(key);
    return [{ id: `link-${index}`, ends: [...ends] as [(typeof ends)[0], (typeof ends)[1]] }];
  });
  return { name: 'Any network', nodes, links };
}

function endOf(nodes: readonly TopologyNode[], node: number, port: number): { node: string; interface: string } {
  const found = nodes[node % nodes.length];
  const name = found?.interfaces[port % found.interfaces.length]?.name ?? '';
  return { node: found?.id ?? '', interface: name };
}
