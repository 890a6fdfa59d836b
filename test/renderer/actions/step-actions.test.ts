import { describe, expect, it, onTestFinished } from 'vitest';
import type { AttemptEvent, AttemptView } from '../../../src-main/api/contract/laboratory.ts';
import { clockActions } from '../../../src-renderer/actions/clock-actions.ts';
import { stepActions } from '../../../src-renderer/actions/step-actions.ts';
import { Attempt } from '../../../src-renderer/state/attempt.svelte.ts';
import { Dialogs } from '../../../src-renderer/state/dialogs.svelte.ts';
import { Notices } from '../../../src-renderer/state/notices.svelte.ts';
import { PretendAttempt } from '../pretend-attempt.ts';
import { pretendLaboratory } from '../pretend-laboratory.ts';
import { pretendNodes } from '../pretend-network.ts';

function anAttempt(changes: Partial<AttemptView> = {}): Attempt {
  const view = { ...new PretendAttempt({ id: 'one', passed: 1 }).view, nodes: pretendNodes('running'), ...changes };
  const onAttempt = (_: string, listener: (event: AttemptEvent) => void) => {
    listener({ kind: 'view', view });
    return () => undefined;
  };
  const ticks = { now: () => 0, every: () => () => undefined };
  const attempt = new Attempt('one', { ...pretendLaboratory().laboratory, onAttempt }, new Notices(), ticks);
  onTestFinished(attempt.follow());
  return attempt;
}

describe('what can be done with a step', () => {
  it('is offered with its cost, and per router where there is more than one', () => {
    const actions = stepActions(anAttempt(), new Dialogs());
    expect(actions.filter(({ enabled }) => enabled).map(({ title }) => title)).toEqual([
      'Check this step',
      'Take a hint (1 point)',
      'Restore to the beginning of this step…',
      'Next step',
      'Previous step',
      'Apply to R1',
      'Apply to R3',
      'Apply to all',
    ]);
  });

  it.each([
    ['it is watched', { isWritable: false }, 'Another window works on this attempt; here it can only be watched.'],
    [
      'something is under way',
      { activity: { kind: 'checking', step: 'ike-policy', says: 'show version on R1' } },
      'Wait until what is under way is done.',
    ],
    ['no router runs', { nodes: pretendNodes('stopped') }, 'The routers do not run yet.'],
  ] satisfies [string, Partial<AttemptView>, string][])(
    'says why nothing can be done while %s',
    (_, changes, because) => {
      const attempt = anAttempt(changes);
      const check = stepActions(attempt, new Dialogs()).find(({ id }) => id === 'step.check');
      expect(check).toMatchObject({ enabled: false, because });
      expect(clockActions(attempt).every(({ enabled }) => !enabled)).toBe(true);
    },
  );

  it('is nothing where there are no steps', () => {
    expect(stepActions(anAttempt({ steps: [] }), new Dialogs())).toEqual([]);
  });
});
