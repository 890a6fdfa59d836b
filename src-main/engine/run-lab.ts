/** A lab from its first step to its last without a window: for the command line, for classes, for tests. */
import type { StepVerdict } from '../grading/verdict.ts';
import type { Exercise, Step } from '../lab/exercise.ts';
import { assertIsAt } from './attempt-of.ts';
import type { OpenLine } from './bench.ts';
import { exerciseOrFailure } from './exercise-of.ts';
import { OpenAttempt } from './open-attempt.ts';
import type { EngineParts } from './parts.ts';
import { stepOf } from './roles.ts';
import { pointsOfStep } from './scoring.ts';

export type { Diagnosis, StepVerdict } from '../grading/verdict.ts';

export interface RunOptions {
  /** An id or a folder. */
  lab: string;
  /** Work on this stored attempt: fresh routers from the start configurations otherwise. */
  attempt?: string | undefined;
  /** Type the model solution of each step before it is judged. */
  solve: boolean;
  /** The last step to be judged; all of them when left out. */
  until?: string | undefined;
  seed?: string | undefined;
  progress?: ((event: RunEvent) => void) | undefined;
  openLine?: OpenLine | undefined;
}

export type RunEvent =
  | { kind: 'begun'; attempt: string; exercise: Exercise; notices: string[] }
  | { kind: 'step'; step: Step }
  | { kind: 'activity'; says: string }
  | { kind: 'verdict'; step: Step; verdict: StepVerdict };

/** What `--report` writes. A step that could not be judged counts nothing and asks for nothing. */
export interface RunReport {
  attempt: string;
  lab: { id: string; version: number; seed: string | undefined };
  score: { points: number; of: number };
  steps: ReportedStep[];
}

export interface ReportedStep extends Omit<StepVerdict, 'step'> {
  id: string;
  title: string;
}

/**
 * Judges the steps in order.
 * @throws Failure of the kind unreachable or device when the routers cannot be driven; bad-input for what was asked
 */
export async function runLab(engine: EngineParts, options: RunOptions): Promise<RunReport> {
  const { openLine } = options;
  const id = attemptFor(engine, options);
  const { store, launch, reach } = engine;
  const open = new OpenAttempt(id, { store, launch, reach, pace: { kind: 'on-demand' }, openLine });
  try {
    return await runOpen(open, options);
  } finally {
    await open.close();
  }
}

/** The stored attempt, or a new one, which is not begun in vain. */
function attemptFor(engine: EngineParts, { lab, attempt, seed, until }: RunOptions): string {
  const { store, labs } = engine;
  if (attempt !== undefined) {
    const found = store.attempts.get(attempt);
    assertIsAt(found, store.attempts.files(found.id), lab);
    return found.id;
  }
  if (until !== undefined) {
    const { files, folder } = labs.find(lab);
    stepOf(exerciseOrFailure(files, `The lab in ${folder}`, { seed }), until);
  }
  return engine.begin(lab, seed).id;
}

async function runOpen(open: OpenAttempt, { until, solve, progress }: RunOptions): Promise<RunReport> {
  const exercise = open.exercise;
  const last = until === undefined ? undefined : stepOf(exercise, until);
  await open.start();
  const notices = open.bench?.provider.notices.map(({ name, message }) => `${name}: ${message}`) ?? [];
  progress?.({ kind: 'begun', attempt: open.id, exercise, notices });
  const verdicts: StepVerdict[] = [];
  for (const step of exercise.steps) {
    progress?.({ kind: 'step', step });
    if (solve) await open.apply(step.id);
    const verdict = await open.check(step.id, (says) => progress?.({ kind: 'activity', says }));
    verdicts.push(verdict);
    progress?.({ kind: 'verdict', step, verdict });
    if (step === last) break;
  }
  return reportOf(open, exercise, verdicts);
}

/** Verdicts that were earned stay, as in the window: of every step the best counts, less what its hints cost. */
function reportOf(open: OpenAttempt, exercise: Exercise, verdicts: readonly StepVerdict[]): RunReport {
  const { course, id } = open;
  const steps = verdicts.map((verdict): ReportedStep => {
    const step = stepOf(exercise, verdict.step);
    const best = course.standings.find((standing) => standing.step === step.id)?.best.verdict ?? verdict;
    const { step: stepId, ...rest } = best;
    const points = { ...rest.points, earned: pointsOfStep(step, course).earned };
    return { id: stepId, title: step.title, ...rest, points };
  });
  const sum = (of: (points: StepVerdict['points']) => number): number =>
    Math.round(100 * steps.reduce((total, { points }) => total + of(points), 0)) / 100;
  return {
    attempt: id,
    lab: { id: exercise.id, version: exercise.version, seed: exercise.seed },
    score: { points: sum(({ earned }) => earned), of: sum(({ of }) => of) },
    steps,
  };
}
