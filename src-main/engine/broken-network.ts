/**
 * A network that a learner is to mend: what the lab has solved before, and on top of it the faults that the seed has
 * chosen. Nothing that is shown says which they are.
 */
import { Failure } from '../base/errors.ts';
import type { Exercise, Step } from '../lab/exercise.ts';
import { applyLines } from './apply-lines.ts';
import type { Bench } from './bench.ts';

/** Types the faults into routers that are as they start. Nothing where the lab has none to begin with. */
export async function breakNetwork(bench: Bench, exercise: Exercise): Promise<void> {
  const { broken, faults } = exercise;
  if (!broken) return;
  try {
    for (const { commands } of broken.prepared) await applyLines(bench, exercise, commands);
    for (const { lines } of faults.filter(({ id }) => broken.faults.includes(id)))
      await applyLines(bench, exercise, lines);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'line-refused') throw error;
    // The lines would say what the faults are.
    const says = 'The routers did not take everything that the lab begins with, so that there may be less to mend.';
    throw new Failure('device', 'not-broken', says);
  }
}

/** Everything that the steps before this one have configured when they are done as the lab has it. */
export async function applyStepsBefore(bench: Bench, exercise: Exercise, step: string): Promise<void> {
  for (const one of exercise.steps) {
    if (one.id === step) return;
    await applyLines(bench, exercise, solutionOf(one));
  }
}

/** What solves a step: its commands, or of a step in which faults are mended the lines that mend those of the seed. */
export function solutionOf({ commands, mend }: Step): Step['commands'] {
  return Object.keys(commands).length > 0 ? commands : mend;
}
