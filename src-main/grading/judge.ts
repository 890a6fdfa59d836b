/** Verdicts on a step, from what the routers printed. */
import type { Exercise, Step } from '../lab/exercise.ts';
import type { Expectation } from '../lab/expectation.ts';
import type { Evidence } from './evidence.ts';
import { Unreadable, capturesOf, type Captures } from './facts/captures.ts';
import { laterConfiguration } from './transient.ts';
import type { ExpectationVerdict, StepVerdict, VerdictKind } from './verdict.ts';
import { allHold, type Judgement, type Scene } from './verbs/verb.ts';
import { ruleOf } from './verbs/verbs.ts';

export { diagnose } from './diagnose.ts';

/**
 * An expectation's points are its weight, in part for those of its attributes that hold; the step's points are in the
 * same proportion. A transient step that can no longer be seen is `not judged`: 0 of 0, out of
 * the total.
 */
export function judge(exercise: Exercise, step: Step, evidence: readonly Evidence[]): StepVerdict {
  const captures = capturesOf(evidence);
  const expectations = step.expect.map((one) => verdictOn(one, { exercise, step, captures }));
  const verdict = stepVerdict(expectations);
  const isOver = verdict !== 'passed' && hasPassedBy(exercise, step, captures);
  if (isOver) return notJudged(step, expectations);
  const points = { earned: stepPoints(step, expectations), of: step.points };
  return { step: step.id, kind: step.kind, verdict, points, expectations, diagnoses: [] };
}

function notJudged(step: Step, expectations: readonly ExpectationVerdict[]): StepVerdict {
  return {
    step: step.id,
    kind: step.kind,
    verdict: 'not judged',
    points: { earned: 0, of: 0 },
    expectations: expectations.map((one) => ({
      ...one,
      verdict: 'not judged',
      points: { earned: 0, of: 0 },
      says: 'The network has gone on from this state, so that it can no longer be seen.',
    })),
    diagnoses: [],
  };
}

function verdictOn(one: Expectation, scene: Scene): ExpectationVerdict {
  const base = { id: one.id, verb: one.verb };
  try {
    const judgement = ruleOf(one.verb).judge(one.arguments, scene);
    const share = shareOf(judgement);
    const points = { earned: rounded(one.points * share), of: one.points };
    return { ...base, verdict: kindOf(share), points, says: judgement.says, attributes: judgement.attributes };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ...base, verdict: 'error', points: { earned: 0, of: one.points }, says: error.message, attributes: unread(one, error) }; // prettier-ignore
  }
}

/** The line that made it unreadable, to be quoted like any other. */
function unread({ verb }: Expectation, { message, quotes }: Unreadable): ExpectationVerdict['attributes'] {
  const [first] = quotes;
  if (!first) return [];
  return [{ name: verb, role: first.role, expected: 'an answer that can be read', found: message, holds: false, quotes: [...quotes] }]; // prettier-ignore
}

function shareOf({ attributes, isFounded }: Judgement): number {
  if (allHold(attributes)) return 1;
  return isFounded ? attributes.filter(({ holds }) => holds).length / attributes.length : 0;
}

function kindOf(share: number): VerdictKind {
  if (share === 1) return 'passed';
  return share === 0 ? 'failed' : 'partial';
}

/** `error` where all that could be read was right: what is known to be wrong is said first. */
function stepVerdict(expectations: readonly ExpectationVerdict[]): VerdictKind {
  const kinds = expectations.map(({ verdict }) => verdict);
  if (kinds.every((kind) => kind === 'passed')) return 'passed';
  if (kinds.every((kind) => kind === 'passed' || kind === 'error')) return 'error';
  return expectations.some(({ points }) => points.earned > 0) ? 'partial' : 'failed';
}

function stepPoints({ points }: Step, expectations: readonly ExpectationVerdict[]): number {
  const sum = (of: (one: ExpectationVerdict) => number): number => expectations.reduce((total, one) => total + of(one), 0); // prettier-ignore
  const weight = sum((one) => one.points.of);
  return weight === 0 ? 0 : rounded((points * sum((one) => one.points.earned)) / weight);
}

function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}

function hasPassedBy(exercise: Exercise, step: Step, captures: Captures): boolean {
  return laterConfiguration(exercise, step).some(({ step: later, expect }) =>
    expect.every((one) => verdictOn(one, { exercise, step: later, captures }).verdict === 'passed'),
  );
}
