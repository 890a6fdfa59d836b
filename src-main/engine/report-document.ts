/**
 * What was graded, as it is told to others: in the published shape, and without a secret in it, of the lab, of a login,
 * or of what devices printed.
 */
import path from 'node:path';
import packageFile from '../../package.json' with { type: 'json' };
import { Failure } from '../base/errors.ts';
import { redact } from '../base/redact.ts';
import type { AttributeVerdict, Diagnosis, ExpectationVerdict, Quote, StepVerdict } from '../grading/verdict.ts';
import type { AttemptReport, ReportDiagnosis, ReportExpectation, ReportQuote, ReportStep } from '../report/document.ts';
import { reportFormats, type ReportFormat } from '../report/render.ts';
import type { StoredPlace } from '../storage/attempts.ts';
import { placeView } from './place-view.ts';
import type { ReportedStep, RunReport } from './standing.ts';

export { renderReport } from '../report/render.ts';
export type { ReportFormat } from '../report/render.ts';
export type { ClassReport, ReportDocument } from '../report/document.ts';

export const programName = `QuickMode ${packageFile.version}`;

/** @param made when, in ISO 8601 */
export function attemptReport(run: RunReport, made: string): AttemptReport {
  const { attempt, lab, place, score, steps, stopped } = run;
  const { id, version, title, seed } = lab;
  return {
    ...{ version: 1, kind: 'attempt', made, program: programName, attempt },
    lab: { id, version, title, ...(seed !== undefined && { seed }) },
    place: placeWords(place),
    score,
    steps: steps.map(reportStep),
    ...(stopped && { stopped }),
  };
}

/** "built-in routers", "GNS3 at the office, branch". */
function placeWords(place: StoredPlace): string {
  const { kind, name, project } = placeView(place);
  if (kind === 'builtin') return 'built-in routers';
  return project === undefined ? name : `${name}, ${project}`;
}

/** Verdicts that were kept before there were questions, and diagnoses before there was confidence. */
type StoredStep = Omit<ReportedStep, 'questions'> & Partial<Pick<ReportedStep, 'questions'>>;
type StoredDiagnosis = Omit<Diagnosis, 'confidence' | 'hints'> & Partial<Pick<Diagnosis, 'confidence'>>;

function reportStep({
  id,
  title,
  kind,
  verdict,
  points,
  expectations,
  questions = [],
  diagnoses,
}: StoredStep): ReportStep {
  return {
    ...{ id, title, kind, verdict, points },
    expectations: expectations.map(reportExpectation),
    questions: questions.map((one) => ({
      ...{ id: one.id, verdict: one.verdict, points: one.points, says: one.says },
      ...{ answer: one.answer, quotes: one.quotes.map(reportQuote) },
    })),
    diagnoses: diagnoses.map(reportDiagnosis),
  };
}

function reportExpectation(one: ExpectationVerdict): ReportExpectation {
  return { ...simple(one), parts: partsOf(one) };
}

/** What `any`, `all` and `not` join, and what is joined in those. */
function partsOf({ children = [] }: ExpectationVerdict): ReportExpectation['parts'] {
  return children.flatMap((child) => [simple(child), ...partsOf(child)]);
}

function simple({
  id,
  verb,
  verdict,
  points,
  level,
  says,
  attributes,
}: ExpectationVerdict): Omit<ReportExpectation, 'parts'> {
  return { id, verb, verdict, points, level: level ?? 'required', says, attributes: attributes.map(reportAttribute) };
}

function reportAttribute({
  name,
  role,
  expected,
  found,
  holds,
  quotes,
}: AttributeVerdict): ReportExpectation['attributes'][number] {
  return { name, role, expected, found, holds, quotes: quotes.map(reportQuote) };
}

function reportDiagnosis({ rule, title, explanation, mend, confidence, quotes }: StoredDiagnosis): ReportDiagnosis {
  return { rule, title, explanation, mend, ...(confidence && { confidence }), quotes: quotes.map(reportQuote) };
}

function reportQuote({ evidence, role, command, line, text, deviceTime }: Quote): ReportQuote {
  return { evidence, role, command, line, text, ...(deviceTime !== undefined && { deviceTime }) };
}

/** What a step lacks, in one sentence: of its expectations the first that does not hold. */
export function lackOf({ verdict, expectations }: Pick<StepVerdict, 'verdict' | 'expectations'>): string {
  if (verdict === 'passed') return '';
  return expectations.find((one) => one.verdict !== 'passed')?.says ?? '';
}

/**
 * The same without what is secret. The same secret is hidden under the same number: that two ends have different keys is
 * still to be seen.
 * @param known words that are hidden wherever they stand
 */
export function withoutSecrets<T extends object>(report: T, known: readonly string[]): T {
  const numbers = new Map<string, number>();
  const conceal = (secret: string): string => {
    const number = numbers.get(secret) ?? numbers.size + 1;
    numbers.set(secret, number);
    return `<hidden-${number}>`;
  };
  const hidden = (value: unknown): unknown => {
    if (typeof value === 'string') return redact(value, known, conceal);
    if (Array.isArray(value)) return value.map(hidden);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hidden(inner)]));
  };
  return hidden(report) as T;
}

/** The form of a report, by the ending of its file's name; JSON where it has none. @throws Failure unknown-report-format */
export function reportFormatOf(file: string): ReportFormat {
  const ending = path.extname(file).slice(1).toLowerCase();
  if (ending === '') return 'json';
  const found = reportFormats.find((format) => format === ending || (format === 'html' && ending === 'htm'));
  if (found) return found;
  const forms = reportFormats.map((one) => `.${one}`).join(', ');
  const says = `${file || '""'} does not say what kind of report it is to be: give it a name that ends in one of ${forms}.`;
  throw new Failure('bad-input', 'unknown-report-format', says);
}
