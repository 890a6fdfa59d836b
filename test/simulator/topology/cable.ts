/** A cable between two nodes, each end a node and its interface. */
import type { LinkEnd, TopologyLink } from '../../../src-main/lab/topology.ts';

type End = readonly [node: string, interfaceName: string];

export function cable(id: string, a: End, b: End): TopologyLink {
  return { id, ends: [endOf(a), endOf(b)] };
}

function endOf([node, interfaceName]: End): LinkEnd {
  return { node, interface: interfaceName };
}
