/** quickmode answer: the questions of an attempt, and answers to them; the next run or grading judges those. */
import { Failure } from '../../base/errors.ts';
import { answerQuestion, askedQuestions, showAnswer, type AskedQuestion } from '../../engine/asked-questions.ts';
import { printable } from '../complaint.ts';
import type { Host } from '../host.ts';
import { withEngine } from '../with-servers.ts';
import { wrapped } from '../wrapped.ts';

export interface AnswerOptions {
  attempt: string;
  step?: string | undefined;
  question?: string | undefined;
  values: readonly string[];
  show?: true;
}

export async function answer(host: Host, { attempt, step, question, values, show }: AnswerOptions): Promise<void> {
  await withEngine(host, {}, async (_, engine) => {
    if (show && (step === undefined || question === undefined))
      throw new Failure('bad-input', 'no-question', 'Name the step and the question whose answer is to be shown.');
    if (step === undefined || question === undefined || (values.length === 0 && !show)) {
      list(host, await askedQuestions(engine, attempt), { step, question });
      return;
    }
    const asked = { attempt, step, question };
    await (show ? showAnswer(engine, asked) : answerQuestion(engine, asked, values));
    host.out(show ? 'The next grading tells the answer; the question earns nothing.\n' : 'Kept; the next grading judges it.\n');
  });
} // prettier-ignore

type Named = Pick<AnswerOptions, 'step' | 'question'>;

function list(host: Host, all: readonly AskedQuestion[], { step, question }: Named): void {
  const own = all.filter((one) => (step ?? one.step) === one.step && (question ?? one.id) === one.id);
  if (all.length === 0) host.err('quickmode: This lab asks nothing.\n');
  else if (own.length === 0) throw notAsked(all, { step, question });
  for (const one of own) host.out(questionLines(one).map((line) => `${printable(line)}\n`).join('')); // prettier-ignore
}

function notAsked(all: readonly AskedQuestion[], { step = '', question }: Named): Failure {
  const ofStep = all.filter((one) => one.step === step).map(({ id }) => id);
  const says =
    ofStep.length === 0
      ? `No step "${step}" asks anything. These do: ${[...new Set(all.map((one) => one.step))].join(', ')}.`
      : `The step ${step} does not ask "${question ?? ''}". It asks: ${ofStep.join(', ')}.`;
  return new Failure('bad-input', 'unknown-question', says);
}

const states: Readonly<Record<string, string>> = {
  passed: 'right',
  failed: 'not right',
  partial: 'partly right',
};

function isJudged({ answer: given, isShown, verdict }: AskedQuestion): boolean {
  return (given.length > 0 || isShown) && JSON.stringify(verdict?.answer) === JSON.stringify(given);
}

function stateOf(question: AskedQuestion): string {
  const { answer: given, isShown, verdict } = question;
  if (isShown) return 'shown';
  if (given.length === 0) return 'not answered yet';
  return verdict && isJudged(question) ? (states[verdict.verdict] ?? verdict.verdict) : 'not judged yet';
}

function questionLines(question: AskedQuestion): string[] {
  const { step, id, kind, ask, choices, answer: given, verdict } = question;
  const right = isJudged(question) ? verdict?.right : undefined;
  return [
    `${step} ${id} (${stateOf(question)})`,
    ...wrapped(ask, '    ', '    '),
    ...choices.flatMap((one) => wrapped(`${one.id}: ${one.text}`, '      ', '        ')),
    ...(kind === 'choices' ? ['    Several may be right.'] : []),
    ...(given.length > 0 ? wrapped(`answered: ${given.join(', ')}`, '    ', '    ') : []),
    ...(right !== undefined ? wrapped(`right: ${right}`, '    ', '    ') : []),
  ];
}
