/**
 * The networks of a lab. Between two interfaces a network is a link, unless its author wanted to see it; any other is a
 * node that the interfaces are joined by: a switch, or the way outside.
 */
import type { LinkEnd, TopologyLink, TopologyNode } from '../../lab/topology.ts';
import type { Field } from '../field.ts';
import { positionOf, type EveNode } from './node.ts';

/** An interface in use, and the network or the other interface that it is joined with. */
export interface Joined {
  end: LinkEnd;
  field: Field;
}

export interface Network {
  id: string;
  field: Field;
  joined: Joined[];
}

/** The networks of the list, each with the interfaces that name it. */
export function joinedNetworks(list: Field, nodes: readonly EveNode[]): Network[] {
  const networks = new Map<string, Network>();
  for (const field of list.items()) {
    const id = field.get('@id').name();
    if (id === undefined) field.complain('error', 'expected a network with an id; it is left out', 'remove it');
    else if (!networks.has(id)) networks.set(id, { id, field, joined: [] });
  }
  for (const node of nodes) for (const one of node.field.get('interface').items()) join(one, node, networks);
  return [...networks.values()];
}

function join(one: Field, { node, names }: EveNode, networks: ReadonlyMap<string, Network>): void {
  const id = numberIn(one.get('@network_id'));
  const name = names.get(one.get('@id').name() ?? '');
  if (id === undefined || name === undefined) return;
  const network = networks.get(id);
  if (network) network.joined.push({ end: { node: node.id, interface: name }, field: one });
  else one.complain('error', `there is no network ${JSON.stringify(id)}; ${name} has no link`, 'remove the link');
}

/** The number of what an interface is joined to; zero is nothing. */
function numberIn(field: Field): string | undefined {
  const id = field.name();
  return id === '0' ? undefined : id;
}

export function isLink({ field, joined }: Network): boolean {
  return isBridge(field) && joined.length === 2 && field.get('@visibility').name() !== '1';
}

/** Whether anybody would miss it: a hidden network that joins nothing is what a removed link leaves behind. */
export function isNode(network: Network): boolean {
  if (isLink(network)) return false;
  return network.joined.length > 1 || network.field.get('@visibility').name() !== '0';
}

function isBridge(field: Field): boolean {
  return /^(?:bridge|ovs|private|internal)/.test(field.get('@type').name() ?? 'bridge');
}

export function nodeOf({ field, joined, id }: Network, nodeId: string): TopologyNode {
  const type = field.get('@type').name() ?? 'bridge';
  return {
    id: nodeId,
    name: field.get('@name').name() ?? `network${id}`,
    platform: isBridge(field) ? 'switch' : 'cloud',
    model: type,
    interfaces: joined.map((_, index) => ({ name: portOf(index) })),
    position: positionOf(field),
  };
}

export function portOf(index: number): string {
  return `port${index}`;
}

/** Serial lines name the interface at the other end; each is written at both of its ends. */
export function serialLinks(nodes: readonly EveNode[], idOf: () => string): TopologyLink[] {
  const byId = new Map(nodes.map((one) => [one.field.get('@id').name() ?? '', one]));
  const taken = new Set<string>();
  return nodes.flatMap((node) =>
    node.field
      .get('interface')
      .items()
      .flatMap((one) => {
        const ends = serialEnds(one, node, byId);
        const keys = (ends ?? []).map((end) => `${end.node}\n${end.interface}`);
        if (!ends || keys.some((key) => taken.has(key))) return [];
        for (const key of keys) taken.add(key);
        return [{ id: idOf(), ends }];
      }),
  );
}

function serialEnds(one: Field, from: EveNode, byId: ReadonlyMap<string, EveNode>): [LinkEnd, LinkEnd] | undefined {
  const remote = numberIn(one.get('@remote_id'));
  const near = endOf(one.get('@id'), from);
  if (remote === undefined || near === undefined) return undefined;
  const far = endOf(one.get('@remote_if'), byId.get(remote));
  const isLoop = far?.node === near.node && far.interface === near.interface;
  if (far && !isLoop) return [near, far];
  one.complain(
    'error',
    `the other end of ${near.interface} is not in the lab; the link is left out`,
    'remove the link',
  );
  return undefined;
}

function endOf(id: Field, node: EveNode | undefined): LinkEnd | undefined {
  const name = node?.names.get(id.name() ?? '');
  return node && name !== undefined ? { node: node.node.id, interface: name } : undefined;
}
