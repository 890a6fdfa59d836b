/** What the bench does when a router is lost in the middle of something, and as what it drives a node. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { latin1Of } from '../../src-main/base/bytes.ts';
import type { Duplex } from '../../src-main/base/duplex.ts';
import { Bench } from '../../src-main/engine/bench.ts';
import { exerciseOrFailure } from '../../src-main/engine/exercise-of.ts';
import { forgetful } from '../../src-main/engine/keeper.ts';
import { readLabFolder } from '../../src-main/engine/lab-folder.ts';
import { playedPlatforms, startConfigurations } from '../../src-main/engine/roles.ts';
import { BuiltinProvider } from '../../src-main/providers/builtin/builtin-provider.ts';
import { simulatorInProcess } from '../../src-main/providers/builtin/simulator-in-process.ts';
import { labFolder } from './workshop.ts';

it('leaves no router in configuration mode whose connection was cut there', async () => {
  const exercise = exerciseOrFailure(readLabFolder(path.join(labFolder, 'gre-to-vti')), 'gre-to-vti');
  const { topology } = exercise;
  const pace = { kind: 'on-demand' } as const;
  const plan = { topology, configurations: startConfigurations(exercise), journal: [], seed: 'cut', pace };
  const heard: string[] = [];
  const bench = await Bench.start({
    ...{ launch: simulatorInProcess, plan, keeper: forgetful, position: { sequence: 0, epoch: 0 } },
    openLine: async (provider, node): Promise<Duplex> => {
      const line = await provider.open(node, 'terminal');
      const number = heard.push('') - 1;
      line.onData((bytes) => {
        heard[number] = (heard[number] ?? '') + latin1Of(bytes);
        if (number === 0 && heard[0]?.includes('(config-isakmp)#')) line.close();
      });
      return line;
    },
  });
  try {
    const lines = ['crypto isakmp policy 10', ' encryption aes', ' hash sha'];
    const node = exercise.roles[0]?.node ?? '';
    await expect(bench.configure(node, lines)).rejects.toMatchObject({ kind: 'unreachable' });
    expect(heard).toHaveLength(2);
    expect(heard[1]).toMatch(/\nR1#[^(]*$/);
    expect(bench.epoch).toBeGreaterThan(0);
  } finally {
    await bench.stop();
  }
});

it('drives a node as what the lab says that it is, where its topology says less', async () => {
  const exercise = exerciseOrFailure(readLabFolder(path.join(labFolder, 'gre-to-vti')), 'gre-to-vti');
  const { topology } = exercise;
  const pace = { kind: 'on-demand' } as const;
  const plan = { topology, configurations: startConfigurations(exercise), journal: [], seed: 'played', pace };
  const provider = await BuiltinProvider.start(simulatorInProcess(), plan);
  const told = { ...topology, nodes: topology.nodes.map((node) => ({ ...node, platform: 'unknown' as const })) };
  const place = { provider, topology: told, keeper: forgetful, position: { sequence: 0, epoch: 0 } };
  const node = exercise.roles[0]?.node ?? '';
  const [known, unknown] = [new Bench({ ...place, played: playedPlatforms(exercise) }), new Bench(place)];
  try {
    expect(await known.read(node, 'show version')).toMatch(/IOS/);
    await expect(unknown.read(node, 'show version')).rejects.toMatchObject({ code: 'no-platform' });
  } finally {
    await known.stop();
  }
});
