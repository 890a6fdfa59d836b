/** Answers that are chosen: one, or several of which some may be right. */
import type { Exercise } from '../../lab/exercise.ts';
import type { RightAnswer } from '../../lab/question.ts';

export function rightChoices(
  answer: Extract<RightAnswer, { kind: 'choices' | 'faults' }>,
  exercise: Exercise,
): string[] {
  return answer.kind === 'choices' ? answer.right : chosenFaults(exercise);
}

/** Those that the seed has put into the network. */
function chosenFaults({ broken }: Exercise): string[] {
  return broken?.faults ?? [];
}

/** The part of what is right that was chosen, less what was chosen and is not. */
export function choicesMark(right: readonly string[], chosen: readonly string[]): number {
  const distinct = [...new Set(chosen)];
  const hits = distinct.filter((one) => right.includes(one)).length;
  const misses = distinct.length - hits;
  return right.length === 0 ? 0 : Math.max(0, hits - misses) / right.length;
}
