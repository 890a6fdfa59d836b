import { describe, expect, it } from 'vitest';
import { GraderPool } from '../../../src-main/engine/graders/grader-pool.ts';
import type { Grader, GraderService } from '../../../src-main/engine/graders/grader-service.ts';

/** Graders that are told apart by what they are, and do nothing. */
function crew(): { start: () => Grader; started: { isLost: boolean; isEnded: boolean }[] } {
  const started: { isLost: boolean; isEnded: boolean }[] = [];
  const start = (): Grader => {
    const state = { isLost: false, isEnded: false };
    started.push(state);
    return { service: {} as GraderService, isLost: () => state.isLost, end: () => void (state.isEnded = true) };
  };
  return { start, started };
}

/** A piece of work that ends when it is told to. */
function work(): { run: () => Promise<string>; end: () => void } {
  let end = (): void => undefined;
  const ended = new Promise<string>((resolve) => {
    end = () => resolve('done');
  });
  return { run: () => ended, end: () => end() };
}

describe('graders that are used again', () => {
  it('are no more than were asked for, and serve those who wait in their order', async () => {
    const { start, started } = crew();
    const pool = new GraderPool(start, 1);
    const order: number[] = [];
    const all = [1, 2, 3].map((number) => pool.use(() => Promise.resolve(order.push(number))));
    await Promise.all(all);
    expect(order).toEqual([1, 2, 3]);
    expect(started).toHaveLength(1);
  });

  it('are replaced when they are lost', async () => {
    const { start, started } = crew();
    const pool = new GraderPool(start, 1);
    const lost = pool.use(() => {
      Object.assign(started[0] ?? {}, { isLost: true });
      return Promise.reject(new Error('lost'));
    });
    const next = pool.use(() => Promise.resolve('done'));
    await expect(lost).rejects.toThrow('lost');
    await expect(next).resolves.toBe('done');
    expect(started).toHaveLength(2);
  });

  it('are not started any more once they were sent away, whoever waits', async () => {
    const { start, started } = crew();
    const pool = new GraderPool(start, 1);
    const { run, end } = work();
    const first = pool.use(run);
    const waiting = pool.use(() => Promise.resolve('never'));
    pool.close();
    await expect(waiting).rejects.toMatchObject({ code: 'graders-ended' });
    Object.assign(started[0] ?? {}, { isLost: true });
    end();
    await first;
    await expect(pool.use(() => Promise.resolve('never'))).rejects.toMatchObject({ code: 'graders-ended' });
    expect(started).toEqual([{ isLost: true, isEnded: true }]);
  });

  it('tell everybody who waits when no more of them can be started', async () => {
    const { start, started } = crew();
    const pool = new GraderPool(() => {
      if (started.length > 0) throw new Error('no thread is left');
      return start();
    }, 1);
    const { run, end } = work();
    const first = pool.use(run);
    const others = [1, 2].map(() => pool.use(() => Promise.resolve('never')));
    const told = Promise.allSettled(others);
    Object.assign(started[0] ?? {}, { isLost: true });
    end();
    await first;
    expect((await told).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
