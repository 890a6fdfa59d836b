/** Two sites behind one address that a router translates to, and a hub that tells them apart by their ports. */
import { expect, test } from 'vitest';
import { Bridge } from '../../../../src-main/simulator/network/bridge.ts';
import { Link } from '../../../../src-main/simulator/network/link.ts';
import { VirtualClock } from '../../../../src-main/simulator/network/virtual-clock.ts';
import { KeyLog } from '../../../../src-main/simulator/topology/key-log.ts';
import { espSaFile } from '../../../../src-main/simulator/wire/wireshark-keys.ts';
import { NetworkConsole } from '../network-console.ts';

const release = '15.9(3)M6';

const suite = `crypto isakmp policy 10
 encryption aes
 authentication pre-share
 group 5
crypto isakmp key secret address 0.0.0.0
crypto ipsec transform-set T esp-aes esp-sha-hmac
`;

const spoke = (number: number): string => `${suite}interface Loopback0
 ip address 172.16.${number}.1 255.255.255.0
access-list 101 permit ip 172.16.${number}.0 0.0.0.255 172.20.0.0 0.0.255.255
crypto map M 10 ipsec-isakmp
 set peer 203.0.113.1
 set transform-set T
 match address 101
interface f0/0
 ip address 192.168.0.${number} 255.255.255.0
 crypto map M
 no shutdown
ip route 0.0.0.0 0.0.0.0 192.168.0.254
`;

const translating = `interface f0/0
 ip address 192.168.0.254 255.255.255.0
 ip nat inside
 no shutdown
interface f0/1
 ip address 203.0.113.2 255.255.255.0
 ip nat outside
 no shutdown
access-list 1 permit 192.168.0.0 0.0.0.255
ip nat inside source list 1 interface f0/1 overload
`;

const hub = `${suite}interface Loopback0
 ip address 172.20.1.1 255.255.255.0
crypto dynamic-map D 10
 set transform-set T
 reverse-route
crypto map M 10 ipsec-isakmp dynamic D
interface f0/0
 ip address 203.0.113.1 255.255.255.0
 crypto map M
 no shutdown
`;

test('peers behind one address are sessions by themselves, and packets reach the right one', async () => {
  const clock = new VirtualClock();
  const [one, two, idle, nat, center] = [1, 2, 3, 4, 5].map((number) => new NetworkConsole(clock, number, release)) as [
    NetworkConsole,
    NetworkConsole,
    NetworkConsole,
    NetworkConsole,
    NetworkConsole,
  ];
  const inside = new Bridge(clock);
  for (const console of [one, two, idle, nat]) {
    const cable = new Link(clock);
    console.port('FastEthernet0/0').carrier.plugIn(cable.a);
    inside.plugIn(cable.b);
  }
  const outside = new Link(clock);
  nat.port('FastEthernet0/1').carrier.plugIn(outside.a);
  center.port('FastEthernet0/0').carrier.plugIn(outside.b);
  for (const [console, text] of [
    [one, spoke(11)],
    [two, spoke(12)],
    [idle, spoke(13).replace('T esp-aes', 'T esp-3des')],
    [nat, translating],
    [center, hub],
  ] as const)
    expect(await console.configure(text)).toEqual([]);
  clock.runUntil(10_000);
  for (const console of [one, two, one, two]) await console.type('ping 172.20.1.1 source Loopback0');
  for (const console of [idle, idle]) await console.type('ping 172.20.1.1 source Loopback0');
  const shown = await center.type('show crypto session');
  expect(shown.match(/Peer: 203\.0\.113\.2 port \d+/g)).toHaveLength(3);
  expect(shown).toMatch(/port 4500 [^]*remote 203\.0\.113\.2\/4500 Active[^]*FLOW: permit ip 172\.20\.0\.0/);
  expect(shown.match(/UP-ACTIVE/g)).toHaveLength(2);
  // What the third one wants of IPsec the hub has not.
  expect(shown.match(/UP-IDLE/g)).toHaveLength(1);
  for (const number of [11, 12])
    expect(await center.type(`ping 172.16.${number}.1 source Loopback0`)).toContain('!!!!!');
});

test('keys for captures leave out the address that a translator changes, so that they fit on both of its sides', async () => {
  const clock = new VirtualClock();
  const [site, nat, center] = [1, 2, 3].map((number) => new NetworkConsole(clock, number, release)) as [
    NetworkConsole,
    NetworkConsole,
    NetworkConsole,
  ];
  const [inside, outside] = [new Link(clock), new Link(clock)];
  site.port('FastEthernet0/0').carrier.plugIn(inside.a);
  nat.port('FastEthernet0/0').carrier.plugIn(inside.b);
  nat.port('FastEthernet0/1').carrier.plugIn(outside.a);
  center.port('FastEthernet0/0').carrier.plugIn(outside.b);
  const keys = new KeyLog();
  for (const { router } of [site, center]) keys.watch(router);
  for (const [console, text] of [
    [site, spoke(11)],
    [nat, translating],
    [center, hub],
  ] as const)
    expect(await console.configure(text)).toEqual([]);
  clock.runUntil(10_000);
  for (let i = 0; i < 3; i++) await site.type('ping 172.20.1.1 source Loopback0');
  const rows = keys.wiresharkFiles()[espSaFile]?.match(/^"IPv4","[^"]*","[^"]*"/gm);
  expect(rows?.sort()).toEqual(['"IPv4","*","203.0.113.1"', '"IPv4","203.0.113.1","*"']);
});
