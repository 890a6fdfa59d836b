/**
 * JUnit's XML, as continuous integration reads it: a suite for each learner, a test case for each expectation. What is
 * not judged is skipped, what could not be asked is an error.
 */
import type { AttemptReport, ClassReport, ReportDocument, ReportExpectation, ReportStep } from './document.ts';
import { markup, type Markup } from './markup.ts';

interface Case {
  name: string;
  className: string;
  outcome: 'passed' | 'failure' | 'error' | 'skipped';
  message: string;
  details: string;
}

interface Suite {
  name: string;
  cases: Case[];
}

export function junitOf(report: ReportDocument): string {
  const suites = report.kind === 'attempt' ? suitesOfAttempt(report) : suitesOfClass(report);
  const all = suites.flatMap(({ cases }) => cases);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${
    markup`<testsuites name="${report.lab.title}" ${counts(all)}> ${suites.map(suiteOf)}</testsuites> `.text
  }`;
}

function suitesOfAttempt({ steps, stopped, lab, made }: AttemptReport): Suite[] {
  const suites = steps.map((step): Suite => ({ name: step.id, cases: casesOf(step, `${lab.id}.${step.id}`) }));
  return stopped ? [...suites, { name: `stopped ${made}`, cases: [brokenCase(lab.id, stopped)] }] : suites;
}

function casesOf(step: ReportStep, className: string): Case[] {
  const proof = step.diagnoses.map(({ title, quotes }) =>
    [title, ...quotes.map(({ role, command, text }) => `${role} (${command}): ${text}`)].join('\n'),
  );
  const expectations = step.expectations.map((one): Case => ({
    name: one.id,
    className,
    outcome: one.level === 'warning' && one.verdict !== 'passed' ? 'skipped' : outcomes[one.verdict],
    message: one.says,
    details: [...lacking(one), ...proof].join('\n'),
  }));
  const questions = step.questions.map(({ id, verdict, says }): Case => ({
    name: `question ${id}`,
    className,
    outcome: outcomes[verdict],
    message: says,
    details: '',
  }));
  return [...expectations, ...questions];
}

function lacking({ attributes }: ReportExpectation): string[] {
  return attributes
    .filter(({ holds }) => !holds)
    .map(({ role, name, expected, found }) => `${role} ${name}: expected ${expected}, found ${found}`);
}

function suitesOfClass({ students, steps, lab }: ClassReport): Suite[] {
  return students.map(({ id, name, cells, state, trouble }): Suite => {
    const className = `${lab.id}.${id}`;
    const cases = cells.map(({ step, verdict, says, diagnosis }): Case => ({
      name: steps.find((one) => one.id === step)?.title ?? step,
      className,
      outcome: outcomes[verdict],
      message: says,
      details: diagnosis ?? '',
    }));
    // What somebody should look at, beside marks that stand, is no error.
    const isBroken = trouble !== undefined && state !== 'graded';
    return { name: `${id} ${name}`, cases: isBroken ? [...cases, brokenCase(className, trouble)] : cases };
  });
}

function brokenCase(className: string, { code, message }: { code: string; message: string }): Case {
  return { name: 'could be graded to the end', className, outcome: 'error', message, details: code };
}

const outcomes = {
  passed: 'passed',
  partial: 'failure',
  failed: 'failure',
  'not judged': 'skipped',
  error: 'error',
} as const;

function suiteOf({ name, cases }: Suite): Markup {
  return markup` <testsuite name="${name}" ${counts(cases)}> ${cases.map(caseOf)} </testsuite> `;
}

function counts(cases: readonly Case[]): Markup {
  const count = (outcome: Case['outcome']): number => cases.filter((one) => one.outcome === outcome).length;
  return markup`tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}"
  skipped="${count('skipped')}"`;
}

function caseOf({ name, className, outcome, message, details }: Case): Markup {
  const head = markup`    <testcase name="${name}" classname="${className}"`;
  if (outcome === 'passed') return markup`${head}/> `;
  const inner =
    outcome === 'skipped'
      ? markup`<skipped message="${message}" />`
      : markup`<${outcome} message="${message}" type="${outcome}">${details}</${outcome}>`;
  return markup`${head}>${inner}</testcase>
`;
}
