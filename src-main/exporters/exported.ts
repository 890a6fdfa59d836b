/** A topology as a file of somebody else's format, and what the format could not say. */
import type { Topology } from '../lab/topology.ts';

export interface Export {
  /** With the suffix the format is known by. */
  fileName: string;
  text: string;
  /** Files that belong beside it, in folders below its own: start configurations of a GNS3 project. */
  files: CompanionFile[];
  shortfalls: Shortfall[];
}

export interface CompanionFile {
  /** Below the folder of the exported file, with `/` between the parts. */
  path: string;
  text: string;
}

/** Something of the topology that is not in the file, or is there as something else. */
export interface Shortfall {
  /** A node's id, where it is about one. */
  node?: string;
  message: string;
}

export interface ExportOptions {
  title?: string;
  /** Start configurations by node id; a node that is not named gets what the topology carries. */
  configurations?: Readonly<Record<string, string>>;
}

export type Exporter = (topology: Topology, options?: ExportOptions) => Export;
