/** What a user names when routers are to be started: a lab by its id or folder, or a topology file. */
import { existsSync, statSync } from 'node:fs';
import type { Diagnostic } from '../base/errors.ts';
import { Failure } from '../base/errors.ts';
import { contentOfExercise, contentOfTopology, type Content } from './content.ts';
import { exerciseOrFailure } from './exercise-of.ts';
import type { Installation } from './installation.ts';
import { labFileName } from './lab-folder.ts';
import { LabShelf } from './lab-shelf.ts';
import { readTopologyFile } from './topology-file.ts';

export interface Network extends Content {
  /** What was odd about the topology file and did not keep it from being read. */
  diagnostics: readonly Diagnostic[];
}

/** @throws Failure unknown-lab, bad-lab, and everything that is said of a topology file */
export function networkOf(name: string, installation: Installation, seed?: string): Network {
  if (isTopologyFile(name)) {
    if (seed !== undefined)
      throw new Failure('bad-input', 'seed-without-lab', `${name} is no lab: only a lab has other values for a seed.`);
    const { topology, diagnostics } = readTopologyFile(name);
    return { ...contentOfTopology(name, topology), diagnostics };
  }
  const { folder, files } = new LabShelf(installation.labFolders).find(name);
  return { ...contentOfExercise(exerciseOrFailure(files, `The lab in ${folder}`, { seed })), diagnostics: [] };
}

/** A name with the suffix of a topology file is meant as one, so that a missing file is told as a missing file. */
export function isTopologyFile(name: string): boolean {
  if (/\.(gns3|gns3project|ya?ml|virl|net|unl|json)$/i.test(name)) return !/(^|[/\\])lab\.yml$/.test(name);
  return existsSync(name) && statSync(name).isFile() && !name.endsWith(labFileName);
}
