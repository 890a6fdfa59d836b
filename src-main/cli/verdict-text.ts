/** A verdict for a terminal: the step, what it lacks, why, and the lines of the routers that prove it. */
import type { Diagnosis, StepVerdict } from '../engine/run-lab.ts';
import { printable } from './complaint.ts';
import { wrapped } from './wrapped.ts';

type ExpectationVerdict = StepVerdict['expectations'][number];
type QuestionVerdict = StepVerdict['questions'][number];

/** What is asked, so that who answers at a terminal can read it there. */
export interface Asked {
  id: string;
  ask: string;
  choices: readonly { id: string; text: string }[];
}

export function verdictText(title: string, verdict: StepVerdict, asked: readonly Asked[] = []): string {
  const { points, expectations, questions, diagnoses } = verdict;
  const head = `${verdict.verdict.padEnd(10)}  ${title}  (${points.earned} of ${points.of})`;
  const isOver = verdict.verdict === 'not judged';
  const lines = [
    head,
    ...(isOver ? [] : expectations.filter(isLacking).flatMap((one) => expectationLines(one))),
    ...(isOver ? [] : questions.filter((one) => one.verdict !== 'passed').flatMap((one) => questionLines(one, asked))),
    ...diagnoses.flatMap(diagnosisLines),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}

function isLacking({ verdict }: ExpectationVerdict): boolean {
  return verdict !== 'passed';
}

function expectationLines({ id, level, says, verdict, children = [] }: ExpectationVerdict, indent = '  '): string[] {
  const mark = level === 'warning' ? '! warning, ' : verdict === 'not judged' ? '. not judged, ' : '- ';
  return [
    ...wrapped(`${mark}${id}: ${says}`, indent, `${indent}  `),
    ...children.filter(isLacking).flatMap((one) => expectationLines(one, `${indent}    `)),
  ];
}

/** A question with what may be chosen, as long as its answer is not right. */
function questionLines({ id, says, right, quotes }: QuestionVerdict, asked: readonly Asked[]): string[] {
  const question = asked.find((one) => one.id === id);
  return [
    ...wrapped(`? ${id}: ${says}`, '  ', '    '),
    ...(question ? wrapped(question.ask, '    ', '    ') : []),
    ...(question?.choices ?? []).flatMap((one) => wrapped(`${one.id}: ${one.text}`, '      ', '        ')),
    ...(right === undefined ? [] : wrapped(`Right: ${right}`, '    ', '    ')),
    ...quotes.map(quoteLine),
  ];
}

function diagnosisLines({ title, explanation, quotes, mend }: Diagnosis): string[] {
  return [
    ...wrapped(title, '  > ', '    '),
    ...wrapped(explanation, '    ', '    '),
    ...quotes.map(quoteLine),
    ...wrapped(mend, '    ', '    '),
  ];
}

function quoteLine({ role, command, text }: Diagnosis['quotes'][number]): string {
  return `      ${role} (${command}): ${text.trim()}`;
}
