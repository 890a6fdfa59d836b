/** Start configurations typed at consoles: what of them is there afterwards, what was not taken, and that it is once. */
import { afterEach, expect, it } from 'vitest';
import { Failure } from '../../src-main/base/errors.ts';
import { Bench } from '../../src-main/engine/bench.ts';
import { forgetful } from '../../src-main/engine/keeper.ts';
import { StartTyping } from '../../src-main/engine/start-typing.ts';
import type { Platform, Topology } from '../../src-main/lab/topology.ts';
import { simulatorInProcess } from '../../src-main/providers/builtin/simulator-in-process.ts';
import type { Starts } from '../../src-main/providers/provider.ts';

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A node that has just started with nothing, and the text that is kept beside it. */
async function started(platform: Platform, model: string, text: string) {
  const interfaces = [{ name: platform === 'linux' ? 'eth0' : 'GigabitEthernet0/0' }];
  const node = { id: 'n1', name: 'N1', platform, model, interfaces, position: { x: 0, y: 0 } };
  const topology: Topology = { name: 'one', nodes: [node], links: [] };
  const pace = { kind: 'on-demand' } as const;
  const plan = { topology, configurations: {}, journal: [], seed: 'starts', pace };
  const bench = await Bench.start({
    ...{ launch: simulatorInProcess, plan, keeper: forgetful },
    position: { sequence: 0, epoch: 0 },
  });
  ends.push(() => bench.stop());
  const typed = new Set<string>();
  const starts: Starts = {
    of: () => Promise.resolve(new Map([['n1', { text, isTyped: typed.has('n1') }]])),
    typed: (id) => Promise.resolve(void typed.add(id)),
  };
  const { clock, nodes } = bench.provider;
  const typing = await StartTyping.of({ clock, nodes, starts }, topology);
  const says: string[] = [];
  const before = [{ id: 'n1', name: 'N1', state: 'stopped' as const }];
  const type = () => typing.type(bench, ['n1'], before, (one) => says.push(one));
  return { bench, starts, typing, typed, says, type };
}

it('types and saves all that a router takes, names each line that it refuses, and does not do it again', async () => {
  const text = [
    ...['version 15.9', 'hostname edge', 'banner motd ^C', 'no entry', '^C', 'interface GigabitEthernet0/0'],
    ...[' ip address 10.0.0.1 255.255.255.0', ' no such line', '!', 'line con 0', ' logging synchronous', 'end', ''],
  ].join('\n');
  const { bench, typing, typed, says, type } = await started('ios', 'qemu iosv', text);
  expect(typing.notices).toEqual([expect.stringMatching(/^N1: its start configuration \(\d+ lines\) is typed/)]);
  const faults = await type();
  expect(faults).toMatchObject([
    { severity: 'warning', path: 'N1', message: expect.stringContaining('"no such line" of its start') as string },
  ]);
  expect(says).toEqual([
    'N1 boots; its start configuration is typed then',
    expect.stringMatching(/^the \d+ lines of N1 are typed/),
  ]);
  const saved = await bench.read('n1', 'show startup-config');
  expect(saved).toContain('hostname edge');
  expect(saved).toContain('no entry');
  expect(saved).toMatch(/interface GigabitEthernet0\/0\n ip address 10.0.0.1 255.255.255.0\n(?! shutdown)/);
  expect(typed.has('n1')).toBe(true);
  expect(typing.notices).toEqual([]);
  expect(await type()).toEqual([]);
  expect(says).toHaveLength(2);
});

it('says that what a shell does not keep is typed at every start', async () => {
  const { typing } = await started('linux', 'alpine', 'ip addr add 10.0.0.1/24 dev eth0\n');
  expect(typing.notices).toEqual([expect.stringContaining('whenever it is started here')]);
  expect(typing.played).toEqual(new Map([['n1', 'linux']]));
});

it('types what is saved and lost with its container at every start', async () => {
  const { starts, bench, typed, says } = await started('ios', 'qemu iosv', 'hostname edge\n');
  starts.of = () => Promise.resolve(new Map([['n1', { text: 'hostname edge\n', isTyped: true, isLost: true }]]));
  const { clock, nodes } = bench.provider;
  const one = { id: 'n1', name: 'N1', platform: 'ios' as const, model: 'qemu iosv', interfaces: [] };
  const topology: Topology = { name: 'one', nodes: [{ ...one, position: { x: 0, y: 0 } }], links: [] };
  const typing = await StartTyping.of({ clock, nodes, starts }, topology);
  expect(typing.notices).toEqual([expect.stringContaining('whenever it is started here')]);
  const off = [{ id: 'n1', name: 'N1', state: 'stopped' as const }];
  expect(await typing.type(bench, ['n1'], off, (line) => says.push(line))).toEqual([]);
  expect(typed.has('n1')).toBe(true);
});

it('says of a text that cannot be typed why', async () => {
  const { typing, type } = await started('linux', 'alpine', '#cloud-config\n');
  expect(typing.notices).toEqual([expect.stringMatching(/^N1: its start configuration is not there: .*cloud-init/)]);
  expect(await type()).toEqual([]);
});

it('says that what was typed may be typed again where the server takes no note of it', async () => {
  const { bench, starts, type } = await started('ios', 'qemu iosv', 'hostname edge\n');
  starts.typed = () => Promise.reject(new Failure('unreachable', 'connection-lost', 'The disk is full.'));
  expect(await type()).toEqual([
    {
      ...{ severity: 'warning', path: 'N1' },
      message:
        'Its start configuration was typed, and may be once more: the server took no note of it: The disk is full.',
    },
  ]);
  expect(await bench.read('n1', 'show running-config')).toContain('hostname edge');
});
