/**
 * What a negotiation costs: processor time of pairs of routers that come to an agreement, against that of the bare
 * primitives of one, which node:crypto has cached and does at once.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
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
/**
 * The first rounds are for the compiler, which goes on for thousands of negotiations: the first hundred cost twice as
 * much as those that are counted. What a process pays that makes only a thousand is in hub-and-spoke.ts.
 */
const warmUp = 30;
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
  for (let round = 0; round < warmUp; round++) {
    bare(variant);
    await live(service, variant, true);
  }
  for (let round = 0; round < rounds; round++) {
    bareCosts.push(bare(variant));
    const idle = await live(service, variant, false);
    costs.push((await live(service, variant, true)) - idle);
  }
  const [value, floor] = [median(costs), median(bareCosts)];
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

interface Primitives {
  hmacs: number;
  hashes: number;
  /** Messages that are enciphered, and deciphered at the other end. */
  sealed: number;
}

/**
 * What both ends together ask of node:crypto beside Diffie-Hellman, counted while they did it. Version 1: SKEYID to
 * SKEYID_e (8), HASH_I and HASH_R made and checked (4), HASH(1) to HASH(3) likewise (6), KEYMAT of two directions (8);
 * NAT discovery (8), the IVs of both phases (4); two messages of main mode and three of quick mode. Version 2: SKEYSEED and
 * seven blocks of prf+ (16), AUTH made and checked (12), KEYMAT (8), the checksums of two messages (4); NAT detection (8).
 */
const primitives: Readonly<Record<1 | 2, Primitives>> = {
  1: { hmacs: 26, hashes: 12, sealed: 5 },
  2: { hmacs: 40, hashes: 8, sealed: 2 },
};

/** The same for what cannot be left out: two key pairs of a group that is built once, two secrets, hashes and ciphers. */
function bare({ version, group }: Variant): number {
  const random = seededRandom('bare');
  const diffieHellman = dhGroup(group);
  if (!diffieHellman) throw new Error(`no group ${group}`);
  const began = process.cpuUsage();
  for (let i = 0; i < pairs; i++) {
    const [a, b] = [diffieHellman.keyPair(random), diffieHellman.keyPair(random)];
    const [secret] = [a.sharedSecret(b.publicValue), b.sharedSecret(a.publicValue)];
    if (secret) hashesAndBlocks(primitives[version], secret);
  }
  return milliseconds(process.cpuUsage(began)) / pairs;
}

/** Keys as long as SHA-1 and AES-128 have them, over about as many bytes as the messages have. */
function hashesAndBlocks({ hmacs, hashes, sealed }: Primitives, secret: Uint8Array): void {
  const [key, iv, text] = [secret.subarray(0, 20), secret.subarray(20, 36), secret.subarray(0, 96)];
  for (let n = 0; n < hmacs; n++) createHmac('sha1', key).update(secret).digest();
  for (let n = 0; n < hashes; n++) createHash('sha1').update(text).digest();
  for (let n = 0; n < sealed; n++) {
    for (const make of [createCipheriv, createDecipheriv]) {
      const cipher = make('aes-128-cbc', key.subarray(0, 16), iv).setAutoPadding(false);
      cipher.update(text);
      cipher.final();
    }
  }
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}
