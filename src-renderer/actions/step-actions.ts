/** What can be done with the step that is shown. */
import type { StepView } from '../../src-main/api/contract/laboratory.ts';
import type { Attempt } from '../state/attempt.svelte.ts';
import type { Dialogs } from '../state/dialogs.svelte.ts';
import type { UserAction } from '../ui/user-action.ts';

export function stepActions(attempt: Attempt, dialogs: Dialogs): UserAction[] {
  const { step } = attempt;
  return step ? [...judging(attempt, step, dialogs), ...moving(attempt), ...typing(attempt, step)] : [];
}

function judging(attempt: Attempt, step: StepView, dialogs: Dialogs): UserAction[] {
  const group = 'Step';
  const because = whyNot(attempt);
  const { left, nextCost } = step.hints;
  return [
    {
      ...{ id: 'step.check', title: 'Check this step', group, shortcut: 'Mod+Enter', ...doable(because) },
      run: () => void attempt.check(step),
    },
    {
      ...{ id: 'step.hint', title: hintTitle(nextCost), group, shortcut: 'Alt+H' },
      ...doable(because ?? (left > 0 ? undefined : 'There are no more hints.')),
      run: () => void attempt.hint(step),
    },
    {
      ...{ id: 'step.restore', title: 'Restore to the beginning of this step…', group },
      ...doable(because ?? (step.checkpoint ? undefined : 'This step has no checkpoint.')),
      run: () => dialogs.set('restore', true),
    },
  ];
}

function moving(attempt: Attempt): UserAction[] {
  const { next, previous } = attempt;
  const group = 'Step';
  return [
    {
      ...{ id: 'step.next', title: 'Next step', group, shortcut: 'Alt+ArrowDown' },
      ...doable(next ? undefined : 'This is the last step.'),
      run: () => next && void attempt.choose(next.id),
    },
    {
      ...{ id: 'step.previous', title: 'Previous step', group, shortcut: 'Alt+ArrowUp' },
      ...doable(previous ? undefined : 'This is the first step.'),
      run: () => previous && void attempt.choose(previous.id),
    },
  ];
}

function typing(attempt: Attempt, step: StepView): UserAction[] {
  const roles = step.commands.map(({ role }) => role);
  const shared = { group: 'Step', ...doable(whyNot(attempt)) };
  const each = roles.map((role) => ({
    ...{ id: `step.apply.${role}`, title: `Apply to ${role}`, ...shared },
    run: () => void attempt.apply(step, [role]),
  }));
  const all = {
    ...{ id: 'step.apply', title: 'Apply to all', ...shared },
    run: () => void attempt.apply(step, roles),
  };
  return roles.length > 1 ? [...each, all] : each;
}

/** Why nothing can be done with the routers now. */
export function whyNot(attempt: Attempt): string | undefined {
  if (!attempt.isWritable) return 'Another window works on this attempt; here it can only be watched.';
  if (attempt.isBusy) return 'Wait until what is under way is done.';
  return attempt.isRunning ? undefined : 'The routers do not run yet.';
}

export function doable(because: string | undefined): Pick<UserAction, 'enabled' | 'because'> {
  return because === undefined ? { enabled: true } : { enabled: false, because };
}

function hintTitle(cost: number | undefined): string {
  if (!cost) return 'Take a hint';
  return `Take a hint (${cost} ${cost === 1 ? 'point' : 'points'})`;
}
