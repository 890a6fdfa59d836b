/**
 * What pairs of routers spend on their negotiations: all of them at once, as a network boots in which every tunnel comes up,
 * or one after another in a network that runs already, as somebody opens a tunnel at a console.
 */
import { bytesOfLatin1 } from '../../src-main/base/bytes.ts';
import { importTopology } from '../../src-main/importers/import.ts';
import type { Topology } from '../../src-main/lab/topology.ts';
import type { SimulatorService } from '../../src-main/providers/builtin/simulator-service.ts';
import type { Variant } from './bare-negotiation.ts';
import { pairsWithTunnels } from './topologies.ts';

export const pairs = 100;

export type Way = 'at once' | 'in turn';

/** Virtual milliseconds in which a pair has long agreed, and in which a command is long done. */
const enough = 20_000;
const moment = 1000;
const beforehand = ['', 'enable', 'configure terminal', 'interface Tunnel0'];

export function milliseconds({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

/** Milliseconds of processor time for each pair. Without protection they do the same, and have nothing to negotiate. */
export async function costOfPairs(
  service: SimulatorService,
  variant: Variant,
  { way, isProtected }: { way: Way; isProtected: boolean },
): Promise<number> {
  const text = pairsWithTunnels(pairs, { ...variant, isProtected, isShut: way === 'in turn' });
  const { topology } = importTopology({ name: 'pairs.yaml', text });
  const { shortfalls } = await service.start({ topology, configurations: {}, seed: 'bench', journal: {} });
  if (shortfalls.length > 0) throw new Error(`not understood: ${JSON.stringify(shortfalls[0])}`);
  const spent = await (way === 'in turn' ? inTurn(service, topology) : atOnce(service));
  const associations = await countAssociations(service);
  await service.stop();
  if (isProtected && associations < 2 * pairs)
    throw new Error(`${associations / 2} of ${pairs} pairs came to an agreement`);
  return spent / pairs;
}

async function countAssociations(service: SimulatorService): Promise<number> {
  const { esp_sa: keys = '' } = await service.wiresharkKeys();
  return keys.split('\n').filter((line) => line !== '' && !line.startsWith('#')).length;
}

async function atOnce(service: SimulatorService): Promise<number> {
  const began = process.cpuUsage();
  await service.advance(enough);
  return milliseconds(process.cpuUsage(began));
}

/** The tunnels are shut down, and opened by hand: what the command costs is part of it, with and without protection. */
async function inTurn(service: SimulatorService, { nodes }: Topology): Promise<number> {
  const lines = await Promise.all(nodes.filter(({ name }) => name.endsWith('-1')).map(({ id }) => lineOf(service, id)));
  for (const command of beforehand) {
    await Promise.all(lines.map((line) => type(service, line, command)));
    await service.advance(moment);
  }
  const began = process.cpuUsage();
  for (const line of lines) {
    await type(service, line, 'no shutdown');
    await service.advance(enough);
  }
  return milliseconds(process.cpuUsage(began));
}

function type(service: SimulatorService, line: number, command: string): Promise<void> {
  return service.write(line, bytesOfLatin1(`${command}\r`));
}

function lineOf(service: SimulatorService, node: string): Promise<number> {
  return new Promise((resolve) => {
    service.onLine({ node, kind: 'aux', columns: 80, rows: 24 }, (event) => {
      if (event.kind === 'opened') resolve(event.line);
    });
  });
}
