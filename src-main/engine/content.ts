/** What an attempt is about: a lab with its exercise, or a topology that was imported to be tried out. */
import type { Exercise } from '../lab/exercise.ts';
import type { Platform, Topology } from '../lab/topology.ts';
import type { Attempt } from '../storage/attempts.ts';
import type { Files } from '../storage/content-hash.ts';
import { exerciseOrFailure } from './exercise-of.ts';
import { elsewhereOf } from './elsewhere-of.ts';
import { keptTopology } from './kept-topology.ts';
import { labFileName } from './lab-folder.ts';
import { startConfigurations } from './roles.ts';

export interface Content {
  title: string;
  topology: Topology;
  exercise: Exercise | undefined;
  /** By node id. */
  configurations: Readonly<Record<string, string>>;
}

/** What stands in place of a lab's id in an attempt without a lab. */
export const sandboxLab = 'topology';

/** @throws Failure bad-lab, or what the importer says of a topology */
export function contentOf({ lab, seed, place }: Pick<Attempt, 'lab' | 'seed' | 'place'>, files: Files): Content {
  const kept = lab === sandboxLab && !Object.hasOwn(files, labFileName) ? keptTopology(files) : undefined;
  if (!kept)
    return contentOfExercise(exerciseOrFailure(files, `The lab ${lab}`, { seed, elsewhere: elsewhereOf(place) }));
  return contentOfTopology(kept.name, kept.imported.topology);
}

export function contentOfExercise(exercise: Exercise): Content {
  const { title, topology } = exercise;
  return { title, topology, exercise, configurations: startConfigurations(exercise) };
}

export function contentOfTopology(file: string, topology: Topology): Content {
  return { title: topology.name || file, topology, exercise: undefined, configurations: {} };
}

/** Whether there is a command line that we know on a node of this platform. */
export function isDriven(platform: Platform): platform is 'ios' | 'iosxe' {
  return platform === 'ios' || platform === 'iosxe';
}
