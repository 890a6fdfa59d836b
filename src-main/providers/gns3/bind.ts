/** Which node of a server's project is which of the topology, and likewise the links. */
import type { Topology } from '../../lab/topology.ts';
import { bindNodes } from '../bind-nodes.ts';
import type { Gns3Link, Gns3Node } from './answers.ts';
import { portNamed } from './ports.ts';

/** Nodes of the project by ids of the topology: by id, else by name, else by name without what a host name cannot hold. */
export function bindGns3Nodes(topology: Topology, nodes: readonly Gns3Node[]): Map<string, Gns3Node> {
  return bindNodes(topology, nodes, [
    ({ id }, { node_id }) => id === node_id,
    ({ name }, node) => name === node.name,
    ({ name }, node) => hostName(name).toLowerCase() === hostName(node.name).toLowerCase(),
  ]);
}

/** Links of the project by ids of the topology: by id, else by the ports that they join, else the only one between two nodes. */
export function bindLinks(
  topology: Topology,
  links: readonly Gns3Link[],
  nodes: ReadonlyMap<string, Gns3Node>,
): Map<string, Gns3Link> {
  const byId = new Map(links.map((link) => [link.link_id, link]));
  const byEnds = new Map(links.map((link) => [keyOf(link.nodes.map(endKey)), link]));
  return new Map(
    topology.links.flatMap((link) => {
      const ends = link.ends.map((end) => placeOf(nodes.get(end.node), end.interface));
      const between = links.filter((one) =>
        joins(
          one,
          link.ends.map(({ node }) => nodes.get(node)?.node_id),
        ),
      );
      const only = between.length === 1 ? between[0] : undefined;
      const found = byId.get(link.id) ?? byEnds.get(keyOf(ends)) ?? only;
      return found ? [[link.id, found] as const] : [];
    }),
  );
}

function joins({ nodes }: Gns3Link, ids: readonly (string | undefined)[]): boolean {
  return keyOf(nodes.map(({ node_id }) => node_id)) === keyOf(ids.map((id) => id ?? ''));
}

/** A name as the server takes it for a router. */
export function hostName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9-]+/g, '-').replace(/^-+|-+$/g, '');
  return /^[A-Za-z]/.test(plain) ? plain.slice(0, 63) : `R${plain}`.slice(0, 63);
}

function placeOf(node: Gns3Node | undefined, name: string): string {
  const port = node ? portNamed(name, node.ports ?? []) : undefined;
  return endKey({ node_id: node?.node_id ?? '', ...(port ?? { adapter_number: -1, port_number: -1 }) });
}

interface End {
  node_id: string;
  adapter_number: number;
  port_number: number;
}

const endKey = ({ node_id: node, adapter_number: adapter, port_number: port }: End): string =>
  `${node} ${adapter} ${port}`;
const keyOf = (ends: readonly string[]): string => ends.toSorted().join(' - ');
