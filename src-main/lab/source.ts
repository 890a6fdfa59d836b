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

/** Routers that the lab's author has not cabled. */
export interface Elsewhere {
  topology: Topology;
  /** For roles: `node`, by id or name, and the router's own names of interfaces. What is left out is found. */
  bind: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What it is called in messages: "the project branch", "the inventory rack 4". */
  where: string;
  /** Whether the topology knows what is cabled with what. An inventory does not. */
  isCabled: boolean;
}

export interface LabChoice {
  /** Which of the lab's topology files; left out: the first that the lab has, GNS3 before CML. */
  backend?: BackendName;
  /** The topology file that is taken where the lab has it, in place of the first. */
  prefers?: BackendName;
  /** Routers that are in none of the lab's topology files, in place of them. */
  elsewhere?: Elsewhere;
  /** Gives other addresses, names and keys; left out: those of the document that the lab follows. */
  seed?: string;
}
