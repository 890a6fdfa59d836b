/** What has to be typed to judge a step: its actions, and no look more than its expectations need. */
import type { Action, Exercise, Step } from '../lab/exercise.ts';
import { simpleOnes, type Simple } from '../lab/expectation.ts';
import { commandsOf } from './actions.ts';
import { debugLooks } from './debugs.ts';
import { distinctLooks, type Look } from './look.ts';
import { questionLooks } from './questions/judge-questions.ts';
import { laterConfiguration } from './transient.ts';
import { actionsOfOrder } from './verbs/order.ts';
import { ruleOf } from './verbs/verbs.ts';

export { quietingLooks } from './debugs.ts';

export { diagnosisLooks, furtherLooks } from './diagnosis/looks.ts';
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
  /** Looks before the first action: what questions are about is what the learner saw. */
  begin: Look[];
  actions: PlannedAction[];
  /** Looks when the actions are over, each command once for each role. */
  end: Look[];
}

export function planOf(exercise: Exercise, step: Step): Plan {
  return {
    begin: distinctLooks([...beginLooks(exercise, step), ...questionLooks(exercise, step)]),
    actions: step.actions.map((action) => planned(action, step, exercise)),
    end: endLooks(exercise, step),
  };
}

function planned(action: Action, step: Step, exercise: Exercise): PlannedAction {
  const over = simpleOnes(step.expect).filter((one) => restsOn(one, action));
  const around = distinctLooks(
    over.flatMap((one) => ruleOf(one.verb).around?.(one.arguments, { exercise, step }) ?? []),
  );
  return {
    action,
    commands: commandsOf(exercise, action),
    before: distinctLooks([...around, ...debugLooks(exercise, action)]),
    after: around,
  };
}

function restsOn(one: Simple, { id }: Action): boolean {
  if (one.verb === 'order') return actionsOfOrder(one.arguments).includes(id);
  return 'over' in one.arguments && one.arguments.over === id;
}

function beginLooks(exercise: Exercise, step: Step): Look[] {
  return simpleOnes(step.expect).flatMap((one) => ruleOf(one.verb).begin?.(one.arguments, { exercise, step }) ?? []);
}

function endLooks(exercise: Exercise, step: Step): Look[] {
  const looksOf = (one: Simple, at: Step): Look[] => ruleOf(one.verb).looks(one.arguments, { exercise, step: at });
  const own = simpleOnes(step.expect).flatMap((one) => looksOf(one, step));
  // Whether a state that passes is over is told by what comes after it.
  const later = laterConfiguration(exercise, step).flatMap((after) => after.expect.flatMap((one) => looksOf(one, after.step))); // prettier-ignore
  return distinctLooks([...own, ...later, ...questionLooks(exercise, step)]);
}
