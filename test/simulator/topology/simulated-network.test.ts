import { describe, expect, test } from 'vitest';
import { latin1Of } from '../../../src-main/base/bytes.ts';
import type { Platform, Topology, TopologyLink, TopologyNode } from '../../../src-main/lab/topology.ts';
import { KeyLog } from '../../../src-main/simulator/topology/key-log.ts';
import { SimulatedNetwork, type NetworkPlan } from '../../../src-main/simulator/topology/simulated-network.ts';
import { cable as cableOf } from './cable.ts';

function node(name: string, platform: Platform, change: Partial<TopologyNode> = {}): TopologyNode {
  const interfaces = [{ name: 'FastEthernet0/0' }, { name: 'FastEthernet0/1' }];
  return { id: name, name, platform, model: 'dynamips c3725', interfaces, position: { x: 0, y: 0 }, ...change };
}

/** From the first interface of one to the first of the other, if not to another. */
function cable(id: string, a: string, b: string, port = 'FastEthernet0/0'): TopologyLink {
  return cableOf(id, [a, 'FastEthernet0/0'], [b, port]);
}

function start(topology: Omit<Topology, 'name'>, change: Partial<NetworkPlan> = {}): Promise<SimulatedNetwork> {
  const plan = { topology: { name: 'test', ...topology }, configurations: {}, journal: {}, seed: 'topology' };
  return SimulatedNetwork.start({ ...plan, ...change }, () => undefined);
}

const addressed = (host: number): string =>
  `interface FastEthernet0/0\n ip address 10.0.0.${host} 255.255.255.0\n no shutdown\n`;

describe('a network that is simulated', () => {
  test('runs routers and switches, and lists what it cannot run, one line each', async () => {
    const network = await start({
      nodes: [
        node('R1', 'ios'),
        node('S', 'switch'),
        node('FW', 'asa'),
        node('PC', 'vpcs'),
        node('N9K', 'nxos'),
        node('X', 'unknown'),
        node('L2', 'ios', { model: 'iosvl2' }),
      ],
      links: [cable('one', 'R1', 'S'), cable('other', 'R1', 'FW')],
    });
    expect([...network.routers.keys()]).toEqual(['R1', 'L2']);
    expect([...network.devices.keys()]).toEqual(['R1', 'FW', 'PC', 'L2']);
    expect([...network.links.keys()]).toEqual(['one', 'other']);
    expect(network.shortfalls).toEqual([
      { kind: 'node', node: 'N9K', name: 'N9K', reason: 'a Nexus switch: not simulated' },
      { kind: 'node', node: 'X', name: 'X', reason: 'dynamips c3725: not known to the simulator' },
    ]);
  });

  test('lists the lines that a router refused, with their place', async () => {
    const configuration = 'hostname A\nrouter egp 1\n';
    const network = await start({ nodes: [node('R1', 'ios', { configuration })], links: [] });
    expect(network.shortfalls).toEqual([
      { kind: 'line', node: 'R1', name: 'R1', number: 2, text: 'router egp 1', reason: "% Invalid input: 'egp'" },
    ]);
  });

  test('takes a given configuration in place of the one in the topology', async () => {
    const nodes = [node('R1', 'ios', { configuration: 'hostname A' })];
    const network = await start({ nodes, links: [] }, { configurations: { R1: 'hostname B' } });
    expect(network.routers.get('R1')?.settings.hostname).toBe('B');
  });

  test('carries frames between three routers at a switch', async () => {
    const network = await start(
      {
        nodes: [node('A', 'ios'), node('B', 'ios'), node('C', 'ios'), node('S', 'switch')],
        links: ['A', 'B', 'C'].map((name) => cable(name, name, 'S', 'Ethernet0')),
      },
      { configurations: { A: addressed(1), B: addressed(2), C: addressed(3) } },
    );
    let shown = '';
    const line = network.routers.get('A')?.terminals.auxiliary.attach((bytes) => (shown += latin1Of(bytes)));
    line?.receive(new TextEncoder().encode('ping 10.0.0.3\r'));
    for (let turn = 0; turn < 100 && !shown.includes('Success'); turn++) {
      network.clock.runInstant();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(shown).toMatch(/\.!!!!/);
  });

  test('has no port for a loopback that a topology lists', async () => {
    const interfaces = [{ name: 'Loopback0' }, { name: 'GigabitEthernet0/0' }];
    const configuration = 'interface Loopback0\n ip address 1.1.1.1 255.255.255.255\n';
    const network = await start({ nodes: [node('R1', 'ios', { interfaces, configuration })], links: [] });
    expect(network.shortfalls).toEqual([]);
    expect([...(network.routers.get('R1')?.router.interfaces.keys() ?? [])]).toEqual([
      'GigabitEthernet0/0',
      'Loopback0',
    ]);
  });

  test('tells of each line that a router takes, and takes them up again', async () => {
    const topology = { nodes: [node('R1', 'ios')], links: [] };
    const network = await start(topology);
    const accepted: Parameters<Parameters<typeof network.accepted.on>[0]>[0][] = [];
    network.accepted.on((line) => accepted.push(line));
    const line = network.routers.get('R1')?.terminals.auxiliary.attach(() => undefined);
    line?.receive(new TextEncoder().encode('conf t\rint lo0\rip address 1.1.1.1 255.255.255.255\rend\r'));
    expect(accepted).toEqual([
      { node: 'R1', entry: { path: [], line: 'interface Loopback0' } },
      { node: 'R1', entry: { path: ['interface Loopback0'], line: 'ip address 1.1.1.1 255.255.255.255' } },
    ]);
    const again = await start(topology, { journal: { R1: accepted.map(({ entry }) => entry) } });
    expect(again.routers.get('R1')?.router.interfaces.get('Loopback0')?.address?.address).toBe(0x01010101);
  });
});

test('a log of keys without keys is two empty files', () => {
  const files = new KeyLog().wiresharkFiles();
  expect(Object.keys(files).sort()).toEqual(['esp_sa', 'ikev1_decryption_table']);
  expect(Object.values(files).join('').replace(/^#.*$/gm, '').trim()).toBe('');
});

describe('two networks that may be joined', () => {
  const two = { nodes: [node('R1', 'ios'), node('PC', 'vpcs')], links: [cable('only', 'R1', 'PC')] };

  async function macsOf(seed: string): Promise<string[]> {
    const network = await start(two, { seed });
    const macs: string[] = [];
    network.links.get('only')?.frames.on(({ frame }) => macs.push(Buffer.from(frame.subarray(6, 12)).toString('hex')));
    await network.devices.get('R1')?.boot(addressed(1));
    network.clock.runUntil(60_000);
    return macs;
  }

  test('have cards of their own, which follow from the seed', async () => {
    const [one, again, other] = [await macsOf('one'), await macsOf('one'), await macsOf('other')];
    expect(one.length).toBeGreaterThan(0);
    expect(again).toEqual(one);
    expect(other[0]).toMatch(/^c201....0000$/);
    expect(other).not.toContain(one[0]);
  });

  test('have links that are as their file says', async () => {
    const [link] = two.links;
    const network = await start({ ...two, links: link ? [{ ...link, conditions: { loss: 5, delay: 30 } }] : [] });
    expect(network.links.get('only')?.conditions).toMatchObject({ loss: 5, delay: 30, jitter: 0, isShutdown: false });
  });
});
