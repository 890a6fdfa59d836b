/** QuickMode's own line to a firewall, driven as the engine drives it. */
import { expect, test } from 'vitest';
import { openChannel } from '../../../src-main/devices/channel/channel.ts';
import { asa } from '../../../src-main/devices/platform/asa.ts';
import type { Topology } from '../../../src-main/lab/topology.ts';
import { BuiltinProvider } from '../../../src-main/providers/builtin/builtin-provider.ts';
import { simulatorInProcess } from '../../../src-main/providers/builtin/simulator-in-process.ts';

const topology: Topology = {
  name: 'a firewall',
  nodes: [
    {
      id: 'FW',
      name: 'FW',
      platform: 'asa',
      model: 'asav',
      interfaces: [{ name: 'Management0/0' }, { name: 'GigabitEthernet0/0' }],
      position: { x: 0, y: 0 },
      configuration: 'hostname FW\n',
    },
  ],
  links: [],
};

test('the line runs commands, configures, and has every refusal by its words', async () => {
  const pace = { kind: 'on-demand' } as const;
  const plan = { topology, configurations: {}, journal: [], seed: 'asa', pace };
  const provider = await BuiltinProvider.start(simulatorInProcess(), plan);
  const duplex = await provider.open('FW', 'automation');
  const device = await openChannel(duplex, { clock: provider.clock, platform: asa, who: 'FW' });
  expect((await device.execute('show version')).output).toContain('Cisco Adaptive Security Appliance');
  const lines = ['interface GigabitEthernet0/0', 'nameif outside', 'ip address 192.0.2.1 255.255.255.0', 'no shutdown'];
  await device.configure(lines);
  expect((await device.execute('show nameif')).output).toContain('GigabitEthernet0/0       outside');
  expect((await device.execute('show nonsense')).rejection?.word).toBe('nonsense');
  const { rejected } = await device.configure(['route nowhere 0 0 192.0.2.2']);
  expect(rejected.map(({ word }) => word)).toEqual(['nowhere']);
  expect((await device.execute('show running-config route')).output.trim()).toBe('');
  device.close();
  await provider.stop();
});
