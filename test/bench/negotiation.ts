/**
 * What a negotiation costs: processor time of two peers that come to an agreement, against that of the bare primitives
 * of one. And what it costs with all that surrounds it, between routers of a network: links, ARP, IP, UDP, the
 * associations and their flows, logs, keys for captures; less what the same routers cost that do not negotiate. Both for
 * many pairs at once, which take turns at every message, and for one pair after another: neither stands for the other.
 */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { simulatorInWorker } from '../../src-main/providers/builtin/simulator-in-worker.ts';
import type { SimulatorService } from '../../src-main/providers/builtin/simulator-service.ts';
import { bareNegotiations, type Variant } from './bare-negotiation.ts';
import { median, type Figure } from './figure.ts';
import { costOfPairs, milliseconds, pairs, type Way } from './pairs.ts';
import { benchFolder } from './program.ts';

/** As it is in the product: what runs the sources here would add its own cost to every function. */
const builtWorker = new URL('../../dist/main/simulator.js', import.meta.url);

const rounds = 5;
/**
 * The first rounds are for the compiler, which goes on for thousands of negotiations: the first hundred cost twice as
 * much as those that are counted. What a process pays that makes only a thousand is in hub-and-spoke.ts.
 */
const warmUp = 30;
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

/** Of one negotiation, by the rounds that count. */
interface Costs {
  bare: number[];
  alone: number[];
  atOnce: number[];
  inTurn: number[];
}

async function measured({ negotiate, service }: Subjects, variant: Variant): Promise<Figure[]> {
  const alone = (round: number): void => {
    for (let pair = 0; pair < pairs; pair++) negotiate(variant, `${round} ${pair}`);
  };
  const bare = (): void => bareNegotiations(pairs, variant);
  const costs: Costs = { bare: [], alone: [], atOnce: [], inTurn: [] };
  for (let round = 0; round < warmUp; round++) {
    bare();
    alone(round);
    await costOfPairs(service, variant, { way: 'at once', isProtected: true });
  }
  await costOfPairs(service, variant, { way: 'in turn', isProtected: true });
  for (let round = 0; round < rounds; round++) {
    costs.bare.push(costOf(bare));
    costs.alone.push(costOf(() => alone(warmUp + round)));
    costs.atOnce.push(await ofNegotiation(service, variant, 'at once'));
    costs.inTurn.push(await ofNegotiation(service, variant, 'in turn'));
  }
  return figuresOf(variant, costs);
}

/** Less what routers cost that do not negotiate. */
async function ofNegotiation(service: SimulatorService, variant: Variant, way: Way): Promise<number> {
  const idle = await costOfPairs(service, variant, { way, isProtected: false });
  return (await costOfPairs(service, variant, { way, isProtected: true })) - idle;
}

function figuresOf({ version, group }: Variant, costs: Costs): Figure[] {
  const floor = median(costs.bare);
  const name = `IKEv${version}, group ${group}`;
  const note = `median of ${rounds} times ${pairs}, after ${warmUp * pairs} others; AES-128, SHA-1`;
  const against = (what: string, values: readonly number[]): Figure[] => [
    { name: what, value: median(values), target: Infinity, unit: 'ms CPU' },
    { name: `${what}: ratio`, value: median(values) / floor, target: 1.7, unit: 'x' },
  ];
  return [
    { name: `${name}: the bare primitives of a negotiation`, value: floor, target: Infinity, unit: 'ms CPU', note },
    ...against('a negotiation of two peers', costs.alone),
    ...against(`between routers, ${pairs} pairs at once as they boot`, costs.atOnce),
    ...against('between routers that run, one pair after another', costs.inTurn),
  ];
}

function costOf(work: () => void): number {
  const began = process.cpuUsage();
  work();
  return milliseconds(process.cpuUsage(began)) / pairs;
}
