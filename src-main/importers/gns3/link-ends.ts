import type { LinkEnd } from '../../lab/topology.ts';
import type { Field } from '../field.ts';
import { complainOfDangling } from '../links.ts';
import type { Nodes } from '../nodes.ts';
import type { Gns3Node, PortPlace } from './node.ts';

export function linkEnds(link: Field, nodes: Nodes<Gns3Node>): [LinkEnd, LinkEnd] | undefined {
  const ends = link.get('nodes').items();
  const [first, second] = ends;
  if (!first || !second || ends.length > 2) {
    link.complain(
      'error',
      `expected two ends, found ${ends.length}; the link is left out`,
      'remove or redraw the link',
    );
    return undefined;
  }
  const a = nodeAt(first, nodes);
  const b = nodeAt(second, nodes);
  return a && b ? [linkEnd(first, a), linkEnd(second, b)] : undefined;
}

function nodeAt(end: Field, nodes: Nodes<Gns3Node>): Gns3Node | undefined {
  const node = nodes.get(end.get('node_id').name() ?? '');
  if (!node) complainOfDangling(end.get('node_id'));
  return node;
}

function linkEnd(end: Field, node: Gns3Node): LinkEnd {
  const place = { adapter: end.get('adapter_number').count() ?? 0, port: end.get('port_number').count() ?? 0 };
  return { node: node.node.id, interface: node.interfaceAt(place) ?? addInterface(end, node, place) };
}

function addInterface(end: Field, node: Gns3Node, place: PortPlace): string {
  const { name, isNew } = node.add(place, end.get('label').get('text').name());
  const { name: nodeName, model } = node.node;
  end.complain(
    'warning',
    `${nodeName} (${model}) has no port ${place.port} on adapter ${place.adapter}; ` +
      `the link is taken to use ${name}${isNew ? ', which is added' : ''}`,
    'compare the adapters of the node with the link',
  );
  return name;
}
