/** What has to be typed to judge a step: its actions, and no look more than its expectations need. */
import type { Action, Exercise, Step } from '../lab/exercise.ts';
import type { Expectation } from '../lab/expectation.ts';
import { commandsOf } from './actions.ts';
import { distinctLooks, lookAt, type Look } from './look.ts';
import { concernedRoles } from './concerned.ts';
import { ISAKMP_POLICY, ISAKMP_SA, LOGGING, RUNNING_CONFIGURATION } from './facts/shows.ts';
import { laterConfiguration } from './transient.ts';
import { looksAround } from './verbs/counters.ts';
import { ruleOf } from './verbs/verbs.ts';

export type { Look } from './look.ts';

export interface PlannedAction {
  action: Action;
  /** The exec commands that carry it out; none for a wait. */
  commands: Look[];
  /** Looks right before and right after it, for what is counted over it. */
  before: Look[];
  after: Look[];
}

export interface Plan {
  actions: PlannedAction[];
  /** Looks when the actions are over, each command once for each role. */
  end: Look[];
}

export function planOf(exercise: Exercise, step: Step): Plan {
  return { actions: step.actions.map((action) => planned(action, step, exercise)), end: endLooks(exercise, step) };
}

function planned(action: Action, { expect }: Step, exercise: Exercise): PlannedAction {
  const around = distinctLooks(
    expect.flatMap((one) => (one.verb === 'counters' && one.arguments.over === action.id ? looksAround(one.arguments, exercise) : [])),
  ); // prettier-ignore
  return { action, commands: commandsOf(exercise, action), before: around, after: around };
}

function endLooks(exercise: Exercise, step: Step): Look[] {
  const looksOf = (one: Expectation, at: Step): Look[] => ruleOf(one.verb).looks(one.arguments, { exercise, step: at });
  const own = step.expect.flatMap((one) => looksOf(one, step));
  // Whether a state that passes is over is told by what comes after it.
  const later = laterConfiguration(exercise, step).flatMap((after) => after.expect.flatMap((one) => looksOf(one, after.step))); // prettier-ignore
  return distinctLooks([...own, ...later]);
}

/**
 * Looks that are taken once more when a step has not passed: what a diagnosis rests on, at both ends of whatever the
 * step is about.
 */
export function diagnosisLooks(exercise: Exercise, step: Step): Look[] {
  return distinctLooks(
    concernedRoles(exercise, step).flatMap((role) =>
      lookAt(role, RUNNING_CONFIGURATION, ISAKMP_POLICY, ISAKMP_SA, LOGGING),
    ),
  );
}
