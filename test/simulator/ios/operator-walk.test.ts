import { describe, expect, it } from 'vitest';
import { OperatorWalk, walkKinds } from './operator-walk.ts';

/** More of them: QUICKMODE_RUNS, from QUICKMODE_FROM on. */
const first = Number(process.env['QUICKMODE_FROM'] ?? 0);
const runs = Number(process.env['QUICKMODE_RUNS'] ?? 2);

describe.each(walkKinds)('two routers with %s', (kind) => {
  it('agree, and let traffic through, a quiet hour after whatever an operator has done and undone', async () => {
    for (let seed = first; seed < first + runs; seed++) {
      const walk = await OperatorWalk.between(kind, `${kind} ${seed}`);
      await walk.run();
      const about = [seed, ...walk.story];
      expect([...about, walk.traffic(3600)]).toEqual([...about, [true, true]]);
      // What was replaced just now is still there for a while, and a renewal may be under way.
      for (let i = 0; i < 3 && walk.states()[0]?.join() !== walk.states()[1]?.join(); i++) walk.traffic(40);
      const [west, east] = walk.states();
      expect([...about, ...(west ?? [])]).toEqual([...about, ...(east ?? [])]);
    }
  }, 120_000);
});
