/** Verdicts on a step, from what the routers printed. */
import type { Exercise, Step } from '../lab/exercise.ts';
import type { Evidence } from './evidence.ts';
import { capturesOf, type Captures } from './facts/captures.ts';
import { rounded, verdictOn, verdictsOn } from './judge-expectation.ts';
import { noAnswers, type Answers } from './questions/answers.ts';
import { judgeQuestions } from './questions/judge-questions.ts';
import { laterConfiguration } from './transient.ts';
import type { ExpectationVerdict, QuestionVerdict, StepVerdict, VerdictKind } from './verdict.ts';

export { diagnose } from './diagnose.ts';

/**
 * An expectation's points are its weight, half of it at most for those of its attributes that hold where not all do; the
 * step's points are in the same proportion. A transient step that can no longer be seen is `not judged`: 0 of 0, out of
 * the total. Questions weigh beside expectations.
 */
export function judge(
  exercise: Exercise,
  step: Step,
  evidence: readonly Evidence[],
  answers: Answers = noAnswers,
): StepVerdict {
  const captures = capturesOf(evidence);
  const expectations = verdictsOn(step.expect, { exercise, step, captures });
  const isOver = stepVerdict(expectations) !== 'passed' && hasPassedBy(exercise, step, captures);
  const questions = judgeQuestions({ exercise, step, captures }, answers);
  if (isOver) return notJudged(step, expectations, questions);
  const parts = [...expectations, ...questions];
  const points = { earned: stepPoints(step, parts), of: step.points };
  return {
    step: step.id,
    kind: step.kind,
    verdict: stepVerdict(parts),
    points,
    expectations,
    questions,
    diagnoses: [],
  };
}

function notJudged(
  step: Step,
  expectations: readonly ExpectationVerdict[],
  questions: readonly QuestionVerdict[],
): StepVerdict {
  return {
    step: step.id,
    kind: step.kind,
    verdict: 'not judged',
    points: { earned: 0, of: 0 },
    expectations: expectations.map((one) => ({ ...one, ...over })),
    questions: questions.map(({ id, answer }) => ({ id, answer, quotes: [], ...over })),
    diagnoses: [],
  };
}

const over = {
  verdict: 'not judged' as const,
  points: { earned: 0, of: 0 },
  says: 'The network has gone on from this state, so that it can no longer be seen.',
};

type Part = ExpectationVerdict | QuestionVerdict;

/**
 * `error` where all that could be read was right: what is known to be wrong is said first. Warnings decide nothing, nor
 * does what cannot be judged here and weighs nothing.
 */
function stepVerdict(all: readonly Part[]): VerdictKind {
  const required = all.filter((one) => !('level' in one));
  const parts = required.filter(({ verdict, points }) => verdict !== 'not judged' || points.of > 0);
  if (parts.length === 0 && required.length > 0) return 'not judged';
  const kinds = parts.map(({ verdict }) => verdict);
  if (kinds.every((kind) => kind === 'passed')) return 'passed';
  // What stands behind a barrier that cannot be read is as unknown as the barrier.
  const isWrong = kinds.some((kind) => kind === 'failed' || kind === 'partial');
  if (!isWrong && kinds.includes('error')) return 'error';
  return parts.some(({ points }) => points.earned > 0) ? 'partial' : 'failed';
}

function stepPoints({ points }: Step, parts: readonly Part[]): number {
  const sum = (of: (one: Part) => number): number => parts.reduce((total, one) => total + of(one), 0); // prettier-ignore
  const weight = sum((one) => one.points.of);
  return weight === 0 ? 0 : rounded((points * sum((one) => one.points.earned)) / weight);
}

function hasPassedBy(exercise: Exercise, step: Step, captures: Captures): boolean {
  return laterConfiguration(exercise, step).some(({ step: later, expect }) =>
    expect.every((one) => verdictOn(one, { exercise, step: later, captures }).verdict === 'passed'),
  );
}
