/** A verdict for a terminal: the step, what it lacks, why, and the lines of the routers that prove it. */
import type { Diagnosis, StepVerdict } from '../engine/run-lab.ts';
import { printable } from './complaint.ts';

const width = 100;

export function verdictText(title: string, { verdict, points, expectations, diagnoses }: StepVerdict): string {
  const head = `${verdict.padEnd(10)}  ${title}  (${points.earned} of ${points.of})`;
  const lacking = expectations.filter((one) => one.verdict !== 'passed' && verdict !== 'not judged');
  const lines = [
    head,
    ...lacking.flatMap(({ id, says }) => wrapped(`${id}: ${says}`, '  - ', '    ')),
    ...diagnoses.flatMap(diagnosisLines),
  ];
  return lines.map((line) => `${printable(line)}\n`).join('');
}

function diagnosisLines({ title, explanation, quotes, mend }: Diagnosis): string[] {
  return [
    ...wrapped(title, '  > ', '    '),
    ...wrapped(explanation, '    ', '    '),
    ...quotes.map(({ role, command, text }) => `      ${role} (${command}): ${text.trim()}`),
    ...wrapped(mend, '    ', '    '),
  ];
}

/** Broken between words, so that no line is wider than a page; a word that is wider stays whole. */
function wrapped(text: string, first: string, rest: string): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/\s+/).filter((one) => one !== '')) {
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return isEmpty ? lines : [...lines, line];
}
