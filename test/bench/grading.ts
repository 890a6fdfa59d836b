/** How long a verdict takes: a step with 50 expectations, over what two routers have shown. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { applyLines } from '../../src-main/engine/apply-lines.ts';
import { Bench } from '../../src-main/engine/bench.ts';
import { checkStep } from '../../src-main/engine/check-step.ts';
import { contentOfExercise } from '../../src-main/engine/content.ts';
import { exerciseOrFailure } from '../../src-main/engine/exercise-of.ts';
import { forgetful } from '../../src-main/engine/keeper.ts';
import type { Evidence } from '../../src-main/grading/evidence.ts';
import { judge } from '../../src-main/grading/judge.ts';
import type { Exercise, Step } from '../../src-main/lab/exercise.ts';
import { simulatorInProcess } from '../../src-main/providers/builtin/simulator-in-process.ts';
import { median, type Figure } from './figure.ts';

const tests = path.resolve(import.meta.dirname, '..');
const wanted = 50;
const rounds = 15;

export async function grading(): Promise<Figure[]> {
  const files = {
    'lab.yml': readFileSync(path.join(tests, 'engine/verbs-lab.yml'), 'utf8'),
    'tiny.yaml': readFileSync(path.join(tests, 'lab/tiny/input/tiny.yaml'), 'utf8'),
  };
  const exercise = exerciseOrFailure(files, 'The lab');
  const { step, evidence } = await shown(exercise);
  const times = Array.from({ length: rounds }, () => cold(exercise, step, evidence));
  const bytes = evidence.reduce((sum, { text }) => sum + text.length, 0);
  const note = `${evidence.length} answers, ${Math.round(bytes / 1000)} kB; the median of ${rounds}`;
  return [
    { name: `a step with ${wanted} expectations judged`, value: median(times), target: 20, unit: 'ms CPU', note },
  ];
}

/** What the routers show when the steps are done, and a step that asks for as much as there is to ask. */
async function shown(exercise: Exercise): Promise<{ step: Step; evidence: Evidence[] }> {
  const { topology, configurations } = contentOfExercise(exercise);
  const plan = { topology, configurations, journal: [], seed: 'bench', pace: { kind: 'on-demand' } as const };
  const evidence: Evidence[] = [];
  const keeper = { ...forgetful, evidence: (one: Evidence) => void evidence.push(one) };
  const bench = await Bench.start({ launch: simulatorInProcess, plan, keeper, position: { sequence: 0, epoch: 0 } });
  try {
    const chosen = exercise.steps.slice(0, 3);
    for (const { commands } of chosen) await applyLines(bench, exercise, commands);
    const step = joined(chosen);
    await checkStep({ bench, exercise, step });
    return { step, evidence };
  } finally {
    await bench.stop();
  }
}

function joined(steps: readonly Step[]): Step {
  const [first] = steps;
  if (!first) throw new Error('the lab has steps');
  const expect = steps.flatMap((step) => step.expect);
  const many = Array.from({ length: wanted }, (_, index) => expect[index % expect.length]).flatMap((one, index) =>
    one ? [{ ...one, id: `${one.id}-${index}`, barrier: false }] : [],
  );
  return { ...first, actions: steps.flatMap((step) => step.actions), expect: many };
}

/** As it is judged for the first time: what was read of an answer is kept with it. */
function cold(exercise: Exercise, step: Step, evidence: readonly Evidence[]): number {
  const fresh = evidence.map((one) => ({ ...one }));
  return timed(() => judge(exercise, step, fresh));
}

/** Milliseconds of the processor. */
function timed(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
