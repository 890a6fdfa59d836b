/** Routers elsewhere, as they were when an attempt began with them, and the way back there. */
import { Failure } from '../base/errors.ts';
import { checkpoint, type Checkpoint } from '../devices/channel/checkpoint.ts';
import type { Exercise } from '../lab/exercise.ts';
import type { Bench } from './bench.ts';

/** The roles that a lab configures. */
function configured({ steps, roles, broken, faults }: Exercise): Exercise['roles'] {
  const typed = [...steps.map(({ commands }) => commands), ...(broken ? faults.map(({ lines }) => lines) : [])];
  return roles.filter(({ name }) => typed.some((lines) => Object.hasOwn(lines, name)));
}

/**
 * Checkpoints of the routers that the lab configures, those left out that are known.
 * @param keep called with all of them together
 * @returns what could not be kept and why, in words
 */
export async function keepBeginnings(
  bench: Bench,
  exercise: Exercise,
  known: ReadonlySet<string>,
  keep: (taken: ReadonlyMap<string, Checkpoint>) => Promise<string[]>,
): Promise<string[]> {
  const notices: string[] = [];
  const taken = new Map<string, Checkpoint>();
  for (const { name, node } of configured(exercise).filter((role) => !known.has(role.node))) {
    try {
      taken.set(node, await bench.with(node, checkpoint));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      notices.push(`${name} cannot be put back to how it is now: ${error.message}`);
    }
  }
  return taken.size > 0 ? [...notices, ...(await keep(taken))] : notices;
}

/** @throws Failure no-checkpoint, not-restored; as Device.execute */
export async function returnToBeginnings(
  bench: Bench,
  exercise: Exercise,
  kept: ReadonlyMap<string, Checkpoint>,
): Promise<void> {
  const roles = configured(exercise);
  const missing = roles.filter(({ node }) => !kept.has(node)).map(({ name }) => name);
  if (missing.length > 0) {
    const says = `Nobody knows how ${missing.join(' and ')} began: it was not reached then.`;
    throw new Failure('not-supported', 'no-checkpoint', says);
  }
  for (const { node } of roles) {
    const taken = kept.get(node);
    if (taken) await bench.rollback(node, taken);
  }
}
