/** The questions of a step as a window asks them. What is right stays here. */
import type { QuestionView } from '../api/contract/laboratory.ts';
import type { Step } from '../lab/exercise.ts';
import type { Question } from '../lab/question.ts';
import type { StoredAnswer } from '../storage/answers.ts';
import { asksNumber, isOneOfMany } from './answers.ts';

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
    default:
      return asksNumber(answer) ? 'number' : 'text';
  }
}
