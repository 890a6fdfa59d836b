/** Whatever is typed, a device goes on: nothing is thrown, the clock does not hang, and a prompt comes back. */
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src-main/base/random.ts';
import { SimulatedNetwork } from '../../../src-main/simulator/topology/simulated-network.ts';
import { kinds, topologyOf } from './kinds.ts';
import { lineOf } from './lines.ts';
import { Typist } from './typist.ts';

const runs = Number(process.env['QUICKMODE_RUNS'] ?? 40);
const linesInARun = 250;

describe.each(kinds)('whatever is typed on $name', (kind) => {
  it(`leaves it with a prompt, ${runs} times ${linesInARun} lines`, { timeout: 120_000 }, async () => {
    for (let run = 0; run < runs; run++) {
      const seed = `${kind.name} ${run}`;
      const random = seededRandom(seed);
      const plan = { topology: topologyOf(kind), configurations: {}, journal: {}, seed };
      const network = await SimulatedNetwork.start(plan, () => undefined);
      const device = network.devices.get('n');
      if (!device) throw new Error(`${kind.name} does not run`);
      const typist = new Typist(network, device);
      await typist.type('\r\r');
      const typed: string[] = [];
      for (let i = 0; i < linesInARun; i++) {
        const line = i % 10 === 0 ? 'configure terminal' : lineOf(random, kind.syntaxes);
        typed.push(line);
        await typist.type(`${line}\r`);
      }
      expect(await typist.isAtPrompt(), `seed ${seed}, after ${JSON.stringify(typed.slice(-5))}: ${typist.tail}`).toBe(
        true,
      );
    }
  });
});
