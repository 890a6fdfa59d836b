/** What a learner has earned: the best verdict of every step, less what the hints cost. */
import type { AttemptSummary, Points } from '../api/contract/laboratory.ts';
import type { Exercise, Step } from '../lab/exercise.ts';
import type { Attempt } from '../storage/attempts.ts';
import type { TakenHint } from '../storage/hints.ts';
import type { Standing } from '../storage/verdicts.ts';
import { placeView } from './place-view.ts';

export interface Course {
  standings: readonly Standing[];
  hints: readonly TakenHint[];
}

/** Verdicts that were earned stay: a step that has once passed counts, whatever the routers show later. */
export function pointsOfStep(step: Step, { standings, hints }: Course): Points {
  const best = standings.find((standing) => standing.step === step.id)?.best.verdict;
  const costs = hints
    .filter((taken) => taken.step === step.id)
    .reduce((sum, { hint }) => sum + (step.hints[hint]?.cost ?? 0), 0);
  return { earned: Math.max(0, (best?.points.earned ?? 0) - costs), of: step.points };
}

export function pointsOf({ steps }: Exercise, course: Course): Points {
  const all = steps.map((step) => pointsOfStep(step, course));
  const sum = (key: keyof Points): number => Math.round(all.reduce((total, one) => total + one[key], 0) * 100) / 100;
  return { earned: sum('earned'), of: sum('of') };
}

export function summaryOf(
  attempt: Attempt,
  title: string,
  exercise: Exercise | undefined,
  course: Course,
): AttemptSummary {
  const { id, lab, created, lastUsed } = attempt;
  const isPassed = (step: Step): boolean =>
    course.standings.some((standing) => standing.step === step.id && standing.best.verdict.verdict === 'passed');
  return {
    id,
    lab: exercise ? lab : undefined,
    title,
    createdAt: created,
    usedAt: lastUsed,
    points: exercise ? pointsOf(exercise, course) : { earned: 0, of: 0 },
    passed: exercise?.steps.filter(isPassed).length ?? 0,
    steps: exercise?.steps.length ?? 0,
    place: placeView(attempt.place),
  };
}
