/** Routers on which nobody works are judged at once where only a line could help, and as they are judged after all deadlines. */
import { describe, expect, it } from 'vitest';
import { Bench } from '../../src-main/engine/bench.ts';
import { applyLines } from '../../src-main/engine/apply-lines.ts';
import { checkStep } from '../../src-main/engine/check-step.ts';
import { contentOfExercise } from '../../src-main/engine/content.ts';
import { exercisesOf } from '../../src-main/engine/exercise-of.ts';
import { forgetful } from '../../src-main/engine/keeper.ts';
import { LabShelf } from '../../src-main/engine/lab-shelf.ts';
import { simulatorInProcess } from '../../src-main/providers/builtin/simulator-in-process.ts';
import { labFolder } from './workshop.ts';

const shelf = new LabShelf([labFolder]);

interface Graded {
  verdicts: unknown[];
  /** Of device time, in all steps. */
  seconds: number;
}

/** A lab up to a step, and what all of its steps are worth then. */
async function graded(lab: string, solvedUntil: string | undefined, isAtRest: boolean): Promise<Graded> {
  const exercise = exercisesOf(shelf.find(lab).files, lab)(undefined);
  const { topology, configurations } = contentOfExercise(exercise);
  const plan = { topology, configurations, journal: [], seed: 'rest', pace: { kind: 'on-demand' } as const };
  const bench = await Bench.start({ launch: simulatorInProcess, plan, keeper: forgetful, position: { sequence: 0, epoch: 0 } }); // prettier-ignore
  try {
    const last = exercise.steps.findIndex(({ id }) => id === solvedUntil);
    for (const step of exercise.steps.slice(0, last + 1)) await applyLines(bench, exercise, step.commands);
    const before = bench.provider.clock.now();
    const verdicts: unknown[] = [];
    for (const step of exercise.steps) {
      const { verdict, points, expectations, diagnoses } = await checkStep({ bench, exercise, step, isAtRest });
      const [cause] = diagnoses;
      verdicts.push([step.id, verdict, points.earned, expectations.map((one) => [one.id, one.verdict]), cause?.rule]);
    }
    return { verdicts, seconds: (bench.provider.clock.now() - before) / 1000 };
  } finally {
    await bench.stop();
  }
}

describe('a lab that is graded while nobody works at it', () => {
  it.each([
    ['gre-to-vti', 'ipsec-profile', 75],
    ['crypto-map-site-to-site', undefined, 60],
  ])('%s, solved up to %s, has the verdicts that all deadlines would give', async (lab, until, saved) => {
    const waiting = await graded(lab, until, false);
    const atRest = await graded(lab, until, true);
    expect(atRest.verdicts).toEqual(waiting.verdicts);
    expect(atRest.seconds).toBeLessThan(waiting.seconds - saved);
  });
});
