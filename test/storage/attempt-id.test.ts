import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src-main/base/random.ts';
import { attemptId } from '../../src-main/storage/attempt-id.ts';

describe('attemptId', () => {
  const random = seededRandom(1);
  const dice = (below: number): number => random.int(below);

  it('is the day in UTC and four characters that cannot be mistaken', () => {
    for (let i = 0; i < 100; i++)
      expect(attemptId(new Date('2026-11-20T23:59:59Z'), dice)).toMatch(/^2026-11-20-[2-9a-hjkmnp-tw-z]{4}$/);
  });

  it('sorts by day', () => {
    const days = ['2026-09-30', '2026-10-01', '2026-10-11', '2027-01-01'];
    const ids = days.map((day) => attemptId(new Date(day), dice));
    expect(ids.toSorted()).toEqual(ids);
  });
});
