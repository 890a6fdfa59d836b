/** FlexVPN: a hub that gives its spokes addresses, and both ends telling each other of the networks behind them. */
import { expect, test } from 'vitest';
import { bareConsoles, type Consoles, type NetworkConsole } from '../network-console.ts';

const release = '15.9(3)M6';

/** @param policy lines of the authorization policy; @param more lines of the profile of IKE */
const common = (policy: string, more: string): string => `aaa new-model
aaa authorization network FLEX local
crypto ikev2 authorization policy AP
${policy}
crypto ikev2 keyring K
 peer ANY
  address 0.0.0.0 0.0.0.0
  pre-shared-key secret
crypto ikev2 profile P
 match identity remote address 0.0.0.0
 authentication local pre-share
 authentication remote pre-share
 keyring local K
 aaa authorization group psk list FLEX AP
${more}
crypto ipsec transform-set T esp-aes esp-sha-hmac
crypto ipsec profile IP
 set transform-set T
 set ikev2-profile P
`;

const given = ' pool POOL\n netmask 255.255.255.0\n dns 172.20.2.53\n route set access-list 10';

const hub = (policy = given, more = ''): string => `interface Loopback0
 ip address 172.20.2.1 255.255.255.0
ip local pool POOL 10.8.0.10 10.8.0.11
access-list 10 permit 172.20.2.0 0.0.0.255
interface f0/0
 ip address 192.0.2.2 255.255.255.0
 no shutdown
interface f0/1
 ip address 198.51.100.2 255.255.255.0
 no shutdown
${common(policy, ` virtual-template 1\n${more}`)}interface Virtual-Template1 type tunnel
 ip unnumbered Loopback0
 tunnel source f0/0
 tunnel mode ipsec ipv4
 tunnel protection ipsec profile IP
`;

const spoke = (number: number, own: string, peer: string): string => `interface Loopback0
 ip address 172.20.${number}.1 255.255.255.0
access-list 10 permit 172.20.${number}.0 0.0.0.255
interface f0/0
 ip address ${own} 255.255.255.0
 no shutdown
${common(' route set interface\n route set access-list 10', '')}interface Tunnel0
 ip address negotiated
 tunnel source f0/0
 tunnel mode ipsec ipv4
 tunnel destination ${peer}
 tunnel protection ipsec profile IP
`;

async function flex(atHub = hub()): Promise<Consoles> {
  const consoles = bareConsoles(release);
  const { r1, r2, r3, clock } = consoles;
  for (const [console, text] of [
    [r2, atHub],
    [r1, spoke(1, '192.0.2.1', '192.0.2.2')],
    [r3, spoke(3, '198.51.100.3', '198.51.100.2')],
  ] as const)
    expect(await console.configure(text)).toEqual([]);
  clock.runUntil(60_000);
  return consoles;
}

/** The line of the tunnel: what is typed here is not filtered. */
const tunnelOf = async (console: NetworkConsole): Promise<string> =>
  /^Tunnel0 .*$/m.exec(await console.type('show ip interface brief'))?.[0] ?? '';

const routesOf = async (console: NetworkConsole): Promise<string> => console.type('show ip route static');

test('every spoke gets an address of its own, and the networks at both ends are reached through the tunnel', async () => {
  const { r1, r2, r3 } = await flex();
  const addresses = await Promise.all([r1, r3].map(tunnelOf));
  for (const one of addresses) expect(one).toMatch(/^Tunnel0 +10\.8\.0\.1[01] /);
  expect(addresses[0]).not.toBe(addresses[1]);
  expect(await routesOf(r1)).toMatch(/172\.20\.2\.0(\/24)? is directly connected, Tunnel0/);
  expect(await routesOf(r2)).toMatch(/172\.20\.1\.0(\/24)? is directly connected, Virtual-Access\d/);
  expect(await routesOf(r2)).toMatch(/10\.8\.0\.10(\/32)? is directly connected, Virtual-Access\d/);
  expect(await r2.type('ping 172.20.3.1 source Loopback0')).toContain('!!!!!');
  expect(await r1.type('ping 172.20.2.1 source Loopback0')).toContain('!!!!!');
  const shown = await r2.type('show crypto ikev2 sa detailed');
  expect(shown).toMatch(/Assigned host addr: 10\.8\.0\.10[^]*Remote subnets:\n {6}10\.8\.0\.1\d 255\.255\.255\.255\n/);
  expect(await r2.type('show crypto session detail')).toContain('Capabilities:U ');
});

