import { expect, test } from 'vitest';
import { seededRandom } from '../../../src-main/base/random.ts';
import { Pace } from '../../../src-main/providers/builtin/pace.ts';
import { SimulatedNetwork } from '../../../src-main/simulator/topology/simulated-network.ts';

async function paced(): Promise<{ network: SimulatedNetwork; pace: Pace }> {
  const plan = { topology: { name: 'empty', nodes: [], links: [] }, configurations: {}, journal: {}, seed: 'pace' };
  const network = await SimulatedNetwork.start(plan, () => undefined);
  return { network, pace: new Pace(network) };
}

test('on demand, time stands still until somebody asks for it', async () => {
  const { network, pace } = await paced();
  const happened: number[] = [];
  network.clock.after(1000, () => happened.push(network.clock.now()));
  pace.wake();
  await new Promise((resolve) => setImmediate(resolve));
  expect(network.clock.now()).toBe(0);
  await pace.advance(3_600_000);
  expect(happened).toEqual([1000]);
  expect(network.clock.now()).toBe(3_600_000);
});

test('on demand, what is due now happens when somebody types', async () => {
  const { network, pace } = await paced();
  const happened = new Promise<void>((resolve) => void network.clock.after(0, resolve));
  pace.wake();
  await happened;
  expect(network.clock.now()).toBe(0);
});

test('waits that overlap end in the order of their ends', async () => {
  const { network, pace } = await paced();
  const ended: string[] = [];
  const long = pace.advance(500).then(() => ended.push(`long ${network.clock.now()}`));
  const short = pace.advance(50).then(() => ended.push(`short ${network.clock.now()}`));
  await Promise.all([long, short]);
  expect(ended).toEqual(['short 50', 'long 500']);
});

test('in real time, it follows the wall clock by its factor', async () => {
  const { network, pace } = await paced();
  pace.set({ kind: 'real-time', factor: 10_000 });
  await new Promise<void>((resolve) => void network.clock.after(20_000, resolve));
  expect(network.clock.now()).toBeGreaterThanOrEqual(20_000);
  pace.stop();
});

test('a wait that was going on when it stopped is over', async () => {
  const { pace } = await paced();
  const waiting = pace.advance(seededRandom('long').int(10) + 1);
  pace.stop();
  await waiting;
});
