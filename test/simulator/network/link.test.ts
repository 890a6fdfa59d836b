import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../src-main/base/random.ts';
import type { LinkConditions } from '../../../src-main/simulator/network/link-conditions.ts';
import { Link } from '../../../src-main/simulator/network/link.ts';
import { VirtualClock } from '../../../src-main/simulator/network/virtual-clock.ts';

/** Sends `count` frames a millisecond apart, each with its number in it; what arrives when. */
function sendAll(
  conditions: Partial<LinkConditions>,
  count: number,
  { length = 100, seed = 'link' }: { length?: number; seed?: string } = {},
): { number: number; time: number }[] {
  const clock = new VirtualClock();
  const link = new Link(clock, { random: seededRandom(seed) });
  link.conditions = { ...link.conditions, ...conditions };
  const arrived: { number: number; time: number }[] = [];
  link.b.onFrame = (frame) => arrived.push({ number: new DataView(frame.buffer).getUint32(0), time: clock.now() });
  for (let number = 0; number < count; number++) {
    clock.runUntil(number);
    const frame = new Uint8Array(length);
    new DataView(frame.buffer).setUint32(0, number);
    link.a.send(frame);
  }
  clock.runUntil(count + 10_000);
  return arrived;
}

describe('a link', () => {
  test('delivers every frame in order after its delay', () => {
    expect(sendAll({ delay: 20 }, 3)).toEqual([
      { number: 0, time: 20 },
      { number: 1, time: 21 },
      { number: 2, time: 22 },
    ]);
  });

  test('loses as many of a hundred as it is told, the same ones for the same seed', () => {
    const arrived = sendAll({ loss: 10 }, 10_000);
    expect(arrived.length).toBeGreaterThan(8900);
    expect(arrived.length).toBeLessThan(9100);
    expect(sendAll({ loss: 10 }, 10_000)).toEqual(arrived);
    expect(sendAll({ loss: 10 }, 10_000, { seed: 'other' })).not.toEqual(arrived);
  });

  test('delivers some twice', () => {
    const arrived = sendAll({ duplication: 50 }, 1000);
    expect(arrived.length).toBeGreaterThan(1400);
    expect(arrived.length).toBeLessThan(1600);
    expect(new Set(arrived.map(({ number }) => number)).size).toBe(1000);
  });

  test('lets frames change places when they are delayed unevenly, or go ahead', () => {
    const isInOrder = (frames: { number: number }[]): boolean =>
      frames.every(({ number }, index) => index === 0 || number > (frames[index - 1]?.number ?? 0));
    expect(isInOrder(sendAll({ delay: 20, jitter: 0 }, 100))).toBe(true);
    expect(isInOrder(sendAll({ delay: 20, jitter: 10 }, 100))).toBe(false);
    expect(isInOrder(sendAll({ delay: 20, reordering: 10 }, 100))).toBe(false);
    expect(sendAll({ delay: 20, jitter: 10 }, 100)).toHaveLength(100);
  });

  test('carries no more than its bandwidth, and drops what would wait for more than a second', () => {
    // 1000 bytes at 800 kbit/s take ten milliseconds each; one comes every millisecond.
    const arrived = sendAll({ delay: 0, bandwidth: 800 }, 500, { length: 1000 });
    expect(arrived[0]?.time).toBe(10);
    expect(arrived[9]?.time).toBe(100);
    expect(arrived.length).toBeGreaterThan(100);
    expect(arrived.length).toBeLessThan(160);
  });

  test('that is shut down carries nothing, and says nothing', () => {
    expect(sendAll({ isShutdown: true }, 10)).toEqual([]);
  });
});