test('an address and routes outlive the association that has brought them when it is renewed', async () => {
  const { r1, r2, clock } = await flex(hub(given, ' lifetime 300'));
  clock.runUntil(clock.now() + 1_000_000);
  expect(await r1.type('show ip interface brief')).toMatch(/Tunnel0 +10\.8\.0\.1[01] /);
  expect(await routesOf(r2)).toMatch(/172\.20\.1\.0(\/24)? is directly connected/);
  expect(await r1.type('ping 172.20.2.1 source Loopback0')).toContain('!!!!!');
});

test('lines that are typed once more, and those that take away what is not there, leave addresses as they are', async () => {
  const { r1, r2 } = await flex();
  const before = await tunnelOf(r1);
  expect(await r1.configure(r1.configuration)).toEqual([]);
  expect(await tunnelOf(r1)).toBe(before);
  expect(before).toContain('10.8.0.1');
  await r2.configure('interface Tunnel9\n ip address 10.9.9.9 255.255.255.0\n no ip address negotiated');
  expect(r2.configuration).toContain('interface Tunnel9\n ip address 10.9.9.9 255.255.255.0\n');
});

test('without the line of the profile that names the policy nothing is accepted any longer', async () => {
  const { r2, clock } = await flex();
  await r2.configure('crypto ikev2 profile P\n no aaa authorization group psk');
  clock.runUntil(clock.now() + 1000);
  expect(await routesOf(r2)).not.toContain('172.20.1.0');
});

test('routes go with the spoke, and its address is free for the next one', async () => {
  const { r1, r2, clock } = await flex();
  const before = await tunnelOf(r1);
  await r1.configure('interface Tunnel0\n shutdown');
  await r1.type('clear crypto ikev2 sa');
  clock.runUntil(clock.now() + 90_000);
  expect(await r1.type('show ip interface brief')).toMatch(/Tunnel0 +unassigned/);
  expect(await routesOf(r2)).not.toContain('172.20.1.0');
  await r1.configure('interface Tunnel0\n no shutdown');
  clock.runUntil(clock.now() + 60_000);
  expect(await tunnelOf(r1)).toBe(before);
});

test('a spoke for which there is no address left has none, and the other one is not disturbed', async () => {
  const { r1, r3 } = await flex(hub().replace('10.8.0.10 10.8.0.11', '10.8.0.10 10.8.0.10'));
  const shown = await Promise.all([r1, r3].map(tunnelOf));
  expect(shown.filter((text) => /Tunnel0 +10\.8\.0\.10 /.test(text))).toHaveLength(1);
  expect(shown.filter((text) => /Tunnel0 +unassigned/.test(text))).toHaveLength(1);
});

test('a policy or a list that is not there lets nobody in', async () => {
  for (const wrong of [
    hub().replace('aaa authorization network FLEX local\n', ''),
    hub().replace('policy AP', 'policy OTHER'),
  ]) {
    const { r2 } = await flex(wrong);
    expect(await r2.type('show crypto ikev2 sa')).not.toContain('READY');
  }
});

test('routes that are not accepted are not there, and others have the distance and tag of the policy', async () => {
  const { r2, clock } = await flex(hub(`${given}\n no route accept any`));
  expect(await routesOf(r2)).not.toContain('172.20.1.0');
  await r2.configure('crypto ikev2 authorization policy AP\n route accept any tag 77 distance 5');
  clock.runUntil(clock.now() + 1000);
  expect(await r2.type('show ip route 172.20.1.0')).toMatch(/distance 5[^]*Tag 77/);
});

