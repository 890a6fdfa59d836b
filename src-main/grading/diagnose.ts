import type { Exercise, Step } from '../lab/exercise.ts';
import type { Evidence } from './evidence.ts';
import type { StepVerdict } from './verdict.ts';

export function diagnose(
  _exercise: Exercise,
  _step: Step,
  verdict: StepVerdict,
  _evidence: readonly Evidence[],
): StepVerdict {
  return verdict;
}
