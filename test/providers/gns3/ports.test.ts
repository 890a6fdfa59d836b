/** Which port of a server's node an interface is. */
import { expect, it } from 'vitest';
import { adaptersFor } from '../../../src-main/providers/gns3/adapters.ts';
import { fitPorts, portNamed } from '../../../src-main/providers/gns3/ports.ts';

const port = (name: string, short: string, adapter: number, number = 0) => ({
  name,
  short_name: short,
  adapter_number: adapter,
  port_number: number,
  link_type: name.startsWith('Serial') ? 'serial' : 'ethernet',
});

const dynamips = [
  port('FastEthernet0/0', 'f0/0', 0),
  port('FastEthernet0/1', 'f0/1', 0, 1),
  port('Serial1/0', 's1/0', 1, 0),
  port('Serial1/1', 's1/1', 1, 1),
];
const named = (names: readonly string[], ports = dynamips): Record<string, string> =>
  Object.fromEntries([...fitPorts(names, ports)].map(([name, fit]) => [name, fit.port.name]));

it.each(['FastEthernet0/1', 'fastethernet0/1', 'f0/1', 'Fa0/1', 'Fas0/1'])('finds a port by the name %s', (name) => {
  expect(portNamed(name, dynamips)?.port_number).toBe(1);
});

it('knows the long name of a port that the server has in short', () => {
  const iosv = [port('Gi0/0', 'Gi0/0', 0), port('Gi0/1', 'Gi0/1', 1)];
  expect(portNamed('GigabitEthernet0/1', iosv)?.adapter_number).toBe(1);
  expect([...fitPorts(['GigabitEthernet0/1'], iosv).values()][0]?.isOther).toBe(false);
});

it('is not misled by a number that begins like another', () => {
  const ports = [port('Ethernet10', 'e10', 10), port('Ethernet1', 'e1', 1)];
  expect(portNamed('Ethernet1', ports)?.adapter_number).toBe(1);
  expect(portNamed('Ethernet2', ports)).toBeUndefined();
});

it('gives an interface of another type the port of the same number, and says that it is another', () => {
  const fitted = fitPorts(['GigabitEthernet0/1', 'GigabitEthernet0/0'], dynamips);
  expect([...fitted].map(([name, { port: at, isOther }]) => [name, at.name, isOther])).toEqual([
    ['GigabitEthernet0/1', 'FastEthernet0/1', true],
    ['GigabitEthernet0/0', 'FastEthernet0/0', true],
  ]);
});

it('gives ports by their names first, and what is left in order', () => {
  const qemu = [port('Ethernet0', 'e0', 0), port('Ethernet1', 'e1', 1), port('Ethernet2', 'e2', 2)];
  expect(named(['eth5', 'Ethernet0', 'mgmt'], qemu)).toEqual({
    Ethernet0: 'Ethernet0',
    eth5: 'Ethernet1',
    mgmt: 'Ethernet2',
  });
});

it('joins serial interfaces to serial ports and to no others', () => {
  expect(named(['Serial0/0', 'Serial0/1', 'Serial0/2'])).toEqual({
    'Serial0/0': 'Serial1/0',
    'Serial0/1': 'Serial1/1',
  });
  expect(named(['FastEthernet0/0', 'FastEthernet2/0', 'FastEthernet3/0'])).toEqual({
    'FastEthernet0/0': 'FastEthernet0/0',
    'FastEthernet2/0': 'FastEthernet0/1',
  });
});

it.each([
  ['c3725', ['Serial0/0', 'Serial0/3'], { wic0: 'WIC-2T', wic1: 'WIC-2T' }],
  ['c2600', ['Serial0/1', 'Serial1/0'], { wic0: 'WIC-2T', slot1: 'NM-4T' }],
  ['c7200', ['Serial2/7', 'FastEthernet1/0'], { slot2: 'PA-8T', slot1: 'PA-FE-TX' }],
  ['c3600', ['Serial0/0'], { slot0: 'NM-4T' }],
] as const)('puts into a %s what gives it %j', (platform, missing, change) => {
  const node = { node_id: 'n', name: 'R1', node_type: 'dynamips', properties: { platform } };
  expect(adaptersFor(node, missing, missing.length)).toEqual(change);
});

it('leaves a card where it is', () => {
  const node = { node_id: 'n', name: 'R1', node_type: 'dynamips', properties: { platform: 'c2691', wic0: 'WIC-1T' } };
  expect(adaptersFor(node, ['Serial0/2'], 1)).toEqual({ wic1: 'WIC-2T' });
});
