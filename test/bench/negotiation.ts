/**
 * What a negotiation costs: processor time of pairs of routers that come to an agreement, against that of the bare
 * primitives of one, which node:crypto has cached and does at once.
 */
import { createCipheriv, createHmac, getDiffieHellman, randomBytes } from 'node:crypto';
import { importTopology } from '../../src-main/importers/import.ts';
import { simulatorInWorker } from '../../src-main/providers/builtin/simulator-in-worker.ts';
import type { SimulatorService } from '../../src-main/providers/builtin/simulator-service.ts';
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

export async function negotiation(): Promise<Figure[]> {
  const { service, end } = simulatorInWorker(builtWorker);
  const costs: number[] = [];
  const bareCosts: number[] = [];
  for (let round = 0; round < warmUp + rounds; round++) {
    bareCosts.push(bare());
    const idle = await live(service, false);
    costs.push((await live(service, true)) - idle);
  }
  end();
  const [value, floor] = [median(costs.slice(warmUp)), median(bareCosts.slice(warmUp))];
  const note = `median of ${rounds} times ${pairs}, after ${warmUp * pairs} others; group 14, AES-128, SHA-1; less what the same routers cost that do not negotiate`;
  return [
    { name: 'a negotiation, both ends', value, target: Infinity, unit: 'ms CPU', note },
    { name: 'its bare primitives', value: floor, target: Infinity, unit: 'ms CPU' },
    { name: 'ratio', value: value / floor, target: 2, unit: 'x' },
  ];
}

/** Milliseconds of processor time for each pair, from the start of its routers until it has long agreed. */
async function live(service: SimulatorService, isProtected: boolean): Promise<number> {
  const { topology } = importTopology({ name: 'pairs.yaml', text: pairsWithTunnels(pairs, isProtected) });
  const { shortfalls } = await service.start({ topology, configurations: {}, seed: 'bench', journal: {} });
  if (shortfalls.length > 0) throw new Error(`not understood: ${JSON.stringify(shortfalls[0])}`);
  const began = process.cpuUsage();
  await service.advance(enough);
  const spent = milliseconds(process.cpuUsage(began));
  const { ikev1_decryption_table: keys = '' } = await service.wiresharkKeys();
  const agreed = keys.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
  await service.stop();
  if (isProtected && agreed < pairs) throw new Error(`${agreed} of ${pairs} pairs came to an agreement`);
  return spent / pairs;
}

/** The same for what cannot be left out: two key pairs, two secrets, and a few dozen hashes and blocks. */
function bare(): number {
  const began = process.cpuUsage();
  for (let i = 0; i < pairs; i++) {
    const ends = [getDiffieHellman('modp14'), getDiffieHellman('modp14')] as const;
    const keys = ends.map((one) => one.generateKeys()) as [Buffer, Buffer];
    const secrets = [ends[0].computeSecret(keys[1]), ends[1].computeSecret(keys[0])];
    for (const secret of secrets) {
      for (let n = 0; n < 20; n++) createHmac('sha1', secret).update(keys[0]).update(keys[1]).digest();
      for (let n = 0; n < 8; n++) {
        const cipher = createCipheriv('aes-128-cbc', secret.subarray(0, 16), randomBytes(16));
        cipher.update(keys[0]);
        cipher.final();
      }
    }
  }
  return milliseconds(process.cpuUsage(began)) / pairs;
}

function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}
