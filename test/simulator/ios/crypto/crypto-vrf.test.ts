/** IKE and IPsec where tables of routes are apart: peers with the same addresses, and customers with the same networks. */
import { expect, test } from 'vitest';
import { bareConsoles, type NetworkConsole } from '../network-console.ts';

const suite = `crypto isakmp policy 10
 encryption aes
 authentication pre-share
 group 5
crypto ipsec transform-set T esp-aes esp-sha-hmac
 mode tunnel
`;

const tunnel = (
  vrf: string,
  own: string,
  peer: string,
  inside: string,
): string => `interface Tunnel${vrf === '' ? 0 : vrf}
 ip address ${inside} 255.255.255.252
 tunnel source ${own}
 tunnel destination ${peer}
 tunnel mode ipsec ipv4
 tunnel protection ipsec profile P
`;

/** In the middle, both neighbours have one address. */
const hub = `ip vrf RED
ip vrf BLUE
interface f0/0
 ip vrf forwarding RED
 ip address 192.0.2.2 255.255.255.0
 no shutdown
interface f0/1
 ip vrf forwarding BLUE
 ip address 192.0.2.2 255.255.255.0
 no shutdown
${suite}`;

const spoke = (key: string): string => `interface f0/0
 ip address 192.0.2.1 255.255.255.0
 no shutdown
${suite}crypto isakmp key ${key} address 192.0.2.2
`;

const keyringsApart = `crypto keyring KR vrf RED
 pre-shared-key address 192.0.2.1 key red
crypto keyring KB vrf BLUE
 pre-shared-key address 192.0.2.1 key blue
`;

async function pings(console: NetworkConsole, words: string): Promise<string> {
  // The first ones are lost: addresses are asked for, and keys.
  for (let times = 0; times < 2; times++) await console.type(`ping ${words}`);
  return console.type(`ping ${words}`);
}

test('two peers with one address are told apart by their front doors, and each has its own key', async () => {
  const { r1, r2, r3, clock } = bareConsoles();
  const profile = 'crypto ipsec profile P\n set transform-set T\n';
  for (const [spokeConsole, key, inside] of [
    [r1, 'red', '10.0.1.1'],
    [r3, 'blue', '10.0.3.1'],
  ] as const)
    expect(await spokeConsole.configure(spoke(key) + profile + tunnel('', '192.0.2.1', '192.0.2.2', inside))).toEqual(
      [],
    );
  expect(
    await r2.configure(
      hub +
        keyringsApart +
        profile +
        `${tunnel('1', 'f0/0', '192.0.2.1', '10.0.1.2')} tunnel vrf RED\n${tunnel('2', 'f0/1', '192.0.2.1', '10.0.3.2')} tunnel vrf BLUE\n`,
    ),
  ).toEqual([]);
  clock.runUntil(120_000);
  expect(await pings(r2, '10.0.1.1')).toContain('!!!!!');
  expect(await pings(r2, '10.0.3.1')).toContain('!!!!!');
  const sessions = await r2.type('show crypto session detail');
  expect(sessions).toContain('Peer: 192.0.2.1 port 500 fvrf: RED ivrf: (none)');
  expect(sessions).toContain('Peer: 192.0.2.1 port 500 fvrf: BLUE ivrf: (none)');
  expect(sessions.match(/UP-ACTIVE/g)).toHaveLength(2);
  expect(await r2.type('show crypto ipsec sa address')).toContain('fvrf/address: RED/192.0.2.2');
});

test('a key for the global table is none for a peer behind another door', async () => {
  const { r1, r2, clock } = bareConsoles();
  const profile = 'crypto ipsec profile P\n set transform-set T\n';
  await r1.configure(spoke('red') + profile + tunnel('', '192.0.2.1', '192.0.2.2', '10.0.1.1'));
  const own = `${tunnel('1', 'f0/0', '192.0.2.1', '10.0.1.2')} tunnel vrf RED\n`;
  await r2.configure(`${hub}crypto isakmp key red address 192.0.2.1\n${profile}${own}`);
  clock.runUntil(120_000);
  expect(await r2.type('show crypto session')).not.toContain('UP-ACTIVE');
  await r2.configure('crypto keyring K vrf RED\n pre-shared-key address 192.0.2.1 key red');
  clock.runUntil(240_000);
  expect(await r2.type('show crypto session')).toContain('UP-ACTIVE');
});

const customer = (peer: string, wan: string, key: string): string => `interface Loopback0
 ip address 10.2.0.1 255.255.255.0
${suite}crypto isakmp key ${key} address ${peer}
access-list 101 permit ip 10.2.0.0 0.0.0.255 10.1.0.0 0.0.0.255
crypto map M 10 ipsec-isakmp
 set peer ${peer}
 set transform-set T
 match address 101
interface f0/0
 ip address ${wan} 255.255.255.0
 crypto map M
 no shutdown
ip route 10.1.0.0 255.255.255.0 ${peer}
`;

const ways = [
  ['static', (name: string, peer: string) => `ip route vrf ${name} 10.2.0.0 255.255.255.0 ${peer} global\n`],
  ['reverse', (name: string) => `crypto map M${name} 10 ipsec-isakmp\n reverse-route\n`],
] as const;

