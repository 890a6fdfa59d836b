/** Which node of a server is which of a topology. */
import type { Topology, TopologyNode } from '../lab/topology.ts';

/**
 * What the server has by ids of the topology: each at most once.
 * @param ways to tell that two are the same, the surest first
 */
export function bindNodes<Node>(
  { nodes }: Topology,
  onServer: readonly Node[],
  ways: readonly ((wanted: TopologyNode, node: Node) => boolean)[],
): Map<string, Node> {
  const bound = new Map<string, Node>();
  const free = new Set(onServer);
  for (const isSame of ways)
    for (const wanted of nodes) {
      const found = bound.has(wanted.id) ? undefined : [...free].find((node) => isSame(wanted, node));
      if (!found) continue;
      free.delete(found);
      bound.set(wanted.id, found);
    }
  return bound;
}
