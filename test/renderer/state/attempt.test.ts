import { describe, expect, it, onTestFinished } from 'vitest';
import type { AttemptEvent, AttemptView, Laboratory } from '../../../src-main/api/contract/laboratory.ts';
import { Attempt } from '../../../src-renderer/state/attempt.svelte.ts';
import { Notices } from '../../../src-renderer/state/notices.svelte.ts';
import { PretendAttempt } from '../pretend-attempt.ts';
import { pretendLaboratory } from '../pretend-laboratory.ts';
import { pretendNodes } from '../pretend-network.ts';
import { failedVerdict, passedVerdict } from '../pretend-verdicts.ts';

/** An attempt that is told by hand what the engine would tell it. */
function followed(view: Partial<AttemptView> = {}, changes: Partial<Laboratory> = {}) {
  const notices = new Notices();
  let tell: (event: AttemptEvent) => void = () => undefined;
  let tick: () => void = () => undefined;
  let now = 0;
  const whole = { ...new PretendAttempt({ id: 'one' }).view, nodes: pretendNodes('running'), ...view };
  const laboratory: Laboratory = {
    ...pretendLaboratory().laboratory,
    onAttempt: (_, listener) => {
      tell = listener;
      return () => undefined;
    },
    select: () => Promise.resolve(),
    ...changes,
  };
  const ticks = {
    now: () => now,
    every: (_: number, run: () => void) => {
      tick = run;
      return () => undefined;
    },
  };
  const attempt = new Attempt('one', laboratory, notices, ticks);
  onTestFinished(attempt.follow());
  tell({ kind: 'view', view: whole });
  return {
    ...{ attempt, notices, whole },
    tell: (event: AttemptEvent) => tell(event),
    pass: (milliseconds: number) => {
      now += milliseconds;
      tick();
    },
  };
}

describe('an attempt in the window', () => {
  it('is at the step where the engine has the learner, until one is chosen', async () => {
    const chosen: string[] = [];
    const { attempt, tell, whole } = followed({}, { select: (_, step) => Promise.resolve(void chosen.push(step)) });
    expect(attempt.step?.id).toBe('observe-gre');
    expect([attempt.previous?.id, attempt.next?.id]).toEqual([undefined, 'ike-policy']);
    tell({ kind: 'view', view: { ...whole, current: 'ike-policy' } });
    expect(attempt.step?.id).toBe('ike-policy');
    await attempt.choose('verify');
    expect([attempt.step?.id, attempt.next]).toEqual(['verify', undefined]);
    expect(chosen).toEqual(['verify']);
  });

  it('keeps an answer that is still being typed before the step is checked', async () => {
    const calls: string[] = [];
    const { attempt, whole } = followed(
      {},
      {
        answerQuestion: (_, step, question, values) => Promise.resolve(void calls.push(`${step} ${question} ${values.join()}`)),
        check: (_, step) => {
          calls.push(`check ${step}`);
          return Promise.resolve(passedVerdict(step, 'observe', 5));
        },
      },
    ); // prettier-ignore
    const step = whole.steps.find(({ id }) => id === 'verify');
    if (!step) throw new Error('there is such a step');
    attempt.typeAnswer(step, 'spi', ' 0x1 ');
    await attempt.check(step);
    attempt.typeAnswer(step, 'spi', '0x2');
    await attempt.answer(step, 'spi', ['0x2']);
    await attempt.check(step);
    expect(calls).toEqual(['verify spi 0x1', 'check verify', 'verify spi 0x2', 'check verify']);
  });

  it('can be looked through without telling the engine when it can only be watched', async () => {
    const { attempt } = followed({ isWritable: false }, { select: () => Promise.reject(new Error('not allowed')) });
    await attempt.choose('verify');
    expect(attempt.step?.id).toBe('verify');
  });

  it('stays at a step that was checked, so that its verdict can be read, though the engine goes on', async () => {
    const { attempt, tell, whole, notices } = followed({}, { check: () => Promise.resolve(failedVerdict()) });
    const { step } = attempt;
    if (!step) throw new Error('no step');
    await attempt.check(step);
    tell({ kind: 'view', view: { ...whole, current: 'ike-policy' } });
    expect(attempt.step?.id).toBe(step.id);
    expect(attempt.checks).toBe(1);
    expect(notices.spoken).toBe(
      'Look at the tunnel as it is: Not yet right, 2 of 15 points. The pre-shared keys differ.',
    );
  });

  it('shows why a check failed, and can be checked again', async () => {
    let tries = 0;
    const check = () =>
      ++tries === 1 ? Promise.reject(new Error('R3 does not answer.')) : Promise.resolve(failedVerdict());
    const { attempt, notices } = followed({}, { check });
    const { step } = attempt;
    if (!step) throw new Error('no step');
    expect(await attempt.check(step)).toBeUndefined();
    expect(notices.all).toMatchObject([{ title: 'The step could not be checked', message: 'R3 does not answer.' }]);
    expect(attempt.isBusy).toBe(false);
    expect(await attempt.check(step)).toBeDefined();
  });

  it('does one thing with the routers at a time', async () => {
    let finish: () => void = () => undefined;
    const { attempt } = followed({}, { restore: () => new Promise((resolve) => (finish = resolve)) });
    const { step } = attempt;
    if (!step) throw new Error('no step');
    const restoring = attempt.restore(step);
    expect(attempt.isBusy).toBe(true);
    expect(await attempt.check(step)).toBeUndefined();
    finish();
    await restoring;
    expect(attempt.isBusy).toBe(false);
  });

  it('lets the clock of the routers run on between two views, as fast as they do', () => {
    const { attempt, pass, tell, whole } = followed({ clock: { now: 60_000, factor: 10 } });
    pass(2000);
    expect(attempt.deviceTime).toBe(80_000);
    tell({ kind: 'view', view: { ...whole, clock: { now: 100_000, factor: 1 } } });
    expect(attempt.deviceTime).toBe(100_000);
    tell({ kind: 'view', view: { ...whole, nodes: pretendNodes('stopped'), clock: { now: 100_000, factor: 1 } } });
    pass(5000);
    expect(attempt.deviceTime).toBe(100_000);
  });

  it('keeps what it showed when it cannot go on, and says why', () => {
    const { attempt, tell } = followed();
    tell({ kind: 'failed', message: 'The disk is full.', diagnostics: [] });
    expect(attempt.failure?.message).toBe('The disk is full.');
    expect(attempt.view).toBeDefined();
  });
});
