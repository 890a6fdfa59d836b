/** The network of seed 004 as a topology: Alpine hosts on YELLOW, BLUE and PURPLE, routers, two ASAs and a WAN between. */
import { expect, test } from 'vitest';
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import type { Platform, Topology, TopologyNode } from '../../../src-main/lab/topology.ts';
import { SimulatedNetwork } from '../../../src-main/simulator/topology/simulated-network.ts';
import { siteConfiguration } from './seed-004-lab.ts';

const gigabit = ['GigabitEthernet0/0', 'GigabitEthernet0/1', 'GigabitEthernet0/2', 'GigabitEthernet0/3'];

function node(id: string, platform: Platform, model: string, configuration: string): TopologyNode {
  const names = platform === 'linux' ? ['eth0'] : platform === 'asa' ? ['Management0/0', ...gigabit] : gigabit;
  const interfaces = names.map((name) => ({ name }));
  return { id, name: id, platform, model, interfaces, position: { x: 0, y: 0 }, configuration };
}

function host(name: string, address: string, gateway: string): TopologyNode {
  const lines = [`hostname ${name}`, `ip addr add ${address}/24 dev eth0`, 'ip link set dev eth0 up'];
  return node(name, 'linux', 'alpine', [...lines, `ip route add default via ${gateway}`, ''].join('\n'));
}

function router(name: string, addresses: readonly string[], gateway: string | undefined): TopologyNode {
  const ports = addresses.map(
    (address, port) => `interface GigabitEthernet0/${port}\n ip address ${address} 255.255.255.0`,
  );
  const route = gateway === undefined ? [] : [`ip route 0.0.0.0 0.0.0.0 ${gateway}`];
  return node(name, 'ios', 'iosv', [`hostname ${name}`, ...ports, ...route, ''].join('\n'));
}

function cable(a: string, port: string, b: string, other: string): Topology['links'][number] {
  return {
    id: `${a}-${b}`,
    ends: [
      { node: a, interface: port },
      { node: b, interface: other },
    ],
  };
}

const topology: Topology = {
  name: 'seed 004',
  nodes: [
    host('Site1-Host1', '192.168.100.11', '192.168.100.1'),
    host('Site1-Host2', '192.168.200.11', '192.168.200.1'),
    router('Site1-Rtr', ['192.168.100.1', '192.168.200.1', '10.12.12.1'], '10.12.12.2'),
    node('Site1-FW', 'asa', 'asav', siteConfiguration(1)),
    router('WAN', ['10.255.1.1', '10.255.2.1'], undefined),
    node('Site2-FW', 'asa', 'asav', siteConfiguration(2)),
    router('Site2-Rtr', ['172.16.10.1', '10.25.25.5'], '10.25.25.2'),
    host('Site2-Host1', '172.16.10.11', '172.16.10.1'),
  ],
  links: [
    cable('Site1-Host1', 'eth0', 'Site1-Rtr', 'GigabitEthernet0/0'),
    cable('Site1-Host2', 'eth0', 'Site1-Rtr', 'GigabitEthernet0/1'),
    cable('Site1-Rtr', 'GigabitEthernet0/2', 'Site1-FW', 'GigabitEthernet0/1'),
    cable('Site1-FW', 'GigabitEthernet0/0', 'WAN', 'GigabitEthernet0/0'),
    cable('WAN', 'GigabitEthernet0/1', 'Site2-FW', 'GigabitEthernet0/0'),
    cable('Site2-FW', 'GigabitEthernet0/1', 'Site2-Rtr', 'GigabitEthernet0/1'),
    cable('Site2-Rtr', 'GigabitEthernet0/0', 'Site2-Host1', 'eth0'),
  ],
};

class Consoles {
  readonly #lines = new Map<string, (text: string) => Promise<string>>();

  constructor(private readonly network: SimulatedNetwork) {}

  /** Types a command and lets time pass for as long as it runs. */
  async run(name: string, command: string): Promise<string> {
    const line = this.#lines.get(name) ?? this.#attach(name);
    this.#lines.set(name, line);
    return await line(`${command}\r`);
  }

  #attach(name: string): (text: string) => Promise<string> {
    const device = this.network.devices.get(name);
    if (!device) throw new Error(`no ${name}`);
    let shown = '';
    const attached = device.terminals.auxiliary.attach((bytes) => (shown += latin1Of(bytes).replaceAll('\r', '')));
    return async (text) => {
      shown = '';
      attached.receive(bytesOfLatin1(text));
      await turns();
      for (let left = 100_000; device.isBusy && left > 0 && this.network.clock.runInstant(); left--) await turns();
      return shown;
    };
  }
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => void setImmediate(resolve));
}

/** Every neighbour is known, as in a network that has been up for a while. */
async function settled(): Promise<{ network: SimulatedNetwork; consoles: Consoles }> {
  const plan = { topology, configurations: {}, journal: {}, seed: 'seed 004' };
  const network = await SimulatedNetwork.start(plan, () => undefined);
  network.clock.runUntil(10_000);
  const consoles = new Consoles(network);
  for (const [from, to] of [
    ['Site1-Host1', '192.168.100.1'],
    ['Site1-Host2', '192.168.200.1'],
    ['Site2-Host1', '172.16.10.1'],
  ] as const)
    await consoles.run(from, `ping -c 2 ${to}`);
  for (const [from, to] of [
    ['Site1-Rtr', '10.12.12.2'],
    ['Site1-FW', '10.12.12.1'],
    ['Site1-FW', '10.255.2.2'],
    ['Site2-FW', '10.255.1.2'],
    ['Site2-FW', '10.25.25.5'],
    ['Site2-Rtr', '10.25.25.2'],
    ['Site1-Rtr', '192.168.100.11'],
    ['Site1-Rtr', '192.168.200.11'],
    ['Site2-Rtr', '172.16.10.11'],
  ] as const)
    await consoles.run(from, `ping ${to}`);
  return { network, consoles };
}

test('a host on YELLOW loses the first of its five packets, and so does one on BLUE after it', async () => {
  const { network, consoles } = await settled();
  expect(network.shortfalls).toEqual([]);
  const yellow = await consoles.run('Site1-Host1', 'ping -s 100 -c 5 172.16.10.11');
  expect(yellow).toContain('PING 172.16.10.11 (172.16.10.11): 100 data bytes\n108 bytes from 172.16.10.11: seq=1 ');
  expect(yellow).toContain('5 packets transmitted, 4 packets received, 20% packet loss\n');
  const blue = await consoles.run('Site1-Host2', 'ping -c 5 -s 200 172.16.10.11');
  expect(blue).toContain('208 bytes from 172.16.10.11: seq=1 ');
  expect(blue).toContain('5 packets transmitted, 4 packets received, 20% packet loss\n');
  const shown = await consoles.run('Site1-FW', 'show crypto isakmp sa');
  expect(shown).toContain('Status:UP-ACTIVE, IKE count:1, CHILD count:2');
  const list = await consoles.run('Site1-FW', 'show access-list s2svpn');
  expect(list).toMatch(/^access-list s2svpn; 2 elements; name hash: 0x[0-9a-f]{8}$/m);
});
