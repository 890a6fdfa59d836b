/** Whatever stands in the configurations of a network, its devices start, live with each other, and are typed at. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom, type Random } from '../../../src-main/base/random.ts';
import { importTopology } from '../../../src-main/importers/import.ts';
import { SimulatedNetwork } from '../../../src-main/simulator/topology/simulated-network.ts';
import { noise } from './lines.ts';
import { Typist } from './typist.ts';

const folder = path.resolve(import.meta.dirname, '../../../resources/fidelity');
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const runs = Number(process.env['QUICKMODE_RUNS'] ?? 8);

/** Lines that are lost, come twice, change places, sink to another depth, or have a word of another line or of none. */
function damaged(random: Random, text: string): string {
  const lines = text.split('\n');
  const some = (): string => lines[random.int(lines.length)] ?? '';
  const damage: readonly ((line: string) => string[])[] = [
    () => [],
    (line) => [line, line],
    (line) => [some(), line],
    (line) => [` ${line}`],
    (line) => [line.trimStart()],
    (line) => [line.slice(0, random.int(line.length + 1))],
    (line) => [`no ${line}`],
    (line) => [line + noise(random, 12)],
    (line) => [exchanged(random, line, some())],
  ];
  return lines
    .flatMap((line) => (random.int(8) > 0 ? [line] : (damage[random.int(damage.length)]?.(line) ?? [])))
    .join('\n');
}

function exchanged(random: Random, line: string, other: string): string {
  const words = line.split(' ');
  const others = other.split(' ');
  words[random.int(words.length)] = others[random.int(others.length)] ?? '';
  return words.join(' ');
}

describe.each(files)('the network of %s with damaged configurations', (file) => {
  const { topology } = importTopology({ name: file, text: readFileSync(path.join(folder, file), 'utf8') });

  it(`starts and goes on, ${runs} times`, { timeout: 120_000 }, async () => {
    for (let run = 0; run < runs; run++) {
      const seed = `${file} ${run}`;
      const random = seededRandom(seed);
      const nodes = topology.nodes.map((node) => ({
        ...node,
        configuration: damaged(random, node.configuration ?? ''),
      }));
      const plan = { topology: { ...topology, nodes }, configurations: {}, journal: {}, seed };
      const network = await SimulatedNetwork.start(plan, () => undefined);
      network.clock.runUntil(60_000);
      for (const [name, device] of network.devices) {
        const typist = new Typist(network, device);
        expect(await typist.isAtPrompt(), `seed ${seed}, at ${name}: ${typist.tail}`).toBe(true);
      }
    }
  });
});
