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
export function placeOfUplink(
  { nodes, links }: Topology,
  end: LinkEnd,
  isRunning: (node: string) => boolean,
): UplinkPlace {
  const name = uplinkName(end);
  const node = nodes.find(({ id }) => id === end.node);
  if (!node?.interfaces.some((one) => one.name === end.interface))
    throw new Failure('bad-input', 'unknown-uplink', `There is no interface ${name} in the topology.`);
  const link = links.find(({ ends }) => ends.some((one) => uplinkName(one) === name));
  if (!link && isRunning(end.node)) return { kind: 'interface', end };
  const outside = link?.ends.findIndex(({ node: at }) => !isRunning(at)) ?? -1;
  if (link && (outside === 0 || outside === 1)) return { kind: 'cable', link, outside };
  const why = link ? 'its cable leads to a node that runs here' : 'it does not run, and has no cable';
  throw new Failure('bad-input', 'uplink-taken', `${name} cannot be an uplink: ${why}.`);
}
