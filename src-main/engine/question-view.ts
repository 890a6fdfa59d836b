/** The questions of a step as a window asks them. What is right stays here. */
import type { QuestionView } from '../api/contract/laboratory.ts';
import type { Step } from '../lab/exercise.ts';
import type { Question, ReadingAnswer } from '../lab/question.ts';
import type { StoredAnswer } from '../storage/answers.ts';
import { isOneOfMany } from './answers.ts';

export function questionViews({ id: step, questions }: Step, answers: readonly StoredAnswer[]): QuestionView[] {
  return questions.map((question) => {
    const { id, ask, choices, answer } = question;
    const given = answers.find((one) => one.step === step && one.question === id);
    return { id, ask, kind: kindOf(answer), choices, answer: given?.values ?? [], isShown: given?.isShown ?? false };
  });
}

function kindOf(answer: Question['answer']): QuestionView['kind'] {
  switch (answer.kind) {
    case 'choices':
      return isOneOfMany(answer) ? 'choice' : 'choices';
    case 'faults':
      return 'choices';
    case 'number':
      return 'number';
    case 'text':
      return 'text';
    case 'reading':
      return numeric.includes(answer.reading) ? 'number' : 'text';
  }
}

/** Other numbers are names: SPIs and message ids are written as routers print them. */
const numeric: readonly ReadingAnswer['reading'][] = ['count', 'lifetime'];
