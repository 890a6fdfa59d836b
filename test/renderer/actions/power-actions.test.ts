import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { AttemptEvent, AttemptView, Laboratory } from '../../../src-main/api/contract/laboratory.ts';
import { clockActions } from '../../../src-renderer/actions/clock-actions.ts';
import { powerActions } from '../../../src-renderer/actions/power-actions.ts';
import { Attempt } from '../../../src-renderer/state/attempt.svelte.ts';
import { Notices } from '../../../src-renderer/state/notices.svelte.ts';
import { PretendAttempt } from '../pretend-attempt.ts';
import { pretendLaboratory } from '../pretend-laboratory.ts';

function anAttempt(changes: Partial<AttemptView> = {}) {
  const view = { ...new PretendAttempt({ id: 'one', isElsewhere: true }).view, ...changes };
  const power = vi.fn<Laboratory['power']>(() => Promise.resolve());
  const onAttempt = (_: string, listener: (event: AttemptEvent) => void) => {
    listener({ kind: 'view', view });
    return () => undefined;
  };
  const notices = new Notices();
  const ticks = { now: () => 0, every: () => () => undefined };
  const attempt = new Attempt('one', { ...pretendLaboratory().laboratory, onAttempt, power }, notices, ticks);
  onTestFinished(attempt.follow());
  return { attempt, power, notices };
}

describe('the power of nodes', () => {
  it('is there for each node that there is, by what it can do next', () => {
    expect(powerActions(anAttempt().attempt).map(({ title }) => title)).toEqual([
      'Start all nodes',
      'Stop all nodes…',
      'Stop R1…',
      'Start R2',
      'Start R3',
      'Start R4',
    ]);
  });

  it('is not offered where nodes cannot be started and stopped, and the clock not where time cannot be', () => {
    const { attempt } = anAttempt({ abilities: { time: true, power: false, packets: true } });
    expect(powerActions(attempt)).toEqual([]);
    expect(clockActions(attempt)).not.toEqual([]);
    expect(clockActions(anAttempt().attempt)).toEqual([]);
  });

  it.each([
    ['it is watched', { isWritable: false }],
    ['something is done', { activity: { kind: 'stopping' as const, step: undefined, says: 'R1' } }],
  ])('cannot be changed while %s, and says why', (_, changes) => {
    const actions = powerActions(anAttempt(changes).attempt);
    expect(actions.every(({ enabled, because }) => !enabled && because !== undefined)).toBe(true);
  });

  it('is taken from a node only after a question', async () => {
    const { attempt, power, notices } = anAttempt();
    powerActions(attempt)
      .find(({ id }) => id === 'power.off')
      ?.run();
    expect(attempt.toStop).toEqual(['r1']);
    attempt.leaveRunning();
    await attempt.stopAsked();
    expect(power).not.toHaveBeenCalled();
    attempt.askToStop(['r1']);
    await attempt.stopAsked();
    expect(power).toHaveBeenCalledWith('one', ['r1'], 'off');
    expect([attempt.toStop, notices.spoken]).toEqual([undefined, 'What was asked for is stopped.']);
  });

  it('is told not to have come where a node fails to start', async () => {
    const { attempt, power, notices } = anAttempt();
    power.mockRejectedValueOnce(new Error('R2: its image is missing'));
    await attempt.start(['r2']);
    expect(notices.all).toMatchObject([
      { title: 'Not everything could be started', message: 'R2: its image is missing' },
    ]);
  });
});
