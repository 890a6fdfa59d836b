/**
 * What a negotiation costs: processor time of two peers that come to an agreement, against that of the bare primitives
 * of one. And what it costs with all that surrounds it, between routers of a network: links, ARP, IP, UDP, the
 * associations and their flows, logs, keys for captures.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { importTopology } from '../../src-main/importers/import.ts';
import { simulatorInWorker } from '../../src-main/providers/builtin/simulator-in-worker.ts';
import type { SimulatorService } from '../../src-main/providers/builtin/simulator-service.ts';
import { bareNegotiations, type Variant } from './bare-negotiation.ts';
import { median, type Figure } from './figure.ts';
import { benchFolder } from './program.ts';
import { pairsWithTunnels } from './topologies.ts';

/** As it is in the product: what runs the sources here would add its own cost to every function. */
const builtWorker = new URL('../../dist/main/simulator.js', import.meta.url);

const pairs = 100;
const rounds = 5;
/**
 * The first rounds are for the compiler, which goes on for thousands of negotiations: the first hundred cost twice as
 * much as those that are counted. What a process pays that makes only a thousand is in hub-and-spoke.ts.
 */
const warmUp = 30;
/** Virtual milliseconds in which every pair has long agreed. */
const enough = 20_000;

const variants: readonly Variant[] = [
  { version: 1, group: 2 },
  { version: 1, group: 14 },
  { version: 2, group: 2 },
  { version: 2, group: 14 },
];

type Negotiate = (variant: Variant, seed: string) => void;

export async function negotiation(): Promise<Figure[]> {
  const negotiate = await builtPeers();
  const { service, end } = simulatorInWorker(builtWorker);
  const figures: Figure[] = [];
  for (const variant of variants) figures.push(...(await measured({ negotiate, service }, variant)));
  end();
  return figures;
}

/** Built like the product: what runs the sources here would add its own cost to every function. */
async function builtPeers(): Promise<Negotiate> {
  const entry = path.resolve(import.meta.dirname, 'ike-peers.ts');
  const outDir = path.join(benchFolder, 'ike-peers');
  const output = { entryFileNames: 'peers.mjs' };
  await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true },
    build: { ssr: true, outDir, target: 'node20', rolldownOptions: { input: entry, output } },
  });
  const module = (await import(pathToFileURL(path.join(outDir, 'peers.mjs')).href)) as { negotiate: Negotiate };
  return module.negotiate;
}

interface Subjects {
  negotiate: Negotiate;
  service: SimulatorService;
}

async function measured({ negotiate, service }: Subjects, variant: Variant): Promise<Figure[]> {
  const alone = (round: number): void => {
    for (let pair = 0; pair < pairs; pair++) negotiate(variant, `${round} ${pair}`);
  };
  const bare = (): void => bareNegotiations(pairs, variant);
  const costs: Record<'bare' | 'alone' | 'routers', number[]> = { bare: [], alone: [], routers: [] };
  for (let round = 0; round < warmUp; round++) {
    bare();
    alone(round);
    await live(service, variant, true);
  }
  for (let round = 0; round < rounds; round++) {
    costs.bare.push(costOf(bare));
    costs.alone.push(costOf(() => alone(warmUp + round)));
    const idle = await live(service, variant, false);
    costs.routers.push((await live(service, variant, true)) - idle);
  }
  return figuresOf(variant, costs);
}

function figuresOf({ version, group }: Variant, costs: Record<'bare' | 'alone' | 'routers', number[]>): Figure[] {
  const [floor, alone, routers] = [median(costs.bare), median(costs.alone), median(costs.routers)];
  const name = `IKEv${version}, group ${group}`;
  const note = `median of ${rounds} times ${pairs}, after ${warmUp * pairs} others; AES-128, SHA-1`;
  const between = 'a negotiation between routers of a network, less what these cost that do not negotiate';
  return [
    { name: `${name}: the bare primitives of a negotiation`, value: floor, target: Infinity, unit: 'ms CPU', note },
    { name: 'a negotiation of two peers', value: alone, target: Infinity, unit: 'ms CPU' },
    { name: 'ratio', value: alone / floor, target: 1.7, unit: 'x' },
    { name: between, value: routers, target: Infinity, unit: 'ms CPU' },
    { name: 'ratio with all that routers do for it', value: routers / floor, target: 1.7, unit: 'x' },
  ];
}

function costOf(work: () => void): number {
  const began = process.cpuUsage();
  work();
  return milliseconds(process.cpuUsage(began)) / pairs;
}

/** Milliseconds of processor time for each pair, from the start of its routers until it has long agreed. */
async function live(service: SimulatorService, variant: Variant, isProtected: boolean): Promise<number> {
  const text = pairsWithTunnels(pairs, { ...variant, isProtected });
  const { topology } = importTopology({ name: 'pairs.yaml', text });
  const { shortfalls } = await service.start({ topology, configurations: {}, seed: 'bench', journal: {} });
  if (shortfalls.length > 0) throw new Error(`not understood: ${JSON.stringify(shortfalls[0])}`);
  const began = process.cpuUsage();
  await service.advance(enough);
  const spent = milliseconds(process.cpuUsage(began));
  const { esp_sa: keys = '' } = await service.wiresharkKeys();
  const associations = keys.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
  await service.stop();
  if (isProtected && associations < 2 * pairs)
    throw new Error(`${associations / 2} of ${pairs} pairs came to an agreement`);
  return spent / pairs;
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}
