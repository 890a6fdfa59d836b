/** A hub with 999 spokes that all bring up a tunnel to it: processor time and memory of the simulator alone. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { importTopology } from '../../src-main/importers/import.ts';
import { simulatorInWorker } from '../../src-main/providers/builtin/simulator-in-worker.ts';
import { SimulatedNetwork, type NetworkPlan } from '../../src-main/simulator/topology/simulated-network.ts';
import type { Figure } from './figure.ts';
import { hubAndSpokes } from './topologies.ts';

const builtWorker = new URL('../../dist/main/simulator.js', import.meta.url);
const spokes = 999;
/** Virtual milliseconds in which every tunnel has long been up. */
const enough = 60_000;

export async function hubAndSpoke(): Promise<Figure[]> {
  const { service, end } = simulatorInWorker(builtWorker);
  await service.start(planOf(1));
  await service.stop();
  const plan = planOf(spokes);
  const before = process.memoryUsage().rss;
  const began = process.cpuUsage();
  const { shortfalls } = await service.start(plan);
  if (shortfalls.length > 0) throw new Error(`not understood: ${JSON.stringify(shortfalls[0])}`);
  const idle = process.memoryUsage().rss;
  const boot = secondsSince(began);
  await service.advance(enough);
  const spent = secondsSince(began);
  const memory = process.memoryUsage().rss;
  const { ikev1_decryption_table: keys = '' } = await service.wiresharkKeys();
  const agreed = keys.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
  await service.stop();
  end();
  if (agreed < spokes) throw new Error(`${agreed} of ${spokes} tunnels came up`);
  const note = `group 14, AES-128, SHA-1; of it ${boot.toPrecision(3)} s to boot`;
  return [
    { name: `${spokes + 1} routers, ${spokes} tunnels up`, value: spent, target: 10, unit: 's CPU', note },
    { name: 'they hold', value: (memory - before) / 1_048_576, target: 1024, unit: 'MB' },
    {
      name: 'an idle router holds',
      value: (idle - before) / 1024 / (spokes + 1),
      target: 250,
      unit: 'kB',
      note: 'a share of what the process holds more than with two routers, before the first packet; garbage is in it',
    },
    { name: 'of it live', value: await liveMemory(), target: 250, unit: 'kB', note: 'on the heap, after a collection' },
  ];
}

function planOf(count: number): NetworkPlan {
  const { topology } = importTopology({ name: 'hub.yaml', text: hubAndSpokes(count) });
  return { topology, configurations: {}, seed: 'bench', journal: {} };
}

/** The same routers in this process, where the heap can be looked at: a share of each in kB. */
async function liveMemory(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const plan = planOf(spokes);
  const kept = [await SimulatedNetwork.start(planOf(1), () => undefined)];
  collect();
  const before = process.memoryUsage().heapUsed;
  kept.push(await SimulatedNetwork.start(plan, () => undefined));
  collect();
  const bytes = process.memoryUsage().heapUsed - before;
  const routers = kept.reduce((sum, { devices }) => sum + devices.size, -2);
  return bytes / 1024 / routers;
}

function secondsSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}
