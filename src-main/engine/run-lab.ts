/** A lab from its first step to its last without a window: for the command line, for classes, for tests. */
import type { StepVerdict } from '../grading/verdict.ts';
import { Failure } from '../base/errors.ts';
import { interrupted } from '../grading/interrupted.ts';
import type { Exercise, Step } from '../lab/exercise.ts';
import { assertIsAt } from './attempt-of.ts';
import type { OpenLine } from './bench.ts';
import { brokenOff, isInterruption } from './check-step.ts';
import { exerciseOrFailure } from './exercise-of.ts';
import { elsewhereOf } from './elsewhere-of.ts';
import { OpenAttempt } from './open-attempt.ts';
import type { EngineParts } from './parts.ts';
import type { StoredPlace } from '../storage/attempts.ts';
import { stepOf } from './roles.ts';
import { runOf, type RunReport } from './standing.ts';

export type { StoredPlace } from '../storage/attempts.ts';
export type { RunReport } from './standing.ts';
export type { Diagnosis, StepVerdict } from '../grading/verdict.ts';

export type RunParts = Pick<EngineParts, 'store' | 'labs' | 'launch' | 'reach' | 'beginnings' | 'begin'>;

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
  /** Where the routers of a fresh attempt are; built-in ones otherwise. */
  place?: StoredPlace | undefined;
  progress?: ((event: RunEvent) => void) | undefined;
  openLine?: OpenLine | undefined;
  /** Of a stored attempt: as `OpenOptions` has them. */
  exercise?: Exercise | undefined;
  isGathered?: boolean | undefined;
  /** The user wants it to end: lines that are being typed are typed to their end, and nothing else is begun. */
  signal?: AbortSignal | undefined;
}

export type RunEvent =
  | { kind: 'begun'; attempt: string; exercise: Exercise; notices: string[] }
  | { kind: 'step'; step: Step }
  | { kind: 'activity'; says: string }
  | { kind: 'verdict'; step: Step; verdict: StepVerdict };

/**
 * Judges the steps in order. A router that is lost in the middle of it stops it: the report says so, and has what there is.
 * @throws Failure of the kind unreachable or device when the routers cannot be started or reached; bad-input for what
 * was asked
 */
export async function runLab(engine: RunParts, options: RunOptions): Promise<RunReport> {
  const { openLine, exercise, isGathered } = options;
  const id = attemptFor(engine, options);
  const { store, launch, reach, beginnings } = engine;
  const open = new OpenAttempt(id, {
    store,
    launch,
    reach,
    beginnings,
    mayChange: options.solve,
    pace: { kind: 'on-demand' },
    openLine,
    exercise,
    isGathered,
  });
  try {
    return await runOpen(open, options);
  } finally {
    await open.close();
  }
}

/** The stored attempt, or a new one, which is not begun in vain. */
function attemptFor(engine: RunParts, { lab, attempt, seed, until, place }: RunOptions): string {
  const { store, labs } = engine;
  if (attempt !== undefined) {
    const found = store.attempts.get(attempt);
    assertIsAt(found, store.attempts.files(found.id), lab);
    return found.id;
  }
  if (until !== undefined) {
    const { files, folder } = labs.find(lab);
    stepOf(exerciseOrFailure(files, `The lab in ${folder}`, { seed, elsewhere: place && elsewhereOf(place) }), until);
  }
  return engine.begin(lab, seed, place).id;
}

async function runOpen(open: OpenAttempt, options: RunOptions): Promise<RunReport> {
  const { until, progress } = options;
  const exercise = open.exercise;
  const last = until === undefined ? undefined : stepOf(exercise, until);
  await open.start();
  progress?.({ kind: 'begun', attempt: open.id, exercise, notices: noticesOf(open) });
  const verdicts = new Map<string, StepVerdict>();
  const report = (): RunReport => {
    const steps = exercise.steps.filter(({ id }) => verdicts.has(id));
    return runOf({ attempt: open.attempt, exercise, course: open.course }, steps, verdicts);
  };
  for (const step of exercise.steps) {
    progress?.({ kind: 'step', step });
    const { verdict, failure } = await judged(open, step, options);
    verdicts.set(step.id, verdict);
    progress?.({ kind: 'verdict', step, verdict });
    if (failure) return { ...report(), stopped: { code: failure.code, message: failure.message } };
    if (step === last) break;
  }
  return report();
}

function noticesOf({ bench, notices }: OpenAttempt): string[] {
  return [...(bench?.provider.notices.map(({ name, message }) => `${name}: ${message}`) ?? []), ...notices];
}

/** @returns the failure too, where a router that could not be asked is why the verdict is "error" */
async function judged(
  open: OpenAttempt,
  step: Step,
  { solve, progress, signal }: RunOptions,
): Promise<{ verdict: StepVerdict; failure?: Failure }> {
  try {
    if (signal?.aborted) throw brokenOff();
    if (solve) await open.apply(step.id);
    const told = (says: string): void => progress?.({ kind: 'activity', says });
    return { verdict: await open.check(step.id, told, signal, solve ? 'model' : undefined) };
  } catch (error) {
    if (!isInterruption(error) && !isBrokenOff(error)) throw error;
    return { verdict: interrupted(step, error.message), failure: error };
  }
}

function isBrokenOff(error: unknown): error is Failure {
  return error instanceof Failure && error.code === brokenOff().code;
}
