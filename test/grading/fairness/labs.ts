/** The labs that come along, one learner's exercise of each, and fresh built-in routers for it. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../../../src-main/base/errors.ts';
import { applyLines } from '../../../src-main/engine/apply-lines.ts';
import { Bench } from '../../../src-main/engine/bench.ts';
import { breakNetwork } from '../../../src-main/engine/broken-network.ts';
import { reasonAgainstBuiltin } from '../../../src-main/engine/builtin-roles.ts';
import { contentOfExercise } from '../../../src-main/engine/content.ts';
import { exerciseOrFailure } from '../../../src-main/engine/exercise-of.ts';
import { forgetful } from '../../../src-main/engine/keeper.ts';
import type { Exercise } from '../../../src-main/lab/exercise.ts';
import { simulatorInProcess } from '../../../src-main/providers/builtin/simulator-in-process.ts';
import { filesIn } from '../../lab/folder.ts';

const folder = path.resolve(import.meta.dirname, '../../../labs');

export function exercise(lab: string, seed?: string): Exercise {
  return exerciseOrFailure(filesIn(path.join(folder, lab)), lab, { seed });
}

/** Those that built-in nodes can play. */
export const labs: readonly string[] = readdirSync(folder)
  .filter((name) => !name.endsWith('.md'))
  .filter((name) => reasonAgainstBuiltin(exercise(name)) === undefined);

/** On the network that the learner is handed, broken where the lab breaks it. */
export async function onRouters<T>(of: Exercise, work: (bench: Bench) => Promise<T>): Promise<T> {
  const { topology, configurations } = contentOfExercise(of);
  const plan = { topology, configurations, journal: [], seed: 'fairness', pace: { kind: 'on-demand' } as const };
  const bench = await Bench.start({ launch: simulatorInProcess, plan, keeper: forgetful, position: { sequence: 0, epoch: 0 } }); // prettier-ignore
  try {
    await breakNetwork(bench, of);
    return await work(bench);
  } finally {
    await bench.stop();
  }
}

export type Lines = Readonly<Record<string, readonly string[]>>;

/** Types what a learner may type: a line that a router refuses is refused, and that is all. */
export async function type(bench: Bench, of: Exercise, lines: Lines): Promise<void> {
  try {
    await applyLines(bench, of, lines);
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'line-refused') throw error;
  }
}