test.each(ways)('customers with the same networks share a hub by profiles and %s routes', async (kind, routeTo) => {
  const { r1, r2, r3, clock } = bareConsoles();
  await r1.configure(customer('172.16.1.2', '172.16.1.1', 'one'));
  await r3.configure(customer('172.16.3.2', '172.16.3.1', 'two'));
  const entry = (name: string, peer: string): string => `crypto isakmp profile ${name}
 vrf ${name}
 keyring default
 match identity address ${peer} 255.255.255.255
crypto map M${name} 10 ipsec-isakmp
 set peer ${peer}
 set transform-set T
 set isakmp-profile ${name}
 match address 101
ip vrf ${name}
interface Loopback${name === 'A' ? 1 : 3}
 ip vrf forwarding ${name}
 ip address 10.1.0.1 255.255.255.0
${routeTo(name, peer)}`;
  const interfaces = `interface f0/0
 ip address 172.16.1.2 255.255.255.0
 crypto map MA
 no shutdown
interface f0/1
 ip address 172.16.3.2 255.255.255.0
 crypto map MB
 no shutdown
`;
  const keys = 'crypto isakmp key one address 172.16.1.1\ncrypto isakmp key two address 172.16.3.1\n';
  const list = 'access-list 101 permit ip 10.1.0.0 0.0.0.255 10.2.0.0 0.0.0.255\n';
  await r2.configure(suite + keys + list + entry('A', '172.16.1.1') + entry('B', '172.16.3.1') + interfaces);
  clock.runUntil(10_000);
  expect(await pings(r1, '10.1.0.1 source Loopback0')).toContain('!!!!!');
  expect(await pings(r3, '10.1.0.1 source Loopback0')).toContain('!!!!!');
  expect(await pings(r2, 'vrf A 10.2.0.1 source Loopback1')).toContain('!!!!!');
  expect(await pings(r2, 'vrf B 10.2.0.1 source Loopback3')).toContain('!!!!!');
  expect(await r2.type('show crypto ipsec sa vrf A')).toContain('protected vrf: A');
  expect(await r2.type('show crypto session detail')).toContain('fvrf: (none) ivrf: B');
  if (kind === 'static')
    expect(r2.configuration).toContain('ip route vrf A 10.2.0.0 255.255.255.0 172.16.1.1 global\n');
  expect(await r2.type('show ip route vrf A')).toContain('10.2.0.0 [1/0] via 172.16.1.1');
  expect(await r2.type('show ip route vrf B')).toContain('10.2.0.0 [1/0] via 172.16.3.1');
  expect(await r2.type('show ip route')).not.toContain('10.2.0.0');
});

test('profiles and policies of version 2 are for peers behind their own doors', async () => {
  const { r1, r2, clock } = bareConsoles('15.2(4)M7');
  const version2 = (peer: string): string => `crypto ikev2 keyring K
 peer X
  address ${peer}
  pre-shared-key secret
crypto ikev2 profile F
 match identity remote address ${peer} 255.255.255.255
 authentication remote pre-share
 authentication local pre-share
 keyring local K
crypto ipsec profile P
 set transform-set T
 set ikev2-profile F
`;
  await r1.configure(spoke('none') + version2('192.0.2.2') + tunnel('', '192.0.2.1', '192.0.2.2', '10.0.1.1'));
  const own = `${tunnel('1', 'f0/0', '192.0.2.1', '10.0.1.2')} tunnel vrf RED\n`;
  await r2.configure(hub + version2('192.0.2.1') + own);
  clock.runUntil(120_000);
  expect(await r2.type('show crypto ikev2 sa')).not.toContain('READY');
  await r2.configure('crypto ikev2 profile F\n match fvrf RED\n ivrf RED');
  clock.runUntil(300_000);
  expect(await r2.type('show crypto ikev2 sa')).toMatch(/RED\/RED +READY/);
});

test('reverse routes go into the table of the interface with the crypto map, those to the peer as well', async () => {
  const { r1, r2, clock } = bareConsoles();
  await r1.configure(customer('192.0.2.2', '192.0.2.1', 'red'));
  await r2.configure(`${hub}${keyringsApart}interface Loopback1
 ip vrf forwarding RED
 ip address 10.1.0.1 255.255.255.0
access-list 101 permit ip 10.1.0.0 0.0.0.255 10.2.0.0 0.0.0.255
crypto map M 10 ipsec-isakmp
 set peer 192.0.2.1
 set transform-set T
 match address 101
 reverse-route remote-peer
interface f0/0
 crypto map M
`);
  clock.runUntil(10_000);
  expect(await pings(r1, '10.1.0.1 source Loopback0')).toContain('!!!!!');
  expect(await pings(r2, 'vrf RED 10.2.0.1 source Loopback1')).toContain('!!!!!');
  const red = await r2.type('show ip route vrf RED');
  expect(red).toContain('10.2.0.0 [1/0] via 192.0.2.1');
  expect(red).toContain('192.0.2.1/32 is directly connected');
  expect(await r2.type('show ip route')).not.toContain('10.2.0.0');
});
