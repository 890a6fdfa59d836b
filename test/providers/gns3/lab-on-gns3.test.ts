/**
 * A whole lab on servers of both versions: deployed, started, solved step by step over the telnet consoles, and judged
 * as it is on built-in routers.
 */
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { applyLines } from '../../../src-main/engine/apply-lines.ts';
import { Bench } from '../../../src-main/engine/bench.ts';
import { checkStep } from '../../../src-main/engine/check-step.ts';
import { exerciseOrFailure } from '../../../src-main/engine/exercise-of.ts';
import { forgetful } from '../../../src-main/engine/keeper.ts';
import { readLabFolder } from '../../../src-main/engine/lab-folder.ts';
import { startConfigurations } from '../../../src-main/engine/roles.ts';
import type { Exercise } from '../../../src-main/lab/exercise.ts';
import { simulatorInProcess } from '../../../src-main/providers/builtin/simulator-in-process.ts';
import { connectGns3 } from '../../../src-main/providers/gns3/gns3-server.ts';
import { ContractServer } from './contract-server/contract-server.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const folder = path.resolve(import.meta.dirname, '../../../labs/gre-to-vti');
const exercise = exerciseOrFailure(readLabFolder(folder), 'gre-to-vti', { prefers: 'gns3' });
const position = { sequence: 0, epoch: 0 };

async function verdictsOf(bench: Bench, { steps }: Exercise): Promise<string[]> {
  const verdicts: string[] = [];
  for (const step of steps) {
    await applyLines(bench, exercise, step.commands);
    const { verdict, points } = await checkStep({ bench, exercise, step, answers: 'model' });
    verdicts.push(`${step.id} ${verdict} ${points.earned}/${points.of}`);
  }
  return verdicts;
}

async function onBuiltIn(): Promise<string[]> {
  const { topology } = exercise;
  const plan = {
    topology,
    configurations: startConfigurations(exercise),
    journal: [],
    seed: 'contract',
    pace: { kind: 'on-demand' } as const,
  };
  const bench = await Bench.start({ launch: simulatorInProcess, plan, keeper: forgetful, position });
  ends.push(() => bench.stop());
  return verdictsOf(bench, exercise);
}

async function onServer(major: 2 | 3): Promise<string[]> {
  const server = await ContractServer.start({ major });
  ends.push(async () => {
    await server.stop();
    expect(server.breaches).toEqual([]);
  });
  const { title, topology } = exercise;
  const lab = await connectGns3({ kind: 'gns3', url: server.url, login: { username: 'admin', password: 'admin' } });
  const configurations = startConfigurations(exercise);
  const { project, shortfalls } = await lab.deploy({ title, topology, configurations }, {});
  expect(shortfalls).toEqual([]);
  const provider = await lab.open(project, topology);
  await lab.close();
  const bench = new Bench({ provider, topology, keeper: forgetful, position });
  ends.push(() => bench.stop());
  await provider.power?.start(topology.nodes.map(({ id }) => id));
  expect(provider.nodes.map(({ state }) => state)).toEqual(topology.nodes.map(() => 'running'));
  return verdictsOf(bench, exercise);
}

let builtIn: Promise<string[]> | undefined;

it.each([2, 3] as const)(
  'is graded on GNS3 %i as on built-in routers',
  async (major) => {
    builtIn ??= onBuiltIn();
    const expected = await builtIn;
    expect(expected.every((one) => one.includes(' passed '))).toBe(true);
    expect(await onServer(major)).toEqual(expected);
  },
  120_000,
);
