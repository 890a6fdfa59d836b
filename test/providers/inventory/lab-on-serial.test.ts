/**
 * A lab over serial cables: its first step typed and judged at consoles that begin as those of routers do, and print no
 * faster than the line lets them. `QUICKMODE_BAUD=9600` takes the time of a real one, for all of the steps.
 */
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openSerial } from '../../../src-main/devices/transport/serial.ts';
import { applyLines } from '../../../src-main/engine/apply-lines.ts';
import { Bench } from '../../../src-main/engine/bench.ts';
import { checkStep } from '../../../src-main/engine/check-step.ts';
import { exerciseOrFailure } from '../../../src-main/engine/exercise-of.ts';
import { forgetful } from '../../../src-main/engine/keeper.ts';
import { readLabFolder } from '../../../src-main/engine/lab-folder.ts';
import { startConfigurations } from '../../../src-main/engine/roles.ts';
import type { InventoryDevice } from '../../../src-main/lab/inventory.ts';
import { BuiltinProvider } from '../../../src-main/providers/builtin/builtin-provider.ts';
import { simulatorInProcess } from '../../../src-main/providers/builtin/simulator-in-process.ts';
import { openInventory } from '../../../src-main/providers/inventory/open-inventory.ts';
import { serialPair, socat } from '../../devices/transport/serial-pair.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const folder = path.resolve(import.meta.dirname, '../../../labs/gre-to-vti');
const exercise = exerciseOrFailure(readLabFolder(folder), 'gre-to-vti', {});
const baud = Number(process.env['QUICKMODE_BAUD'] ?? 0);
const steps = baud > 0 ? exercise.steps : exercise.steps.slice(0, 1);

/** Ten bits for each byte: a start bit, eight of data, a stop bit. */
function paced(write: (bytes: Uint8Array) => void): (bytes: Uint8Array) => void {
  if (baud === 0) return write;
  let free = 0;
  return (bytes) => {
    const now = performance.now();
    free = Math.max(now, free) + (bytes.length * 10_000) / baud;
    setTimeout(() => write(bytes), free - now);
  };
}

/** A router's console at the far end of a cable. @returns the port at the near end */
async function cableTo(routers: BuiltinProvider, node: string): Promise<string> {
  const { near, far, unplug } = await serialPair();
  ends.push(unplug);
  const [end, line] = [await openSerial({ path: far }), await routers.open(node, 'terminal')];
  const [toUs, toRouter] = [paced((bytes) => end.write(bytes)), paced((bytes) => line.write(bytes))];
  line.onData(toUs);
  end.onData(toRouter);
  return near;
}

it.skipIf(socat === undefined)(
  'is typed and graded over serial lines',
  async () => {
    const { topology } = exercise;
    const configurations = startConfigurations(exercise);
    const plan = { topology, configurations, journal: [], seed: 'serial', pace: { kind: 'on-demand' } as const };
    const routers = await BuiltinProvider.start(simulatorInProcess(), plan);
    ends.push(() => routers.stop());
    const devices: InventoryDevice[] = [];
    for (const { name, id, platform } of topology.nodes) {
      if (!routers.nodes.some((node) => node.id === id && node.state === 'running')) continue;
      devices.push({ name, platform, host: await cableTo(routers, id), protocol: 'serial', login: {} });
    }
    const provider = await openInventory({ name: 'cables', devices }, { verify: () => true, topology });
    const bench = new Bench({ provider, topology, keeper: forgetful, position: { sequence: 0, epoch: 0 } });
    ends.push(() => bench.stop());
    for (const step of steps) {
      await applyLines(bench, exercise, step.commands);
      const { verdict, points } = await checkStep({ bench, exercise, step, answers: 'model' });
      expect(`${step.id} ${verdict} ${points.earned}/${points.of}`).toBe(`${step.id} passed ${points.of}/${points.of}`);
    }
  },
  baud > 0 ? 3_600_000 : 60_000,
);
