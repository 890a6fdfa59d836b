/**
 * What a negotiation costs: processor time of pairs of routers that come to an agreement, against that of the bare
 * primitives of one, which node:crypto has cached and does at once.
 */
import { createCipheriv, createHmac, randomBytes } from 'node:crypto';
import { seededRandom } from '../../src-main/base/random.ts';
import { importTopology } from '../../src-main/importers/import.ts';
import { simulatorInWorker } from '../../src-main/providers/builtin/simulator-in-worker.ts';
import type { SimulatorService } from '../../src-main/providers/builtin/simulator-service.ts';
import { dhGroup } from '../../src-main/simulator/crypto/dh.ts';
import { median, type Figure } from './figure.ts';
import { pairsWithTunnels } from './topologies.ts';

/** As it is in the product: what runs the sources here would add its own cost to every function. */
const builtWorker = new URL('../../dist/main/simulator.js', import.meta.url);

const pairs = 100;
const rounds = 5;
/** The first rounds are for the compiler: a process that has made fewer negotiations pays up to a third more for each. */
const warmUp = 6;
/** Virtual milliseconds in which every pair has long agreed. */
const enough = 20_000;

interface Variant {
  version: 1 | 2;
  group: 2 | 14;
}

const variants: readonly Variant[] = [
  { version: 1, group: 2 },
  { version: 1, group: 14 },
  { version: 2, group: 2 },
  { version: 2, group: 14 },
];

export async function negotiation(): Promise<Figure[]> {
  const { service, end } = simulatorInWorker(builtWorker);
  const figures: Figure[] = [];
  for (const variant of variants) figures.push(...(await measured(service, variant)));
  end();
  return figures;
}

async function measured(service: SimulatorService, variant: Variant): Promise<Figure[]> {
  const costs: number[] = [];
  const bareCosts: number[] = [];
  for (let round = 0; round < warmUp + rounds; round++) {
    bareCosts.push(bare(variant));
    const idle = await live(service, variant, false);
    costs.push((await live(service, variant, true)) - idle);
  }
  const [value, floor] = [median(costs.slice(warmUp)), median(bareCosts.slice(warmUp))];
  const name = `IKEv${variant.version}, group ${variant.group}`;
  const note = `median of ${rounds} times ${pairs}, after ${warmUp * pairs} others; AES-128, SHA-1; less what the same routers cost that do not negotiate`;
  return [
    { name: `${name}: a negotiation, both ends`, value, target: Infinity, unit: 'ms CPU', note },
    { name: 'its bare primitives', value: floor, target: Infinity, unit: 'ms CPU' },
    { name: 'ratio', value: value / floor, target: 1.7, unit: 'x' },
  ];
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

/** The same for what cannot be left out: two key pairs of a group that is built once, two secrets, and a few dozen hashes and blocks. */
function bare({ group }: Variant): number {
  const random = seededRandom('bare');
  const diffieHellman = dhGroup(group);
  if (!diffieHellman) throw new Error(`no group ${group}`);
  const began = process.cpuUsage();
  for (let i = 0; i < pairs; i++) {
    const [a, b] = [diffieHellman.keyPair(random), diffieHellman.keyPair(random)];
    const secrets = [a.sharedSecret(b.publicValue), b.sharedSecret(a.publicValue)];
    for (const secret of secrets) if (secret) hashesAndBlocks(secret, a.publicValue, b.publicValue);
  }
  return milliseconds(process.cpuUsage(began)) / pairs;
}

function hashesAndBlocks(secret: Uint8Array, one: Uint8Array, other: Uint8Array): void {
  for (let n = 0; n < 20; n++) createHmac('sha1', secret).update(one).update(other).digest();
  for (let n = 0; n < 8; n++) {
    const cipher = createCipheriv('aes-128-cbc', secret.subarray(0, 16), randomBytes(16));
    cipher.update(one);
    cipher.final();
  }
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}
