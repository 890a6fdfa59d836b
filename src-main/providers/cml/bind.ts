/** Which node of a lab on the server is which of the topology, and likewise the links. */
import type { Topology } from '../../lab/topology.ts';
import { bindNodes } from '../bind-nodes.ts';
import type { CmlLink, CmlNode } from './answers.ts';

/** Nodes of the lab by ids of the topology: by id, else by label, else by label whatever its case. */
export function bindCmlNodes(topology: Topology, nodes: readonly CmlNode[]): Map<string, CmlNode> {
  return bindNodes(topology, nodes, [
    ({ id }, node) => id === node.id,
    ({ name }, { label }) => name === label,
    ({ name }, { label }) => name.toLowerCase() === label.toLowerCase(),
  ]);
}

/** The labels of a node's interfaces, by their ids. */
export type LabelsOf = (node: string) => Promise<ReadonlyMap<string, string>>;

/**
 * The link of the lab that a link of the topology is: by id, else the one that joins the two nodes, and where several
 * do, the one at the interfaces of those names.
 */
export async function linkOf(
  link: Topology['links'][number],
  among: readonly CmlLink[],
  nodes: ReadonlyMap<string, CmlNode>,
  labelsOf: LabelsOf,
): Promise<CmlLink | undefined> {
  const sameId = among.find(({ id }) => id === link.id);
  if (sameId) return sameId;
  const [a, b] = link.ends.map((end) => ({ node: nodes.get(end.node)?.id, port: end.interface }));
  if (a?.node === undefined || b?.node === undefined) return undefined;
  const wanted = new Map([
    [a.node, a.port],
    [b.node, b.port],
  ]);
  const between = among.filter((one) => isBetween(one, a.node ?? '', b.node ?? ''));
  if (between.length <= 1) return between[0];
  for (const one of between) {
    const ends = [
      [one.node_a, one.interface_a],
      [one.node_b, one.interface_b],
    ] as const;
    const labels = await Promise.all(ends.map(async ([node, port]) => (await labelsOf(node)).get(port)));
    if (ends.every(([node], index) => labels[index] === wanted.get(node))) return one;
  }
  return between[0];
}

function isBetween(link: CmlLink, a: string, b: string): boolean {
  return (link.node_a === a && link.node_b === b) || (link.node_a === b && link.node_b === a);
}
