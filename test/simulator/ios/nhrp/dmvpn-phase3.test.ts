/** DMVPN of phase 3: spokes whose routes all lead to the hub find the short way to one another when packets have gone round. */
import { describe, expect, it } from 'vitest';
import { dmvpnConsoles, hubTunnel, ikev1, ikev2, site, spokeTunnel, type Dmvpn } from './dmvpn-consoles.ts';

interface Kind {
  protection?: string;
  release?: string;
  /** What a spoke knows of the networks behind the others. */
  routes: (number: number) => string;
}

const eigrp = 'router eigrp 1\n network 10.0.0.0\n network 172.20.0.0\n no auto-summary\n';
/** The hub is the next hop of everything. */
const hubEigrp = `interface Tunnel0\n no ip split-horizon eigrp 1\n${eigrp}`;
const defaultByHub = (): string => 'ip route 172.20.0.0 255.255.0.0 10.0.0.1\n';

async function phase3({ protection = '', release, routes }: Kind): Promise<Dmvpn> {
  const network = dmvpnConsoles(release);
  const { hub, spokes, clock } = network;
  const protect = protection === '' ? '' : ' tunnel protection ipsec profile P\n';
  const isEigrp = routes(2).includes('eigrp');
  const ofHub = isEigrp
    ? hubEigrp
    : 'ip route 172.20.2.0 255.255.255.0 10.0.0.2\nip route 172.20.3.0 255.255.255.0 10.0.0.3\n';
  expect(await hub.configure(`${protection}${site(1)}${hubTunnel(` ip nhrp redirect\n${protect}`)}${ofHub}`)).toEqual(
    [],
  );
  for (const [index, spoke] of spokes.entries()) {
    const number = index + 2;
    const tunnel = spokeTunnel(number, 'mgre', ` ip nhrp shortcut\n ip nhrp redirect\n${protect}`);
    expect(await spoke.configure(`${protection}${site(number)}${tunnel}${routes(number)}`)).toEqual([]);
  }
  clock.runUntil(40_000);
  return network;
}

const traced = /1 10\.0\.0\.1 [^]*2 10\.0\.0\.3/;
const direct = / 1 10\.0\.0\.3 /;

describe.each([
  ['without protection', ''],
  ['protected by IKE version 1', ikev1],
  ['protected by IKE version 2', ikev2],
])('%s', (_, protection) => {
  it('a packet that went by the hub makes a route to the network behind the other spoke', async () => {
    const { hub, spokes, clock } = await phase3({ protection, routes: defaultByHub });
    const [one, two] = spokes;
    expect(await one.type('traceroute 172.20.3.1 source Loopback0')).toMatch(traced);
    clock.runUntil(clock.now() + 10_000);
    const shown = await one.type('show ip route');
    expect(shown).toMatch(
      /H {8}10\.0\.0\.3 is directly connected, 00:00:\d\d, Tunnel0|H {8}10\.0\.0\.3\/32 is directly connected, 00:00:\d\d, Tunnel0/,
    );
    expect(shown).toMatch(/H {8}172\.20\.3\.0\/24 \[250\/255\] via 10\.0\.0\.3, 00:00:\d\d, Tunnel0/);
    expect(await one.type('show ip nhrp shortcut')).toMatch(
      /^172\.20\.3\.0\/24 via 10\.0\.0\.3\n {3}Tunnel0 created 00:00:\d\d, expire 0[01]:\d\d:\d\d\n {3}Type: dynamic, Flags: router .*rib \n {3}NBMA address: 192\.0\.2\.3 \n/,
    );
    expect(await two.type('show ip nhrp')).toMatch(
      /172\.20\.3\.0\/24 via 10\.0\.0\.3\n.*\n {3}Type: dynamic, Flags: router unique local .*\n {3}NBMA address: 192\.0\.2\.3 \n {4}\(no-socket\) /,
    );
    expect(await one.type('traceroute 172.20.3.1 source Loopback0')).toMatch(direct);
    expect(await one.type('ping 172.20.3.1 source Loopback0')).toContain('!!!!!');
    const before = hub.router.interfaces.get('Tunnel0')?.counters.outPackets;
    await one.type('ping 172.20.3.1 source Loopback0');
    expect(hub.router.interfaces.get('Tunnel0')?.counters.outPackets).toBe(before);
    expect(await one.type('show dmvpn')).toMatch(/192\.0\.2\.3 +10\.0\.0\.3 +UP 00:00:\d\d +DT1/);
  });
});

it('a route to the very prefix keeps its place, and packets take the other next hop', async () => {
  const { spokes, clock } = await phase3({ routes: () => eigrp });
  const [one] = spokes;
  await one.type('ping 172.20.3.1 source Loopback0');
  clock.runUntil(clock.now() + 5_000);
  expect(await one.type('show ip route')).toMatch(
    /D {3}% {4}172\.20\.3\.0\/24 \[90\/\d+\] via 10\.0\.0\.1, .*Tunnel0\n/,
  );
  expect(await one.type('show ip route next-hop-override')).toMatch(
    /\n +\[NHO\]\[250\/255\] via 10\.0\.0\.3, 00:00:\d\d, Tunnel0\n/,
  );
  expect(await one.type('show ip nhrp shortcut')).toContain('rib nho');
  expect(await one.type('traceroute 172.20.3.1 source Loopback0')).toMatch(direct);
  expect(await one.type('show dmvpn')).toMatch(/10\.0\.0\.3 +UP 00:00:\d\d +DT2/);
});

