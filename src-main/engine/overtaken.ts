/**
 * Work that is graded when it is done. What a lab has its learners look at before they change anything can no longer be
 * seen then: a step of which that is so is left out, unless nothing was changed.
 */
import type { StepVerdict } from '../grading/verdict.ts';
import type { Exercise } from '../lab/exercise.ts';
import { scoreOf, type ReportedStep, type RunReport } from './standing.ts';

const says = 'The network has gone on from this state, so that it can no longer be seen.';

export function withoutOvertaken(run: RunReport, { steps }: Exercise): RunReport {
  const firstChange = steps.findIndex(({ kind }) => kind !== 'observe');
  const places = new Map(steps.map(({ id }, place) => [id, place]));
  const hasChanged = run.steps.some(({ kind, points }) => kind === 'change' && points.earned > 0);
  const isOver = ({ id, verdict }: ReportedStep): boolean =>
    hasChanged && (verdict === 'failed' || verdict === 'partial') && (places.get(id) ?? Infinity) < firstChange;
  const judged = run.steps.map((step) => (isOver(step) ? leftOut(step) : step));
  return { ...run, steps: judged, score: scoreOf(judged) };
}

function leftOut(step: ReportedStep): ReportedStep {
  const over = { verdict: 'not judged', points: { earned: 0, of: 0 }, says } satisfies Partial<
    StepVerdict['expectations'][number]
  >;
  return {
    ...step,
    ...{ verdict: 'not judged', points: { earned: 0, of: 0 }, diagnoses: [] },
    expectations: step.expectations.map((one) => ({ ...one, ...over })),
    questions: step.questions.map((one) => ({ ...one, ...over, quotes: [] })),
  };
}
