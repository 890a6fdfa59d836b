/** A step whose judging came to nothing: a router could not be asked. What was seen until then is kept as evidence. */
import type { Step } from '../lab/exercise.ts';
import type { StepVerdict } from './verdict.ts';

/** @param why one sentence for people */
export function interrupted({ id, kind, points, expect, questions }: Step, why: string): StepVerdict {
  return {
    step: id,
    kind,
    verdict: 'error',
    points: { earned: 0, of: points },
    expectations: expect.map((one) => ({
      ...{ id: one.id, verb: one.verb, verdict: 'error' as const, says: why, attributes: [] },
      points: { earned: 0, of: one.points },
    })),
    questions: questions.map((one) => ({
      ...{ id: one.id, verdict: 'error' as const, says: why, answer: [], quotes: [] },
      points: { earned: 0, of: one.points },
    })),
    diagnoses: [],
  };
}
