/** Who does nothing at all in a lab, and answers nothing, earns next to nothing, whatever the seed has broken. */
import { describe, expect, it } from 'vitest';
import { checkStep } from '../../../src-main/engine/check-step.ts';
import { exercise, labs, onRouters } from './labs.ts';

/** Of a hundred points. What works before anybody has touched it cannot be nothing in every step. */
const most = 10;

describe('doing nothing', () => {
  it.each(labs)('earns next to nothing in %s', async (lab) => {
    const of = exercise(lab, 'idle');
    const earned = await onRouters(of, async (bench) => {
      let sum = 0;
      for (const step of of.steps) sum += (await checkStep({ bench, exercise: of, step })).points.earned;
      return sum;
    });
    expect(earned).toBeLessThanOrEqual(most);
  }, 60_000); // prettier-ignore
});
