/** A learner's answers on their way in and out of the store: what may be an answer, and what grading is given. */
import { Failure } from '../base/errors.ts';
import type { Answers, GivenAnswer } from '../grading/questions/answers.ts';
import type { Exercise, Step } from '../lab/exercise.ts';
import type { Question } from '../lab/question.ts';
import type { StoredAnswer } from '../storage/answers.ts';

/** Those to one step's questions. */
export function answersOf(stored: readonly StoredAnswer[], step: string): Answers {
  const own = stored.filter((one) => one.step === step);
  return new Map(own.map(({ question, values, earlier, isShown }): [string, GivenAnswer] => [question, { values, earlier, isShown }])); // prettier-ignore
}

/** @throws Failure unknown-question */
export function questionOf(exercise: Exercise, { id, questions }: Step, question: string): Question {
  const found = questions.find((one) => one.id === question);
  if (found) return found;
  const there = questions.length === 0 ? 'It asks nothing.' : `Its questions: ${questions.map((one) => one.id).join(', ')}.`; // prettier-ignore
  throw new Failure('bad-input', 'unknown-question', `The step ${id} of ${exercise.id} asks nothing called "${question}". ${there}`);
} // prettier-ignore

/** A text longer than this is no answer to anything. */
const longest = 1000;

/**
 * What an answer comes to: ids of choices, each once, or one text.
 * @throws Failure bad-answer
 */
export function valuesOf({ choices, answer }: Question, given: readonly string[]): string[] {
  const values = [...new Set(given.map((one) => one.trim()).filter((one) => one !== ''))];
  if (values.length === 0) throw refusal('Nothing was answered.');
  if (values.some((one) => one.length > longest)) throw refusal(`An answer has ${longest} characters at most.`);
  const ids = choices.map(({ id }) => id);
  if (ids.length === 0) return [values.join(' ')];
  const stranger = values.find((one) => !ids.includes(one));
  if (stranger !== undefined) throw refusal(`"${stranger}" is none of the choices: ${ids.join(', ')}.`);
  if (isOneOfMany(answer) && values.length > 1) throw refusal('One choice alone is asked for.');
  return values;
}

/** Whether one thing is to be chosen, and no more. */
export function isOneOfMany(answer: Question['answer']): boolean {
  return answer.kind === 'choices' && answer.isOne;
}

function refusal(message: string): Failure {
  return new Failure('bad-input', 'bad-answer', message);
}
