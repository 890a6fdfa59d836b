/** One student's pod, graded: what came of it is in the store when it is told. */
import { Failure, describeFailure, messageOf } from '../base/errors.ts';
import type { Exercise } from '../lab/exercise.ts';
import type { StudentChange } from '../storage/classes.ts';
import { labSecrets } from './mask.ts';
import { withoutOvertaken } from './overtaken.ts';
import type { Student } from '../classroom/roster.ts';
import { workOf } from './class-work.ts';
import { removeUnlessBusy } from './remove-grading.ts';
import { withoutSecrets } from './report-document.ts';
import { runLab, type RunParts, type RunReport } from './run-lab.ts';
import { runOf as standing } from './standing.ts';
import type { GradedPod, Outcome } from './graded-pod.ts';
import type { Begun, WorkPlace } from './work-place.ts';

export interface Pod {
  /** The id of the grading. */
  grading: string;
  student: Student;
  place: WorkPlace;
  /** What does not fit in the work, in sentences. */
  doubts: readonly string[];
}

export interface PodWatcher {
  says: (activity: string) => void;
  signal: AbortSignal | undefined;
}

export async function gradePod(
  parts: RunParts,
  { grading, student, place, doubts }: Pod,
  watcher: PodWatcher,
): Promise<GradedPod> {
  let own: Begun | undefined;
  const keep = (change: StudentChange): void =>
    parts.store.setStudent(grading, student.id, { attempt: own?.attempt, isOwn: own?.isOwn ?? false, ...change });
  let graded: GradedPod;
  try {
    keep({ state: 'grading' });
    own = await workOf(student, place).begin((attempt) =>
      parts.store.setStudent(grading, student.id, { state: 'grading', attempt, isOwn: true }),
    );
    keep({ state: 'grading' });
    graded = { outcome: outcomeOf(await runOf(parts, own, place, watcher), doubts) };
  } catch (error) {
    graded = brokenBy(error);
  }
  const { outcome } = graded;
  if (outcome.state === 'waiting' && own?.isOwn === true) {
    removeUnlessBusy(parts.store, own.attempt);
    own = undefined;
  }
  keep(outcome);
  return graded;
}

/** A pod whose grading has ended by something that was thrown. */
export function brokenBy(error: unknown): GradedPod {
  if (error instanceof Failure)
    return {
      outcome: { state: 'broken', run: undefined, trouble: { code: error.code, message: describeFailure(error) } },
    };
  const trouble = { code: 'bug', message: messageOf(error) };
  return { outcome: { state: 'broken', run: undefined, trouble }, bug: error };
}

/** What is kept of it has no secret in it: others get to read it. */
async function runOf(
  parts: RunParts,
  { attempt, isOwn, exercise: known, isOver = false }: Begun,
  { exercises }: WorkPlace,
  { says, signal }: PodWatcher,
): Promise<RunReport> {
  if (isOver && known) return withoutSecrets(pastRun(parts, attempt, known), [...labSecrets(known)]);
  let exercise = known ?? exercises(undefined);
  const run = await runLab(parts, {
    ...{ lab: exercise.id, attempt, solve: false, signal, exercise: known, isGathered: isOwn },
    progress: (event) => {
      if (event.kind === 'begun') exercise = event.exercise;
      if (event.kind === 'step') says(event.step.title);
    },
  });
  return withoutSecrets(isOwn ? withoutOvertaken(run, exercise) : run, [...labSecrets(exercise)]);
}

/** Where an attempt stands of which all is known. */
function pastRun({ store }: RunParts, name: string, exercise: Exercise): RunReport {
  const attempt = store.attempts.get(name);
  const course = { standings: store.verdicts.standings(name), hints: store.hints.of(name) };
  return standing({ attempt, exercise, course }, exercise.steps);
}

function outcomeOf(run: RunReport, doubts: readonly string[]): Outcome {
  if (run.stopped?.code === 'broken-off') return { state: 'waiting' };
  if (run.stopped) return { state: 'broken', run, trouble: run.stopped };
  const trouble = { code: 'doubtful', message: doubts.join(' ') };
  return { state: 'graded', run, ...(doubts.length > 0 && { trouble }) };
}
