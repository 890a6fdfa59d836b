/** Ways out of a simulated network: which end of which cable is somebody's outside it. */
import { Failure } from '../../base/errors.ts';
import type { LinkEnd, Topology, TopologyLink } from '../../lab/topology.ts';

/** How an uplink is called: `R1:FastEthernet0/1`, by the node's id. */
export function uplinkName({ node, interface: name }: LinkEnd): string {
  return `${node}:${name}`;
}

/** What an uplink is joined to. */
export type UplinkPlace =
  /** A cable of the topology, at the end of what does not run itself. */
  | { kind: 'cable'; link: TopologyLink; outside: 0 | 1 }
  /** An interface that has no cable. */
  | { kind: 'interface'; end: LinkEnd };

/**
 * @param isRunning whether a node, by its id, runs
 * @throws Failure unknown-uplink, uplink-taken
 */
export function placeOfUplink(topology: Topology, end: LinkEnd, isRunning: (node: string) => boolean): UplinkPlace {
  const name = uplinkName(end);
  if (!hasInterface(topology, end))
    throw new Failure('bad-input', 'unknown-uplink', `There is no interface ${name} in the topology.`);
  const link = topology.links.find(({ ends }) => ends.some((one) => uplinkName(one) === name));
  if (!link) {
    if (isRunning(end.node)) return { kind: 'interface', end };
    throw taken(name, 'it does not run, and has no cable');
  }
  const outside = link.ends.findIndex(({ node }) => !isRunning(node));
  if (outside === 0 || outside === 1) return { kind: 'cable', link, outside };
  throw taken(name, 'its cable leads to a node that runs here');
}

function hasInterface({ nodes }: Topology, end: LinkEnd): boolean {
  return nodes.find(({ id }) => id === end.node)?.interfaces.some(({ name }) => name === end.interface) === true;
}

function taken(name: string, why: string): Failure {
  return new Failure('bad-input', 'uplink-taken', `${name} cannot be an uplink: ${why}.`);
}
