/** What every importer is: it knows its documents, and makes a topology of one. */
import type { Topology } from '../lab/topology.ts';
import type { Companion } from './companion.ts';
import type { Field } from './field.ts';

export interface Importer {
  /** "gns3", "cml". */
  readonly format: string;
  /** Whether a document is of this format, in whatever version. */
  recognises(value: unknown): boolean;
  /**
   * @param root the document; complaints about its fields are collected by the caller
   * @param source what surrounds the document
   * @throws Refusal when nothing can be made of it
   */
  read(root: Field, source: Source): { version: string; topology: Topology };
}

export interface Source {
  /** The file's name without folder and suffix, for a topology that has no name of its own. */
  name: string;
  companion: Companion;
  /** Names of the files in the same archive, where the document came in one. */
  archive?: ReadonlySet<string>;
}
