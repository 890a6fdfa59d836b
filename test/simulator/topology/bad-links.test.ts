/** Two routers with a protected tunnel over links that lose, delay, double and exchange frames. */
import { describe, expect, test } from 'vitest';
import { bytesOfLatin1, latin1Of } from '../../../src-main/base/bytes.ts';
import type { Topology, TopologyNode } from '../../../src-main/lab/topology.ts';
import type { LinkConditions } from '../../../src-main/simulator/network/link-conditions.ts';
import { SimulatedNetwork } from '../../../src-main/simulator/topology/simulated-network.ts';
import { cable } from './cable.ts';

function routerNamed(name: string): TopologyNode {
  const interfaces = [{ name: 'FastEthernet0/0' }];
  return { id: name, name, platform: 'ios', model: 'dynamips c3725', interfaces, position: { x: 0, y: 0 } };
}

const topology: Topology = {
  name: 'two',
  nodes: [routerNamed('R1'), routerNamed('R2')],
  links: [cable('wan', ['R1', 'FastEthernet0/0'], ['R2', 'FastEthernet0/0'])],
};

function configuration(own: number, peer: number): string {
  return `crypto isakmp policy 10
 encryption aes
 authentication pre-share
 group 2
crypto isakmp key secret address 10.0.0.${peer}
crypto ipsec transform-set T esp-aes esp-sha-hmac
crypto ipsec profile P
 set transform-set T
interface FastEthernet0/0
 ip address 10.0.0.${own} 255.255.255.0
 no shutdown
interface Tunnel0
 ip address 192.168.0.${own} 255.255.255.0
 tunnel source FastEthernet0/0
 tunnel destination 10.0.0.${peer}
 tunnel mode ipsec ipv4
 tunnel protection ipsec profile P
`;
}

async function start(seed: string, conditions: Partial<LinkConditions>): Promise<SimulatedNetwork> {
  const configurations = { R1: configuration(1, 2), R2: configuration(2, 1) };
  const network = await SimulatedNetwork.start({ topology, configurations, journal: {}, seed }, () => undefined);
  const wan = network.links.get('wan');
  if (wan) wan.conditions = { ...wan.conditions, ...conditions };
  return network;
}

async function type(network: SimulatedNetwork, line: string): Promise<string> {
  let shown = '';
  const terminal = network.devices.get('R1')?.terminals.auxiliary.attach((bytes) => (shown += latin1Of(bytes)));
  terminal?.receive(bytesOfLatin1(`${line}\r`));
  await new Promise((resolve) => setImmediate(resolve));
  while (network.isBusy) {
    network.clock.runInstant();
    await new Promise((resolve) => setImmediate(resolve));
  }
  terminal?.detach();
  return shown;
}

/** How many of a hundred pings are answered through the tunnel, after it has had two minutes to come up. */
async function answered(seed: string, conditions: Partial<LinkConditions>): Promise<number> {
  const network = await start(seed, conditions);
  network.clock.runUntil(120_000);
  const shown = await type(network, 'ping 192.168.0.2 repeat 100 timeout 1');
  return Number(/\((\d+)\/100\)/.exec(shown)?.[1]);
}

describe('a tunnel over a bad link', () => {
  test('comes up and carries data where one frame of ten is lost', async () => {
    for (const seed of ['one', 'two', 'three']) {
      const count = await answered(seed, { loss: 10 });
      // Nine of ten in each direction.
      expect(count).toBeGreaterThan(65);
      expect(count).toBeLessThan(95);
    }
  });

  test('loses nothing where frames come twice and out of order', async () => {
    for (const seed of ['one', 'two', 'three'])
      expect(await answered(seed, { duplication: 30, delay: 20, jitter: 30, reordering: 5 })).toBe(100);
  });

  test('is gone while the link is shut down, and back afterwards', async () => {
    const network = await start('shut', {});
    network.clock.runUntil(60_000);
    const wan = network.links.get('wan');
    if (!wan) throw new Error('no link');
    expect(await type(network, 'ping 192.168.0.2')).toContain('(5/5)');
    wan.conditions = { ...wan.conditions, isShutdown: true };
    expect(await type(network, 'ping 192.168.0.2')).toContain('(0/5)');
    wan.conditions = { ...wan.conditions, isShutdown: false };
    expect(await type(network, 'ping 192.168.0.2')).toContain('(5/5)');
  });
});
