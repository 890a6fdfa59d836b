/** The laboratory of the first lab: R1 and R3 with a GRE tunnel through R2, in any simulator, with what it starts with. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Stop } from '../../../src-main/base/disposable.ts';
import { openChannel } from '../../../src-main/devices/channel/channel.ts';
import type { Device } from '../../../src-main/devices/channel/device.ts';
import { ios } from '../../../src-main/devices/platform/ios.ts';
import type { Topology, TopologyNode } from '../../../src-main/lab/topology.ts';
import {
  BuiltinProvider,
  type BuiltinPlan,
  type Simulator,
} from '../../../src-main/providers/builtin/builtin-provider.ts';
import { simulatorInProcess } from '../../../src-main/providers/builtin/simulator-in-process.ts';

const folder = path.resolve(import.meta.dirname, '../../../labs/gre-to-vti/start');

const variables: Readonly<Record<string, string>> = {
  'R1.wan.name': 'FastEthernet0/0',
  'R1.wan': '172.16.0.1',
  'R2.west.name': 'FastEthernet0/0',
  'R2.west': '172.16.0.2',
  'R2.east.name': 'FastEthernet0/1',
  'R2.east': '172.16.0.5',
  'R3.wan.name': 'FastEthernet0/0',
  'R3.wan': '172.16.0.6',
  'R1.tunnel.name': 'Tunnel0',
  'R1.tunnel': '10.0.0.1',
  'R3.tunnel.name': 'Tunnel0',
  'R3.tunnel': '10.0.0.2',
};

/** What a router of the lab starts with, its variables replaced. */
export function startConfiguration(name: string): string {
  const text = readFileSync(path.join(folder, `${name}.cfg`), 'utf8');
  return text.replace(/\{\{(.+?)\}\}/g, (_, name: string) =>
    name.endsWith('.mask') ? '255.255.255.252' : (variables[name] ?? `{{${name}}}`),
  );
}

function nodeNamed(name: string, ports = 2): TopologyNode {
  return {
    id: name,
    name,
    platform: 'ios',
    model: 'dynamips c3725',
    interfaces: Array.from({ length: ports }, (_, port) => ({ name: `FastEthernet0/${port}` })),
    position: { x: 0, y: 0 },
  };
}

const threeRouters = {
  name: 'gre-to-vti',
  nodes: ['R1', 'R2', 'R3'].map((name) => nodeNamed(name)),
  links: [
    {
      id: 'west',
      ends: [
        { node: 'R1', interface: 'FastEthernet0/0' },
        { node: 'R2', interface: 'FastEthernet0/0' },
      ],
    },
    {
      id: 'east',
      ends: [
        { node: 'R2', interface: 'FastEthernet0/1' },
        { node: 'R3', interface: 'FastEthernet0/0' },
      ],
    },
  ],
} as unknown as Topology;

const startConfigurations: Readonly<Record<string, string>> = Object.fromEntries(
  threeRouters.nodes.map(({ id }) => [id, startConfiguration(id)]),
);

export function startLaboratory(
  change: Partial<BuiltinPlan> = {},
  simulator: Simulator = simulatorInProcess(),
): Promise<BuiltinProvider> {
  const plan = { topology: threeRouters, configurations: startConfigurations, journal: [], seed: 'seed' };
  return BuiltinProvider.start(simulator, { ...plan, pace: { kind: 'on-demand' }, ...change });
}

/** A conversation over QuickMode's own line, as the engine has it. */
export async function converse(provider: BuiltinProvider, node: string): Promise<Device> {
  const line = await provider.open(node, 'automation');
  return await openChannel(line, { clock: provider.clock, platform: ios, who: node });
}

/** What a person at a terminal sees: text as it came, and waiting for a part of it. */
export interface Watcher {
  readonly text: string;
  type(text: string): void;
  /** Resolves to everything up to and including the words, and begins anew after them. */
  until(words: string | RegExp): Promise<string>;
}

interface Wire {
  write(bytes: Uint8Array): void;
  onData(listener: (bytes: Uint8Array) => void): Stop;
}

export function watch(wire: Wire): Watcher {
  let text = '';
  let arrived: () => void = () => undefined;
  wire.onData((bytes) => {
    text += Buffer.from(bytes).toString('latin1').replaceAll('\r', '');
    arrived();
  });
  return {
    get text() {
      return text;
    },
    type: (keys) => wire.write(Buffer.from(keys, 'latin1')),
    until: async (words) => {
      for (;;) {
        const found = typeof words === 'string' ? text.indexOf(words) : text.search(words);
        if (found >= 0) {
          const length = typeof words === 'string' ? words.length : (words.exec(text)?.[0].length ?? 0);
          const seen = text.slice(0, found + length);
          text = text.slice(found + length);
          return seen;
        }
        await new Promise<void>((resolve) => (arrived = resolve));
      }
    },
  };
}
