import type { Evidence } from '../grading/evidence.ts';
import { diagnose, judge } from '../grading/judge.ts';
import type { StepVerdict } from '../grading/verdict.ts';
import type { Exercise, Step } from '../lab/exercise.ts';
import type { StoreReader } from '../storage/store.ts';
import type { Span } from '../storage/verdicts.ts';
import { answersOf } from './answers.ts';

export interface PastCheck {
  exercise: Exercise;
  step: Step;
  /** All of the attempt. */
  evidence: readonly Evidence[];
  /** That of the check. */
  span: Span;
}

/** A step by the evidence that was taken for one check of it; answers count as they are now. */
export function judgedAgain(
  store: StoreReader,
  attempt: string,
  { exercise, step, evidence, span }: PastCheck,
): StepVerdict {
  const own = evidence.filter(({ sequence }) => sequence > span.after && sequence <= span.last);
  const verdict = judge(exercise, step, own, answersOf(store, attempt, step));
  return diagnose(exercise, step, verdict, own);
}
