/** Where a lab comes from, and what is chosen of it. */
import type { Loaded } from './exercise.ts';
import type { Topology } from './topology.ts';

export interface LabSource {
  /** Text of a file of the lab's folder, or undefined where there is none. */
  read(path: string): string | undefined;
  /** Reads a topology file of the folder (importers do it; lab may not import them). */
  topology(path: string): Loaded<Topology>;
}

export type BackendName = 'gns3' | 'cml';

export interface LabChoice {
  /** Which of the lab's topology files; left out: the first that the lab has, GNS3 before CML. */
  backend?: BackendName;
  /** Gives other addresses, names and keys; left out: those of the document that the lab follows. */
  seed?: string;
}
