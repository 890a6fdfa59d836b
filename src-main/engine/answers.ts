/** A learner's answers on their way in and out of the store: what may be an answer, and what grading is given. */
import { Failure } from '../base/errors.ts';
import type { Evidence } from '../grading/evidence.ts';
import type { Answers, GivenAnswer } from '../grading/questions/answers.ts';
import { isNumber } from '../grading/questions/value.ts';
import type { Exercise, Step } from '../lab/exercise.ts';
import type { Question } from '../lab/question.ts';
import type { StoreReader } from '../storage/store.ts';

/** Those to one step's questions, with what the attempt's routers have shown before. */
export function answersOf({ answers, evidence }: StoreReader, attempt: string, step: Step): Answers {
  const own = answers.of(attempt).filter((one) => one.step === step.id);
  const given = own.map(({ question, values, earlier, isShown }): [string, GivenAnswer] => [question, { values, earlier, isShown }]); // prettier-ignore
  const isRead = step.questions.some(({ answer }) => answer.kind === 'reading');
  return { given: new Map(given), earlier: isRead ? looksOf(evidence.of(attempt)) : [] };
}

/** More than these are not looked at again: who asks for an SPI asks for a recent one. */
const mostLooks = 40;

/** The looks at all that was of interest at one time, each as a list. */
function looksOf(evidence: readonly Evidence[]): Evidence[][] {
  const looks: Evidence[][] = [];
  let last: Evidence | undefined;
  for (const one of evidence) {
    const isLook = one.phase.kind === 'begin' || one.phase.kind === 'end' || one.command.startsWith('capture ');
    if (!isLook) last = undefined;
    else if (last?.phase.kind === one.phase.kind) looks.at(-1)?.push(one);
    else looks.push([one]);
    if (isLook) last = one;
  }
  return looks.slice(-mostLooks);
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
 * What an answer comes to: ids of choices, each once, or one text, which is a number where one is asked for.
 * @throws Failure bad-answer
 */
export function valuesOf({ choices, answer }: Question, given: readonly string[]): string[] {
  const values = [...new Set(given.map((one) => one.trim()).filter((one) => one !== ''))];
  if (values.length === 0) throw refusal('Nothing was answered.');
  if (values.some((one) => one.length > longest)) throw refusal(`An answer has ${longest} characters at most.`);
  const ids = choices.map(({ id }) => id);
  if (ids.length === 0) return [textOf(answer, values.join(' '))];
  const stranger = values.find((one) => !ids.includes(one));
  if (stranger !== undefined) throw refusal(`"${stranger}" is none of the choices: ${ids.join(', ')}.`);
  if (isOneOfMany(answer) && values.length > 1) throw refusal('One choice alone is asked for.');
  return values;
}

function textOf(answer: Question['answer'], text: string): string {
  if (asksNumber(answer) && !isNumber(text))
    throw refusal(`A number is expected, as in "1400" or "1400 bytes", and "${text}" is none.`);
  return text;
}

/** SPIs and message ids are names: they are written as routers print them. */
export function asksNumber(answer: Question['answer']): boolean {
  return answer.kind === 'number' || (answer.kind === 'reading' && /^(?:count|lifetime)$/.test(answer.reading));
}

/** Whether one thing is to be chosen, and no more. */
export function isOneOfMany(answer: Question['answer']): boolean {
  return answer.kind === 'choices' && answer.isOne;
}

function refusal(message: string): Failure {
  return new Failure('bad-input', 'bad-answer', message);
}
