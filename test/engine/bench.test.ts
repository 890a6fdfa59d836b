/** What the bench does when a router is lost in the middle of something, and as what it drives a node. */
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesOfLatin1, latin1Of } from '../../src-main/base/bytes.ts';
import type { Duplex } from '../../src-main/base/duplex.ts';
import { Bench, type Logins } from '../../src-main/engine/bench.ts';
import { exerciseOrFailure } from '../../src-main/engine/exercise-of.ts';
import { forgetful } from '../../src-main/engine/keeper.ts';
import { readLabFolder } from '../../src-main/engine/lab-folder.ts';
import { playedPlatforms, startConfigurations } from '../../src-main/engine/roles.ts';
import { BuiltinProvider } from '../../src-main/providers/builtin/builtin-provider.ts';
import type { Line } from '../../src-main/providers/provider.ts';
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

describe('commands in a row', () => {
  const commands = ['show clock', 'show ip route', 'show arp', 'show version'];

  it('leave people their turn at a console that is shared with them', async () => {
    const { bench, node } = await shared();
    try {
      const terminal = await bench.terminal(node, { columns: 511, rows: 24 });
      let seen = '';
      terminal.onData((bytes) => (seen += latin1Of(bytes)));
      const told: string[] = [];
      await bench.readInOrder(node, commands, {
        told: (text, command) => {
          told.push(command);
          if (command === commands[0]) terminal.write(bytesOfLatin1('show users\r'));
          expect(text).not.toMatch(/show|#/);
        },
      });
      expect(told).toEqual(commands);
      const typed = [...seen.matchAll(/#(show [^\r]+)\r/g)].map(([, line]) => line);
      expect(typed.filter((line) => line !== 'show users')).toEqual(commands);
      // At the next prompt, or at that of the command which was under way already.
      expect([1, 2]).toContain(typed.indexOf('show users'));
    } finally {
      await bench.stop();
    }
  });

  it('go on where they were when the connection was lost, once somebody has mended it', async () => {
    let lines = 0;
    const cut = (line: Line): Line => {
      let seen = '';
      const isFirst = lines++ === 0;
      line.onData((bytes) => {
        seen += latin1Of(bytes);
        if (isFirst && seen.includes('show arp')) line.close();
      });
      return line;
    };
    const { bench, node } = await shared(cut, { of: () => Promise.resolve({}), mend: () => Promise.resolve(true) });
    try {
      const told: string[] = [];
      await bench.readInOrder(node, commands, { told: (_, command) => told.push(command) });
      expect([told, lines]).toEqual([commands, 2]);
    } finally {
      await bench.stop();
    }
  });
});

/** A network at whose consoles people type too. */
async function shared(
  wrapped: (line: Line) => Line = (line) => line,
  logins?: Logins,
): Promise<{ bench: Bench; node: string }> {
  const exercise = exerciseOrFailure(readLabFolder(path.join(labFolder, 'gre-to-vti')), 'gre-to-vti');
  const { topology } = exercise;
  const pace = { kind: 'on-demand' } as const;
  const plan = { topology, configurations: startConfigurations(exercise), journal: [], seed: 'shared', pace };
  const provider = await BuiltinProvider.start(simulatorInProcess(), plan);
  const open = provider.open.bind(provider);
  provider.open = async (node, kind, size) =>
    wrapped(await open(node, kind === 'automation' ? 'terminal' : kind, size));
  const place = { provider: Object.assign(provider, { sharesConsole: () => true }), topology, keeper: forgetful };
  const bench = new Bench({ ...place, position: { sequence: 0, epoch: 0 }, logins });
  return { bench, node: exercise.roles[0]?.node ?? '' };
}
