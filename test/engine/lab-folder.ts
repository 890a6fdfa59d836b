/** A lab that comes along, as its routers start. */
import path from 'node:path';
import { exerciseOrFailure } from '../../src-main/engine/exercise-of.ts';
import { readLabFolder } from '../../src-main/engine/lab-folder.ts';
import { startConfigurations } from '../../src-main/engine/roles.ts';
import { labFolder } from './workshop.ts';

/** Start configurations by node id. */
export function loadLabFolder(lab: string): Record<string, string> {
  return startConfigurations(exerciseOrFailure(readLabFolder(path.join(labFolder, lab)), lab));
}
