/** Where an attempt stands, by what is stored of it: of every step the best verdict, less what its hints cost. */
import { Failure } from '../base/errors.ts';
import type { StepVerdict } from '../grading/verdict.ts';
import type { Exercise, Step } from '../lab/exercise.ts';
import type { Attempt, StoredPlace } from '../storage/attempts.ts';
import type { StoreReader } from '../storage/store.ts';
import { contentOf } from './content.ts';
import { pointsOfStep, type Course } from './scoring.ts';

/** What was judged. A step that could not be judged counts nothing and asks for nothing. */
export interface RunReport {
  attempt: string;
  lab: { id: string; version: number; title: string; seed: string | undefined };
  place: StoredPlace;
  score: { points: number; of: number };
  steps: ReportedStep[];
  /** What kept the rest from being judged: a router that could not be asked, or the user. */
  stopped?: { code: string; message: string };
}

export interface ReportedStep extends Omit<StepVerdict, 'step'> {
  id: string;
  title: string;
}

/** @throws Failure unknown-attempt, no-lab, bad-lab */
export function standingOf(store: StoreReader, name: string): { run: RunReport; exercise: Exercise } {
  const attempt = store.attempts.get(name);
  const { exercise } = contentOf(attempt, store.attempts.files(attempt.id));
  if (!exercise)
    throw new Failure('bad-input', 'no-lab', `The attempt ${attempt.id} is a topology to try out: it has no steps.`);
  const course = { standings: store.verdicts.standings(attempt.id), hints: store.hints.of(attempt.id) };
  return { run: runOf({ attempt, exercise, course }, exercise.steps), exercise };
}

export interface Worked {
  attempt: Pick<Attempt, 'id' | 'place'>;
  exercise: Exercise;
  course: Course;
}

/**
 * Verdicts that were earned stay, as in the window. A step that was never judged asks for its points all the same.
 * @param latest verdicts that were not kept, by step
 */
export function runOf(
  { attempt, exercise, course }: Worked,
  steps: readonly Step[],
  latest: ReadonlyMap<string, StepVerdict> = new Map(),
): RunReport {
  const reported = steps.map((step) => reportedStep(step, course, latest.get(step.id)));
  const { id, version, title, seed } = exercise;
  return {
    attempt: attempt.id,
    lab: { id, version, title, seed },
    place: attempt.place,
    score: scoreOf(reported),
    steps: reported,
  };
}

function reportedStep(step: Step, course: Course, latest = neverJudged(step)): ReportedStep {
  const best = course.standings.find((standing) => standing.step === step.id)?.best.verdict ?? latest;
  const { step: id, ...rest } = best;
  return { id, title: step.title, ...rest, points: { ...rest.points, earned: pointsOfStep(step, course).earned } };
}

function neverJudged({ id, kind, points }: Step): StepVerdict {
  return {
    step: id,
    kind,
    verdict: 'not judged',
    points: { earned: 0, of: points },
    expectations: [],
    questions: [],
    diagnoses: [],
  };
}

export function scoreOf(steps: readonly Pick<ReportedStep, 'points'>[]): RunReport['score'] {
  const sum = (of: (points: StepVerdict['points']) => number): number =>
    Math.round(100 * steps.reduce((total, { points }) => total + of(points), 0)) / 100;
  return { points: sum(({ earned }) => earned), of: sum(({ of }) => of) };
}