test('what is typed is written, and what is written is typed', async () => {
  const { r1, r2, r3 } = await flex(hub(`${given}\n route set interface\n route accept any distance 7`));
  expect(r2.configuration).toContain(`crypto ikev2 authorization policy AP 
 pool POOL
 dns 172.20.2.53
 netmask 255.255.255.0
 route set interface
 route set access-list 10
 route accept any distance 7
`);
  expect(r2.configuration).toContain('\n aaa authorization group psk list FLEX AP\n virtual-template 1\n');
  expect(r1.configuration).toContain('interface Tunnel0\n ip address negotiated\n tunnel source FastEthernet0/0\n');
  expect(await r2.type('show crypto ikev2 authorization policy default')).toContain(
    ' IKEv2 Authorization Policy : default\n   route set interface\n   route accept any tag : 1 distance : 1',
  );
  const again = bareConsoles(release).r2;
  expect(await again.configure(r2.configuration)).toEqual([]);
  await again.configure('interface range f0/0 - 1\n no shutdown');
  expect(again.configuration).toBe(r2.configuration);
  expect(await r3.configure('interface Tunnel0\n ip address 10.7.7.7 255.255.255.0')).toEqual([]);
  expect(r3.configuration).not.toContain('negotiated');
});

test('a spoke that has an address of its own, and asks for networks only, is told of the name servers, too', async () => {
  const { r1, clock } = await flex();
  await r1.configure('interface Tunnel0\n ip address 10.99.0.1 255.255.255.252');
  await r1.type('clear crypto ikev2 sa');
  clock.runUntil(clock.now() + 60_000);
  expect(r1.router.ipsec.ikev2.associations.map(({ told }) => told?.dns)).toEqual([[0xac140235]]);
});

test('clients of both versions of IKE never have the same address out of one pool', async () => {
  const oldServer = `aaa authentication login USERS local
aaa authorization network GROUPS local
username learner password 0 right
crypto isakmp policy 10
 encryption aes
 authentication pre-share
 group 2
crypto isakmp client configuration group STUDENTS
 key group-key
 pool POOL
 save-password
crypto isakmp profile REMOTE
 match identity group STUDENTS
 client authentication list USERS
 isakmp authorization list GROUPS
 client configuration address respond
crypto dynamic-map DYN 10
 set transform-set T
 set isakmp-profile REMOTE
crypto map VPN 10 ipsec-isakmp dynamic DYN
interface FastEthernet0/1
 crypto map VPN
`;
  const client = `crypto ipsec client ezvpn EZ
 connect auto
 group STUDENTS key group-key
 mode client
 peer 198.51.100.2
 username learner password right
 xauth userid mode local
interface Loopback0
 ip address 172.20.3.1 255.255.255.0
 crypto ipsec client ezvpn EZ inside
interface f0/0
 ip address 198.51.100.3 255.255.255.0
 no shutdown
 crypto ipsec client ezvpn EZ
`;
  const { r1, r2, r3, clock } = bareConsoles(release);
  expect(await r2.configure(hub() + oldServer)).toEqual([]);
  expect(await r3.configure(client)).toEqual([]);
  clock.runUntil(60_000);
  expect(await r1.configure(spoke(1, '192.0.2.1', '192.0.2.2'))).toEqual([]);
  clock.runUntil(120_000);
  expect(await r3.type('show crypto ipsec client ezvpn')).toContain('Address: 10.8.0.10 ');
  expect(await tunnelOf(r1)).toMatch(/ 10\.8\.0\.11 /);
});

test('a spoke that tells of nothing is reached at the address that it was given', async () => {
  const consoles = bareConsoles(release);
  const { r1, r2, clock } = consoles;
  expect(await r2.configure(hub())).toEqual([]);
  const silent = spoke(1, '192.0.2.1', '192.0.2.2').replace(' route set interface\n route set access-list 10', '');
  expect(await r1.configure(`${silent}crypto ikev2 authorization policy AP\n no route set interface\n`)).toEqual([]);
  clock.runUntil(60_000);
  expect(await tunnelOf(r1)).toMatch(/^Tunnel0 +10\.8\.0\.10 /);
  expect(await routesOf(r2)).toMatch(/10\.8\.0\.10(\/32)? is directly connected, Virtual-Access\d/);
  expect(await r2.type('ping 10.8.0.10 source Loopback0')).toContain('!!!!!');
  await r1.type('clear crypto ikev2 sa');
  await r1.configure('interface Tunnel0\n shutdown');
  clock.runUntil(clock.now() + 90_000);
  expect(await routesOf(r2)).not.toContain('10.8.0.10');
});
