import { describe, expect, it } from 'vitest';
import { openChannel } from '../../../../src-main/devices/channel/channel.ts';
import { ios } from '../../../../src-main/devices/platform/ios.ts';
import type { Topology } from '../../../../src-main/lab/topology.ts';
import { BuiltinProvider } from '../../../../src-main/providers/builtin/builtin-provider.ts';
import { simulatorInProcess } from '../../../../src-main/providers/builtin/simulator-in-process.ts';

const protocols = {
  ospf: (network: string) =>
    `router ospf 1\n network 10.0.0.0 0.0.0.255 area 0\n network ${network} 0.0.0.255 area 0\n`,
  eigrp: (network: string) =>
    `router eigrp 7\n network 10.0.0.0 0.0.0.255\n network ${network} 0.0.0.255\n no auto-summary\n`,
};

function end(
  name: string,
  wan: string,
  others: { peer: string; lan: string; tunnel: string; routing: string },
): string {
  const { peer, lan, tunnel, routing } = others;
  return `hostname ${name}
crypto isakmp policy 10
 authentication pre-share
crypto isakmp key FooB4r address ${peer}
crypto ipsec transform-set TS esp-3des esp-sha-hmac
crypto ipsec profile P
 set transform-set TS
interface Loopback0
 ip address ${lan} 255.255.255.0
interface Tunnel0
 ip address ${tunnel} 255.255.255.252
 tunnel source FastEthernet0/0
 tunnel destination ${peer}
 tunnel mode ipsec ipv4
 tunnel protection ipsec profile P
interface FastEthernet0/0
 ip address ${wan} 255.255.255.252
 no shutdown
${routing}end
`;
}

function topologyOf(configurations: Record<string, string>): Topology {
  const nodes = Object.entries(configurations).map(([name, configuration]) => ({
    id: name,
    name,
    platform: 'ios' as const,
    model: 'dynamips c3725',
    interfaces: [{ name: 'FastEthernet0/0' }, { name: 'FastEthernet0/1' }],
    position: { x: 0, y: 0 },
    configuration,
  }));
  const ends = (a: string, b: string): Topology['links'][number]['ends'] => [
    { node: a, interface: 'FastEthernet0/0' },
    { node: b, interface: 'FastEthernet0/0' },
  ];
  return { name: 'routing', nodes, links: [{ id: 'link', ends: ends('R1', 'R3') }] };
}

async function started(protocol: keyof typeof protocols): Promise<BuiltinProvider> {
  const [r1, r3] = [protocols[protocol]('192.168.1.0'), protocols[protocol]('192.168.3.0')];
  const topology = topologyOf({
    R1: end('R1', '172.16.0.1', { peer: '172.16.0.2', lan: '192.168.1.1', tunnel: '10.0.0.1', routing: r1 }),
    R3: end('R3', '172.16.0.2', { peer: '172.16.0.1', lan: '192.168.3.1', tunnel: '10.0.0.2', routing: r3 }),
  });
  const plan = { topology, configurations: {}, journal: [], seed: 'routing', pace: { kind: 'on-demand' } as const };
  const provider = await BuiltinProvider.start(simulatorInProcess(), plan);
  expect(provider.notices).toEqual([]);
  await provider.clock.sleep(60_000);
  return provider;
}

async function show(provider: BuiltinProvider, name: string, command: string): Promise<string> {
  const line = await provider.open(name, 'automation');
  const device = await openChannel(line, { clock: provider.clock, platform: ios, who: name });
  const { output } = await device.execute(command);
  device.close();
  return output;
}

describe('a routing protocol over a protected tunnel', () => {
  it('makes OSPF neighbours of the two ends, and routes between the networks behind them', async () => {
    const network = await started('ospf');
    expect(await show(network, 'R1', 'show ip ospf neighbor')).toMatch(
      /192\.168\.3\.1 {6} +0 {3}FULL\/ {2}- +00:00:3\d {4}10\.0\.0\.2 +Tunnel0/,
    );
    expect(await show(network, 'R1', 'show ip route')).toMatch(
      /O {7}192\.168\.3\.1 \[110\/11112\] via 10\.0\.0\.2, 00:00:\d\d, Tunnel0/,
    );
    expect(await show(network, 'R1', 'show logging')).toMatch(
      /%OSPF-5-ADJCHG: Process 1, Nbr 192\.168\.3\.1 on Tunnel0 from LOADING to FULL, Loading Done/,
    );
  });

  it('makes EIGRP neighbours of the two ends, and routes between the networks behind them', async () => {
    const network = await started('eigrp');
    expect(await show(network, 'R3', 'show ip eigrp neighbors')).toMatch(/0 {3}10\.0\.0\.1 {16}Tu0 +1\d 00:00:\d\d/);
    expect(await show(network, 'R3', 'show ip route eigrp')).toMatch(
      /D {4}192\.168\.1\.0\/24 \[90\/297372416\] via 10\.0\.0\.1, 00:00:\d\d, Tunnel0/,
    );
    expect(await show(network, 'R3', 'show ip eigrp topology')).toMatch(
      /via 10\.0\.0\.1 \(297372416\/128256\), Tunnel0/,
    );
  });

  it('stands in the configuration as it was typed', async () => {
    const network = await started('ospf');
    expect(await show(network, 'R1', 'show running-config')).toContain(
      'router ospf 1\n log-adjacency-changes\n network 10.0.0.0 0.0.0.255 area 0\n network 192.168.1.0 0.0.0.255 area 0\n!\n',
    );
  });
});
