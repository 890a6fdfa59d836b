import type { LinkEnd } from '../../lab/topology.ts';
import type { Field } from '../field.ts';
import { complainOfDangling } from '../links.ts';
import type { Nodes } from '../nodes.ts';
import type { CmlNode } from './node.ts';

/**
 * The ends of a link: `n1`/`i1` and `n2`/`i2` in exported labs, `node_a`/`interface_a` and so on in answers of the API.
 *
 * @param ownerOf the node of an interface, for links that name no nodes
 */
export function linkEnds(link: Field, nodes: Nodes<CmlNode>, ownerOf: OwnerOf): [LinkEnd, LinkEnd] | undefined {
  const [n1, n2] = [link.getFirst('n1', 'node_a'), link.getFirst('n2', 'node_b')];
  const [i1, i2] = [link.getFirst('i1', 'interface_a'), link.getFirst('i2', 'interface_b')];
  const nodeAt = (end: Field, port: Field): CmlNode | undefined => {
    const node = nodes.get(end.name() ?? ownerOf(port.name()) ?? '');
    if (!node) complainOfDangling(end);
    return node;
  };
  const a = nodeAt(n1, i1);
  const b = nodeAt(n2, i2);
  return a && b ? [linkEnd(i1, a), linkEnd(i2, b)] : undefined;
}

type OwnerOf = (interfaceId: string | undefined) => string | undefined;

/** In answers of the API the ids of interfaces are unique in the lab. */
export function ownersOf(nodes: Nodes<CmlNode>): OwnerOf {
  let owners: Map<string, string> | undefined;
  return (id) => {
    owners ??= new Map(nodes.values().flatMap(({ node, names }) => [...names.keys()].map((key) => [key, node.id])));
    return owners.get(id ?? '');
  };
}

function linkEnd(port: Field, node: CmlNode): LinkEnd {
  return { node: node.node.id, interface: node.names.get(port.name() ?? '') ?? addInterface(port, node) };
}

function addInterface(port: Field, node: CmlNode): string {
  const id = port.name();
  const name = node.add(id);
  const found = id === undefined ? 'nothing' : JSON.stringify(id);
  port.complain(
    'error',
    `expected the id of an interface of ${node.node.name}, found ${found}; ${name} is added for it`,
    'compare the interfaces of the node with the link',
  );
  return name;
}
