import { describe, expect, it } from 'vitest';
import { TrafficRate } from '../../../src-main/simulator/router/traffic-rate.ts';

describe('the rate of traffic', () => {
  it('comes near to what has passed steadily for long', () => {
    const rate = new TrafficRate();
    for (let time = 0; time <= 3_600_000; time += 100) rate.count(125, time);
    const { bits, packets } = rate.at(3_600_000);
    expect(bits).toBeCloseTo(10_000, -2);
    expect(packets).toBeCloseTo(10, 1);
  });

  it('fades to less than half in five minutes, and nothing is no traffic', () => {
    const rate = new TrafficRate();
    expect(rate.at(1000)).toEqual({ bits: 0, packets: 0 });
    rate.count(300_000, 2000);
    expect(rate.at(2000).bits).toBe(8000);
    expect(rate.at(302_000).bits).toBeCloseTo(8000 / Math.E, 3);
  });
});
