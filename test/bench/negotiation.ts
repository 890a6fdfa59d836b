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

const rounds = [0, 1, 2, 3, 4];
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
  // The whole process is measured: what the simulator's thread still clears away must not be counted with the peers.
  const figures = variants.flatMap((variant) => ofTwoPeers(negotiate, variant));
  const { service, end } = simulatorInWorker(builtWorker);
  for (const variant of variants) figures.push(...(await betweenRouters(service, variant)));
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

function ofTwoPeers(negotiate: Negotiate, variant: Variant): Figure[] {
  const alone = (round: number): void => {
    for (let pair = 0; pair < pairs; pair++) negotiate(variant, `${round} ${pair}`);
  };
  const bare = (): void => bareNegotiations(pairs, variant);
  for (let round = 0; round < warmUp; round++) {
    bare();
    alone(round);
  }
  const costs = rounds.map((round) => ({ bare: costOf(bare), alone: costOf(() => alone(warmUp + round)) }));
  const floor = median(costs.map((each) => each.bare));
  return [
    bareFigure(variant, floor),
    ...against(
      floor,
      'a negotiation of two peers',
      costs.map((each) => each.alone),
    ),
  ];
}

async function betweenRouters(service: SimulatorService, variant: Variant): Promise<Figure[]> {
  const bare = (): void => bareNegotiations(pairs, variant);
  for (let round = 0; round < warmUp; round++) {
    bare();
    await costOfPairs(service, variant, { way: 'at once', isProtected: true });
  }
  await costOfPairs(service, variant, { way: 'in turn', isProtected: true });
  const costs: { bare: number; atOnce: number; inTurn: number }[] = [];
  for (let round = 0; round < rounds.length; round++)
    costs.push({
      bare: costOf(bare),
      atOnce: await ofNegotiation(service, variant, 'at once'),
      inTurn: await ofNegotiation(service, variant, 'in turn'),
    });
  const floor = median(costs.map((each) => each.bare));
  return [
    bareFigure(variant, floor),
    ...against(
      floor,
      `between routers, ${pairs} pairs at once as they boot`,
      costs.map((each) => each.atOnce),
    ),
    ...against(
      floor,
      'between routers that run, one pair after another',
      costs.map((each) => each.inTurn),
    ),
  ];
}

/** Less what routers cost that do not negotiate. */
async function ofNegotiation(service: SimulatorService, variant: Variant, way: Way): Promise<number> {
  const idle = await costOfPairs(service, variant, { way, isProtected: false });
  return (await costOfPairs(service, variant, { way, isProtected: true })) - idle;
}

function bareFigure({ version, group }: Variant, value: number): Figure {
  const name = `IKEv${version}, group ${group}: the bare primitives of a negotiation`;
  const note = `median of ${rounds.length} times ${pairs}, after ${warmUp * pairs} others; AES-128, SHA-1`;
  return { name, value, target: Infinity, unit: 'ms CPU', note };
}

function against(floor: number, what: string, values: readonly number[]): Figure[] {
  return [
    { name: what, value: median(values), target: Infinity, unit: 'ms CPU' },
    { name: `${what}: ratio`, value: median(values) / floor, target: 1.7, unit: 'x' },
  ];
}

function costOf(work: () => void): number {
  const began = process.cpuUsage();
  work();
  return milliseconds(process.cpuUsage(began)) / pairs;
}
