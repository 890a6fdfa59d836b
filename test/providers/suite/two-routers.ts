/**
 * The network that every provider is tried on: two routers that run, joined by a cable and over a switch, one that is
 * stopped where a provider can stop nodes, and one that is in the topology only. On a contract server the routers
 * behind the consoles are the built-in ones.
 */
import type { Topology, TopologyNode } from '../../../src-main/lab/topology.ts';
import { BuiltinProvider } from '../../../src-main/providers/builtin/builtin-provider.ts';
import { simulatorInProcess } from '../../../src-main/providers/builtin/simulator-in-process.ts';

/** The ids are the nodes' names, so that a server may give them others. */
export const nodes = { first: 'R1', second: 'R2', spare: 'R3', switch: 'SW1', absent: 'R9' } as const;

/** The link that captures are made on: R1 GigabitEthernet0/1 to R2 GigabitEthernet0/1. */
export const cable = 'cable';

const port = (number: number): string => `GigabitEthernet0/${number}`;

function router(name: string, x: number): TopologyNode {
  return {
    id: name,
    name,
    platform: 'ios',
    model: 'iosv',
    interfaces: [0, 1].map((number) => ({ name: port(number) })),
    position: { x, y: 0 },
    configuration: configurationOf(name),
  };
}

function configurationOf(name: string): string {
  const host = name.slice(1);
  return [
    `hostname ${name}`,
    'no ip domain lookup',
    `interface ${port(0)}`,
    ` ip address 192.0.2.${host} 255.255.255.0`,
    ' no shutdown',
    `interface ${port(1)}`,
    ` ip address 198.51.100.${host} 255.255.255.0`,
    ' no shutdown',
    'line con 0',
    ' exec-timeout 0 0',
    'end',
    '',
  ].join('\n');
}

const switchNode: TopologyNode = {
  id: nodes.switch,
  name: nodes.switch,
  platform: 'switch',
  model: 'unmanaged_switch',
  interfaces: [0, 1, 2].map((number) => ({ name: `port${number}` })),
  position: { x: 0, y: 100 },
};

const routersOfServer = [router(nodes.first, -100), router(nodes.second, 100), router(nodes.spare, 0)];

/** What a server has. */
export const topologyOnServer: Topology = {
  name: 'two routers',
  nodes: [...routersOfServer, switchNode],
  links: [
    {
      id: cable,
      ends: [
        { node: nodes.first, interface: port(1) },
        { node: nodes.second, interface: port(1) },
      ],
    },
    ...routersOfServer.map(({ id }, index) => ({
      id: `to switch ${index}`,
      ends: [
        { node: id, interface: port(0) },
        { node: nodes.switch, interface: `port${index}` },
      ] as const satisfies Topology['links'][number]['ends'],
    })),
  ].map(({ id, ends: [a, b] }) => ({ id, ends: [a, b] })),
};

/** What the provider is asked for: one router more than its server has. */
export const topologyWithAbsent: Topology = {
  ...topologyOnServer,
  nodes: [...topologyOnServer.nodes, router(nodes.absent, 300)],
};

/** The routers themselves, in this process: what a contract server joins its consoles to. */
export function startRouters(): Promise<BuiltinProvider> {
  return BuiltinProvider.start(simulatorInProcess(), {
    topology: topologyOnServer,
    configurations: {},
    journal: [],
    seed: 'suite',
    pace: { kind: 'on-demand' },
  });
}
