/** An attempt in the store, at an exercise that was read. */
import { randomBytes } from 'node:crypto';
import type { Exercise } from '../lab/exercise.ts';
import type { Attempt, StoredPlace } from '../storage/attempts.ts';
import type { Files } from '../storage/content-hash.ts';
import type { Store } from '../storage/store.ts';
import { assertBuiltin } from './builtin-roles.ts';

export interface Beginning {
  exercise: Exercise;
  /** Those of the lab. */
  files: Files;
  place?: StoredPlace;
}

/** @throws Failure not-builtin */
export function beginAttempt(store: Store, { exercise, files, place = { kind: 'builtin' } }: Beginning): Attempt {
  if (place.kind === 'builtin') assertBuiltin(exercise);
  const { id, version, steps, broken, seed } = exercise;
  // Nobody shall know beforehand what is to be mended.
  const drawn = seed ?? (broken ? randomBytes(4).toString('hex') : undefined);
  return store.createAttempt({ lab: id, labVersion: version, files, seed: drawn, place, step: steps[0]?.id });
}
