/**
 * Stored evidence, judged anew: no router is asked, and no verdict that was given before is trusted. What the lab says
 * now counts, so that a teacher who has mended an expectation needs nobody's pod.
 */
import { Failure, messageOf } from '../base/errors.ts';
import type { Evidence } from '../grading/evidence.ts';
import type { StepVerdict } from '../grading/verdict.ts';
import type { Exercise } from '../lab/exercise.ts';
import type { Attempt } from '../storage/attempts.ts';
import type { ClassStudent } from '../storage/classes.ts';
import type { Files } from '../storage/content-hash.ts';
import type { Store, StoreReader } from '../storage/store.ts';
import type { StoredVerdict, VerdictSpan } from '../storage/verdicts.ts';
import { classLab, openClass } from './class-grading.ts';
import { runOfStudent } from './class-report.ts';
import { elsewhereOf } from './elsewhere-of.ts';
import type { Engine } from './engine.ts';
import { exerciseOrFailure } from './exercise-of.ts';
import { judgedAgain } from './judged-again.ts';
import { labSecrets } from './mask.ts';
import { withoutOvertaken } from './overtaken.ts';
import { withoutSecrets } from './report-document.ts';
import type { Course } from './scoring.ts';
import { runOf, type RunReport } from './standing.ts';

interface RegradeOptions {
  /** Those of the lab as it is to be judged by. */
  files: Files;
  /** The work was graded when it was done. */
  isFinished: boolean;
}

/**
 * @throws Failure bad-lab; no-evidence, where the attempt was graded by a QuickMode that noted none for its verdicts
 */
function regradeAttempt(store: StoreReader, attempt: Attempt, { files, isFinished }: RegradeOptions): RunReport {
  const { seed, place } = attempt;
  const elsewhere = elsewhereOf(place);
  const exercise = exerciseOrFailure(files, `The lab ${attempt.lab}`, { seed, elsewhere });
  const spans = store.verdicts.spans(attempt.id);
  if (spans.length === 0)
    throw new Failure('bad-input', 'no-evidence', `Nothing is kept of what the verdicts of ${attempt.id} rest on.`);
  const evidence = store.evidence.of(attempt.id);
  const verdicts = spans.flatMap((span) => rejudged(store, attempt, exercise, { span, evidence }) ?? []);
  const judged = exercise.steps.filter(({ id }) => verdicts.some(({ verdict }) => verdict.step === id));
  const course = { standings: standingsOf(verdicts), hints: store.hints.of(attempt.id) };
  const run = runOf({ attempt, exercise, course }, judged);
  return withoutSecrets(isFinished ? withoutOvertaken(run, exercise) : run, [...labSecrets(exercise)]);
}

/** Nothing of a step that the lab no longer has. Where a router could not be asked there is nothing to judge anew. */
function rejudged(
  store: StoreReader,
  { id }: Attempt,
  exercise: Exercise,
  { span, evidence }: { span: VerdictSpan; evidence: readonly Evidence[] },
): StoredVerdict | undefined {
  const step = exercise.steps.find((one) => one.id === span.verdict.step);
  if (!step) return undefined;
  if (span.verdict.verdict === 'error') return span;
  return { ...span, verdict: judgedAgain(store, id, { exercise, step, evidence, span }) };
}

const rank: Readonly<Record<StepVerdict['verdict'], number>> = {
  passed: 0,
  partial: 1,
  failed: 2,
  'not judged': 3,
  error: 4,
};

/** As the store has them of verdicts that were given: the best of each step, and of equals the first. */
function standingsOf(verdicts: readonly StoredVerdict[]): Course['standings'] {
  const steps = [...new Set(verdicts.map(({ verdict }) => verdict.step))];
  return steps.flatMap((step) => {
    const own = verdicts.filter(({ verdict }) => verdict.step === step);
    const [best] = own.toSorted(
      (a, b) => rank[a.verdict.verdict] - rank[b.verdict.verdict] || b.verdict.points.earned - a.verdict.points.earned,
    );
    const latest = own.at(-1);
    if (!best || !latest) return [];
    return { step, best, latest, isLatched: best.verdict.kind === 'transient' && best.verdict.verdict === 'passed' };
  });
}

export interface Regrading {
  /** The new grading. */
  id: string;
  /** The one whose evidence was judged anew. */
  of: string;
  /** Students whose points are others now. */
  changed: { student: string; name: string; before: number; after: number }[];
}

/**
 * The last grading of a class, judged anew.
 * @throws Failure as `openClass`; never-graded
 */
export function regradeClass(engine: Engine, file: string): Regrading {
  const { store } = engine;
  const { roster, exercise, place, file: whole } = openClass(engine, file);
  const last = store.classes.list(whole).find(({ regrades }) => regrades === undefined);
  if (!last) throw new Failure('bad-input', 'never-graded', `${file} was never graded: quickmode class grade ${file}`);
  const students = store.classes.students(last.id);
  const { id } = store.createGrading({
    ...{ file: whole, title: roster.title, lab: classLab(exercise), regrades: last.id },
    students,
  });
  const changed = students.flatMap((student) => {
    const after = regradeStudent(store, id, student, place.lab.files);
    const before = runOfStudent(student)?.score.points ?? 0;
    return after === undefined || after === before ? [] : { student: student.id, name: student.name, before, after };
  });
  store.endGrading(id);
  return { id, of: last.id, changed };
}

/** @returns the points; undefined where there is nothing to judge */
function regradeStudent(store: Store, grading: string, student: ClassStudent, files: Files): number | undefined {
  const { id, attempt: name, state } = student;
  const kept = { attempt: name, isOwn: false, state };
  if (name === undefined) {
    store.setStudent(grading, id, { ...kept, trouble: student.trouble });
    return undefined;
  }
  try {
    const run = regradeAttempt(store, store.attempts.get(name), { files, isFinished: student.isOwn });
    store.setStudent(grading, id, { ...kept, run, trouble: student.trouble });
    return run.score.points;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    store.setStudent(grading, id, {
      ...kept,
      state: 'broken',
      trouble: { code: error.code, message: messageOf(error) },
    });
    return undefined;
  }
}
