/** What every run must come to; each of the files beside this one has a way of keying. */
import { describe, expect, it } from 'vitest';
import { associationsOf, exchange, pairsOf, settle, stateOf, trouble, twoRouters, type Keying } from './two-routers.ts';

/** So many pings, 2 s apart, bring a tunnel up between two ends that have nothing. */
const patience = 12;

function expectOneState(keying: Keying, seed: string): void {
  const pair = twoRouters(keying, seed);
  const { a, b, clock } = pair;
  trouble(pair);
  settle(pair);
  for (const from of [a, b]) {
    const outcomes = Array.from({ length: patience }, () => exchange(pair, from)());
    expect(outcomes.at(-1), `${seed}: data from ${from === a ? 'A' : 'B'}`).toBe(true);
  }
  // What was replaced receives for a while; a renewal may have begun just now.
  for (let i = 0; i === 0 || (i < 3 && pairsOf(a).length > 1); i++) clock.runUntil(clock.now() + 40_000);
  expect([seed, ...stateOf(a, false)]).toEqual([seed, ...stateOf(b, true)]);
  expect([seed, pairsOf(a).length]).toEqual([seed, 1]);
  expect([seed, a.ipsec.ikev2.associations.length <= 1, a.ipsec.flows[0]?.waiting]).toEqual([seed, true, undefined]);
  for (const one of [a, b]) {
    one.crypto.isIsakmpEnabled = false;
    one.ipsec.clear();
  }
  clock.runUntil(clock.now() + 600_000);
  expect([seed, ...associationsOf(a), ...associationsOf(b), ...pairsOf(a), ...pairsOf(b)]).toEqual([seed]);
  expect([seed, clock.nextAt]).toEqual([seed, undefined]);
}

export function describeCollisions(keying: Keying, runs: number): void {
  const first = Number(process.env['QUICKMODE_FROM'] ?? 0);
  const count = Number(process.env['QUICKMODE_RUNS'] ?? runs);
  describe(`two routers with ${keying}, over a cable that loses, doubles and reorders`, () => {
    it(`end in one state and leave nothing behind, ${count} times`, { timeout: 600_000 }, () => {
      for (let i = first; i < first + count; i++) expectOneState(keying, `${keying} ${i}`);
    });
  });
}
