/** A report as rows for a spreadsheet: of an attempt a row for each expectation, of a class a row for each learner. */
import { csvOf, type Cell } from './csv.ts';
import type { AttemptReport, ClassReport, ReportDocument, ReportStep } from './document.ts';

export function rowsOf(report: ReportDocument): string {
  return csvOf(report.kind === 'attempt' ? attemptRows(report) : classRows(report));
}

function attemptRows({ attempt, lab, steps }: AttemptReport): Cell[][] {
  const head = ['attempt', 'lab', 'seed', 'step', 'kind', 'id', 'verdict', 'earned', 'of', 'says', 'evidence'];
  return [head, ...steps.flatMap((step) => stepRows(step).map((row) => [attempt, lab.id, lab.seed ?? '', ...row]))];
}

function stepRows({ id, verdict, points, expectations, questions, diagnoses }: ReportStep): Cell[][] {
  const quoted = (quotes: readonly { role: string; command: string; text: string }[]): string =>
    quotes.map(({ role, command, text }) => `${role} (${command}): ${text.trim()}`).join('\n');
  return [
    [id, 'step', '', verdict, points.earned, points.of, '', ''],
    ...expectations.map((one): Cell[] => [
      ...[id, 'expectation', one.id, one.verdict, one.points.earned, one.points.of, one.says],
      quoted(one.attributes.flatMap(({ quotes }) => quotes)),
    ]),
    ...questions.map((one): Cell[] => [
      ...[id, 'question', one.id, one.verdict, one.points.earned, one.points.of, one.says],
      quoted(one.quotes),
    ]),
    ...diagnoses.map((one): Cell[] => [id, 'diagnosis', one.rule, '', '', '', one.title, quoted(one.quotes)]),
  ];
}

/**
 * Points in the cells, so that a spreadsheet can add them up. What was not judged is left empty, as are the sums of whoever
 * was not graded to the end: nobody is to take them for a mark.
 */
function classRows({ steps, students }: ClassReport): Cell[][] {
  const head = [
    'id',
    'name',
    'pod',
    'seed',
    'state',
    ...steps.map(({ id }) => id),
    'points',
    'of',
    'attempt',
    'trouble',
  ];
  return [
    head,
    ...students.map(({ id, name, pod, seed, state, cells, score, attempt, trouble }): Cell[] => [
      ...[id, name, pod, seed ?? '', state],
      ...steps.map(({ id: step }) => {
        const found = cells.find((one) => one.step === step);
        return found && found.verdict !== 'not judged' ? found.points.earned : '';
      }),
      ...(state === 'graded' ? [score.points, score.of] : ['', '']),
      ...[attempt ?? '', trouble?.message ?? ''],
    ]),
  ];
}
