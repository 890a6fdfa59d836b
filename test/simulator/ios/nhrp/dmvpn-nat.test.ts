/** A spoke behind a translation: the hub knows it by the address that its packets come from, and what it claims beside it. */
import { expect, it } from 'vitest';
import { ikev1, ikev2 } from './dmvpn-consoles.ts';
import { bareConsoles, type Consoles } from '../network-console.ts';

const middle = `interface FastEthernet0/0
 ip address 192.168.1.1 255.255.255.0
 ip nat inside
 no shutdown
interface FastEthernet0/1
 ip address 192.0.2.2 255.255.255.0
 ip nat outside
 no shutdown
access-list 1 permit any
ip nat inside source list 1 interface FastEthernet0/1 overload
`;
const outside = (address: string): string => `interface FastEthernet0/0
 ip address ${address} 255.255.255.0
 no shutdown
`;

async function started(keys: string): Promise<Consoles> {
  const consoles = bareConsoles('15.9(3)M6');
  const { r1, r2, r3, clock } = consoles;
  const protection = keys === '' ? '' : ' tunnel protection ipsec profile P\n';
  const spoke = `interface Tunnel0\n ip address 10.0.0.2 255.255.255.0\n ip nhrp network-id 1\n ip nhrp map 10.0.0.1 192.0.2.1\n ip nhrp nhs 10.0.0.1\n tunnel source FastEthernet0/0\n tunnel mode gre multipoint\n${protection}`;
  const hub = `interface Tunnel0\n ip address 10.0.0.1 255.255.255.0\n ip nhrp network-id 1\n ip nhrp map multicast dynamic\n tunnel source FastEthernet0/0\n tunnel mode gre multipoint\n${protection}`;
  expect(await r2.configure(middle)).toEqual([]);
  expect(await r3.configure(outside('192.0.2.1') + keys + hub)).toEqual([]);
  const route = 'ip route 0.0.0.0 0.0.0.0 192.168.1.1\n';
  expect(await r1.configure(outside('192.168.1.2') + route + keys + spoke)).toEqual([]);
  clock.runUntil(60_000);
  return consoles;
}

it.each([
  ['protected by IKE version 1', ikev1],
  ['protected by IKE version 2', ikev2],
])('registers, and is reached: %s', async (_, keys) => {
  const { r1, r3 } = await started(keys);
  expect(await r3.type('show ip nhrp')).toMatch(
    /NBMA address: 192\.0\.2\.2 \n +\(Claimed NBMA address: 192\.168\.1\.2\)/,
  );
  expect(await r3.type('show dmvpn')).toMatch(/192\.0\.2\.2 +10\.0\.0\.2 +UP 00:00:\d\d +DN\n/);
  expect(await r3.type('ping 10.0.0.2')).toContain('!!!!!');
  expect(await r1.type('ping 10.0.0.1')).toContain('!!!!!');
});

it.each([
  ['IKE version 1', ikev1],
  ['IKE version 2', ikev2],
])('is reached by the associations that it has made anew: %s', async (_, keys) => {
  const { r1, r3, clock } = await started(keys);
  await r1.type('clear crypto sa');
  await r1.type('clear crypto session');
  clock.runUntil(clock.now() + 20_000);
  expect(await r1.type('show crypto session')).toContain('UP-ACTIVE');
  expect(await r3.type('ping 10.0.0.2')).toContain('!!!!!');
});
