import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../src-main/simulator/network/virtual-clock.ts';

describe('the virtual clock', () => {
  it('stands still until it is moved', () => {
    const clock = new VirtualClock();
    let ran = false;
    clock.after(0, () => (ran = true));
    expect([clock.now(), ran]).toEqual([0, false]);
    clock.runUntil(0);
    expect(ran).toBe(true);
  });

  it('runs events in the order of their time, and those of one instant in the order in which they were asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 60 }), (delays) => {
        const clock = new VirtualClock();
        const ran: number[] = [];
        delays.forEach((delay, index) => clock.after(delay, () => ran.push(index)));
        clock.runUntil(100);
        const expected = delays
          .map((delay, index) => ({ delay, index }))
          .sort((a, b) => a.delay - b.delay || a.index - b.index);
        expect(ran).toEqual(expected.map(({ index }) => index));
        expect(clock.now()).toBe(100);
      }),
    );
  });

  it('runs what an event asks for in its own turn', () => {
    const clock = new VirtualClock();
    const seen: number[] = [];
    clock.after(10, () => clock.after(5, () => seen.push(clock.now())));
    clock.runUntil(14);
    expect(seen).toEqual([]);
    clock.runUntil(20);
    expect(seen).toEqual([15]);
  });

  it('forgets what is stopped, also after it has run', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(50), fc.boolean()), { maxLength: 400 }), (plans) => {
        const clock = new VirtualClock();
        const ran = new Set<number>();
        const stops = plans.map(([delay], index) => clock.after(delay, () => ran.add(index)));
        plans.forEach(([, stopped], index) => stopped && stops[index]?.());
        clock.runUntil(100);
        stops.forEach((stop) => stop());
        expect([...ran].sort((a, b) => a - b)).toEqual(plans.flatMap(([, stopped], index) => (stopped ? [] : [index])));
        expect(clock.nextAt).toBeUndefined();
      }),
    );
  });

  it('wakes a sleeper at its time', async () => {
    const clock = new VirtualClock();
    const slept = clock.sleep(1000).then(() => clock.now());
    clock.runUntil(5000);
    expect(await slept).toBe(5000);
  });
});
