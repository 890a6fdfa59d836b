/** The ports of a node as a GNS3 project numbers them, and the names that they have on the node itself. */
import type { TopologyInterface } from '../../lab/topology.ts';

export interface Port extends TopologyInterface {
  adapter: number;
  port: number;
}

export interface NodePorts {
  readonly ports: readonly Port[];
  /**
   * The best name for a port that is not among them: a link uses it all the same.
   *
   * @param label what the project shows beside the end of the link. GNS3 does not keep it up to date, so it counts
   *   only where nothing better is known.
   */
  readonly nameOf: (adapter: number, port: number, label: string | undefined) => string;
}
