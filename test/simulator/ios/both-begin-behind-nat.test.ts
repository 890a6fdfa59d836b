/** Both ends of a tunnel begin at the same moment, and one is behind a translation that lets only its own beginnings through. */
import { expect, it } from 'vitest';
import { ikev1, ikev2 } from './nhrp/dmvpn-consoles.ts';
import { bareConsoles } from './network-console.ts';

const aggressive = (peer: string): string => `${ikev1}crypto isakmp peer address ${peer}
 set aggressive-mode client-endpoint ipv4-address ${peer}
 set aggressive-mode password N3tkey
`;
const keyings = { 'main mode': () => ikev1, 'aggressive mode': aggressive, 'IKE version 2': () => ikev2 };

const port = (name: string, address: string, side = ''): string =>
  `interface ${name}\n ip address ${address} 255.255.255.0\n${side} no shutdown\n`;
const tunnel = (number: number, destination: string): string => `interface Tunnel0
 ip address 10.9.9.${number} 255.255.255.0
 tunnel source FastEthernet0/0
 tunnel destination ${destination}
 tunnel mode ipsec ipv4
 tunnel protection ipsec profile P
`;

// Of two addresses the end inside sees the order that the end outside sees, or another: both are the lower, or the higher.
const places = ['10.1.1', '203.0.113'].flatMap((network) =>
  [
    ['192.0.2.1', '192.0.2.2'],
    ['192.0.2.2', '192.0.2.1'],
  ].map(([hubAddress = '', translated = '']) => ({ network, hubAddress, translated })),
);
const cases = Object.entries(keyings).flatMap(([name, keys]) => places.map((place) => ({ name, keys, ...place })));

it.each(cases)('the tunnel comes up within seconds: $name, from $network.0 as $translated', async (one) => {
  const { keys, network, hubAddress, translated } = one;
  for (const [apart, first] of [
    [0, 'spoke'],
    [3, 'hub'],
    [1, 'spoke'],
  ] as const) {
    const { r1: spoke, r2: nat, r3: hub, clock } = bareConsoles('15.9(3)M6');
    expect(
      await nat.configure(
        `${port('FastEthernet0/0', `${network}.1`, ' ip nat inside\n')}${port('FastEthernet0/1', translated, ' ip nat outside\n')}access-list 1 permit any\nip nat inside source list 1 interface FastEthernet0/1 overload\n`,
      ),
    ).toEqual([]);
    const inside = port('FastEthernet0/0', `${network}.2`) + keys(hubAddress) + tunnel(2, hubAddress);
    const outside = port('FastEthernet0/0', hubAddress) + keys(translated) + tunnel(1, translated);
    expect(await spoke.configure(`ip route 0.0.0.0 0.0.0.0 ${network}.1\n${inside} shutdown\n`)).toEqual([]);
    expect(await hub.configure(`${outside} shutdown\n`)).toEqual([]);
    clock.runUntil(10_000);
    await spoke.type(`ping ${hubAddress}`);
    const [one, other] = first === 'hub' ? [hub, spoke] : [spoke, hub];
    await one.configure('interface Tunnel0\n no shutdown\n');
    clock.runUntil(clock.now() + apart);
    await other.configure('interface Tunnel0\n no shutdown\n');
    clock.runUntil(clock.now() + 12_000);
    expect([apart, first, await spoke.type('ping 10.9.9.1')]).toEqual([apart, first, expect.stringContaining('!!!!!')]);
    expect(await hub.type('ping 10.9.9.2')).toContain('!!!!!');
    // What has got stuck on the way has come to its end, or through.
    clock.runUntil(clock.now() + 180_000);
    expect(await hub.type('ping 10.9.9.2')).toContain('!!!!!');
    for (const { router } of [spoke, hub]) expect(router.ipsec.flows.map(({ pairs }) => pairs.length)).toEqual([1]);
  }
});
