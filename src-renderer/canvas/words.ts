/** What is written and spoken of a topology. */
import type { LinkView, NodeView, Platform, TunnelView } from '../../src-main/api/contract/laboratory.ts';

/** As routers abbreviate them in `show cdp neighbors`. */
const shortNames: readonly [long: RegExp, short: string][] = [
  [/^TenGigabitEthernet/i, 'Te'],
  [/^GigabitEthernet/i, 'Gi'],
  [/^FastEthernet/i, 'Fa'],
  [/^Ethernet/i, 'Et'],
  [/^Management/i, 'Mg'],
  [/^Serial/i, 'Se'],
  [/^Tunnel/i, 'Tu'],
  [/^Loopback/i, 'Lo'],
];

export function shortInterface(name: string): string {
  for (const [long, short] of shortNames) if (long.test(name)) return name.replace(long, short);
  return name;
}

/** The three kinds of symbol that we draw, and the one for all the rest. */
export type Figure = 'router' | 'firewall' | 'switch' | 'host' | 'cloud' | 'other';

const figures: Record<Platform, Figure> = {
  ios: 'router',
  iosxe: 'router',
  iosxr: 'router',
  nxos: 'switch',
  asa: 'firewall',
  linux: 'host',
  vpcs: 'host',
  switch: 'switch',
  cloud: 'cloud',
  unknown: 'other',
};

export function figureOf({ platform }: NodeView): Figure {
  return figures[platform];
}

const kinds: Record<Figure, string> = {
  router: 'router',
  firewall: 'firewall',
  switch: 'switch',
  host: 'host',
  cloud: 'outside network',
  other: 'node',
};

/** A node that only passes frames has nothing to type into, and neither has one that does not run here. */
export function mayOpenConsole({ platform, state }: NodeView): boolean {
  return state !== 'not simulated' && platform !== 'switch' && platform !== 'cloud';
}

/** "R1, router, role HUB, dynamips c7200, running. Press Enter to open its console." */
export function nodeSays(node: NodeView): string {
  const role = node.role === undefined || node.role === node.name ? [] : [`role ${node.role}`];
  const state = node.reason === undefined ? node.state : `${node.state}: ${node.reason}`;
  const parts = [node.name, kinds[figureOf(node)], ...role, node.model, state].filter((part) => part !== '');
  return `${parts.join(', ')}${parts.at(-1)?.endsWith('.') ? '' : '.'}`;
}

export function linkSays({ ends }: LinkView, names: ReadonlyMap<string, string>): string {
  const [a, b] = ends.map((end) => {
    const address = end.address === undefined ? '' : ` with address ${end.address}`;
    return `${names.get(end.node) ?? end.node} ${end.interface}${address}`;
  });
  return `${a} to ${b}.`;
}

/** The state in one word or two, beside its sign. */
export const tunnelStates: Record<TunnelView['state'], string> = {
  unknown: 'Not seen yet',
  down: 'Down',
  gre: 'GRE, in the clear',
  negotiating: 'Negotiating',
  ipsec: 'IPsec',
};

/** "Tunnel0", or "Tunnel0 – Tunnel5" where the ends call it differently. */
export function tunnelName({ interfaces: [a, b] }: TunnelView): string {
  return a === b ? a : `${a} – ${b}`;
}

export function tunnelSays(tunnel: TunnelView, names: ReadonlyMap<string, string>): string {
  const [a, b] = tunnel.nodes.map((node, end) => `${names.get(node) ?? node} ${tunnel.interfaces[end] ?? ''}`.trim());
  return `Tunnel from ${a} to ${b}: ${tunnelStates[tunnel.state]}. ${tunnel.says}`;
}