it.each([
  ['a route', defaultByHub],
  ['another next hop of a route', () => eigrp],
])('of 12.4 takes %s without showing it in the table', async (_, routes) => {
  const { spokes, clock } = await phase3({ release: '12.4(24)T5', routes });
  const [one] = spokes;
  const before = (await one.type('show ip route')).replaceAll(/, \d\d:\d\d:\d\d/g, '');
  await one.type('ping 172.20.3.1 source Loopback0');
  clock.runUntil(clock.now() + 5_000);
  expect(await one.type('traceroute 172.20.3.1 source Loopback0')).toMatch(direct);
  expect((await one.type('show ip route')).replaceAll(/, \d\d:\d\d:\d\d/g, '')).toBe(before);
  expect(await one.type('show ip route 172.20.3.1')).not.toContain('10.0.0.3');
});

it('a shortcut goes when the network behind the other spoke is gone, and when its time is over', async () => {
  const { spokes, clock } = await phase3({ routes: defaultByHub });
  const [one, two] = spokes;
  await one.type('ping 172.20.3.1 source Loopback0');
  clock.runUntil(clock.now() + 5_000);
  expect(await one.type('show ip route')).toContain('172.20.3.0/24 [250/255]');
  await two.configure('interface Loopback0\n shutdown');
  clock.runUntil(clock.now() + 1_000);
  expect(await one.type('show ip nhrp shortcut')).toBe('');
  await two.configure('interface Loopback0\n no shutdown');
  clock.runUntil(clock.now() + 10_000);
  await one.type('ping 172.20.3.1 source Loopback0');
  clock.runUntil(clock.now() + 5_000);
  expect(await one.type('show ip nhrp shortcut')).not.toBe('');
  clock.runUntil(clock.now() + 301_000);
  expect(await one.type('show ip route')).not.toContain('H  ');
});

it('without shortcuts on the spoke the indication is passed over, and without redirects none is sent', async () => {
  const { hub, spokes, clock } = await phase3({ routes: defaultByHub });
  const [one] = spokes;
  await one.configure('interface Tunnel0\n no ip nhrp shortcut');
  await one.type('ping 172.20.3.1 source Loopback0');
  clock.runUntil(clock.now() + 5_000);
  expect(await one.type('show ip nhrp shortcut')).toBe('');
  expect(one.router.nhrp.find('Tunnel0')?.counts.received[8]).toBeGreaterThan(0);
  await hub.configure('interface Tunnel0\n no ip nhrp redirect');
  const before = hub.router.nhrp.find('Tunnel0')?.counts.sent[8];
  clock.runUntil(clock.now() + 10_000);
  await one.type('ping 172.20.3.1 source Loopback0');
  expect(hub.router.nhrp.find('Tunnel0')?.counts.sent[8]).toBe(before);
});

it('runs in a VRF, with its outside in another', async () => {
  const { hub, spokes, clock } = dmvpnConsoles();
  for (const [index, router] of [hub, ...spokes].entries()) {
    const number = index + 1;
    const place = site(number)
      .replace('FastEthernet0/0\n', 'FastEthernet0/0\n vrf forwarding WAN\n')
      .replace('Loopback0\n', 'Loopback0\n vrf forwarding IN\n');
    const tunnel = index === 0 ? hubTunnel(' ip nhrp redirect\n') : spokeTunnel(number, 'mgre', ' ip nhrp shortcut\n');
    const inside = tunnel.replace('Tunnel0\n', 'Tunnel0\n vrf forwarding IN\n');
    const routes =
      index === 0
        ? 'ip route vrf IN 172.20.2.0 255.255.255.0 10.0.0.2\nip route vrf IN 172.20.3.0 255.255.255.0 10.0.0.3\n'
        : 'ip route vrf IN 172.20.0.0 255.255.0.0 10.0.0.1\n';
    const vrfs = ['WAN', 'IN'].map((name) => `vrf definition ${name}\n address-family ipv4\n`).join('');
    expect(await router.configure(`${vrfs}${place}${inside} tunnel vrf WAN\n${routes}`)).toEqual([]);
  }
  clock.runUntil(40_000);
  const [one] = spokes;
  await one.type('ping vrf IN 172.20.3.1 source Loopback0');
  clock.runUntil(clock.now() + 5_000);
  expect(await one.type('show ip route vrf IN')).toMatch(/H {8}172\.20\.3\.0\/24 \[250\/255\] via 10\.0\.0\.3/);
  expect(await one.type('ping vrf IN 172.20.3.1 source Loopback0')).toContain('!!!!!');
});
