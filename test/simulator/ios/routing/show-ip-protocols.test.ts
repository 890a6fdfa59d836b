import { expect, it } from 'vitest';
import { bareConsoles } from '../network-console.ts';

const port = (address: string): string => `interface f0/0\nip address ${address} 255.255.255.0\nno shutdown`;
const loopback = (address: string): string => `interface Loopback0\nip address ${address} 255.255.255.0`;

async function protocolsOf(routing: string, release?: string): Promise<string> {
  const { clock, r1, r2 } = bareConsoles(release);
  await r1.configure(`${loopback('10.1.1.1')}\n${port('172.16.0.1')}\n${routing}`);
  await r2.configure(`${loopback('10.2.2.2')}\n${port('172.16.0.2')}\n${routing}`);
  clock.runUntil(120_000);
  return r1.type('show ip protocols');
}

it('says what OSPF is told to do, and of whom it has learned', async () => {
  const shown = await protocolsOf('router ospf 1\nnetwork 0.0.0.0 255.255.255.255 area 0\npassive-interface Loopback0');
  expect(shown.replace(/00:0\d:\d\d/, 'AGE')).toBe(`Routing Protocol is "ospf 1"
  Outgoing update filter list for all interfaces is not set
  Incoming update filter list for all interfaces is not set
  Router ID 10.1.1.1
  Number of areas in this router is 1. 1 normal 0 stub 0 nssa
  Maximum path: 4
  Routing for Networks:
    0.0.0.0 255.255.255.255 area 0
 Reference bandwidth unit is 100 mbps
  Passive Interface(s):
    Loopback0
  Routing Information Sources:
    Gateway         Distance      Last Update
    10.2.2.2             110      AGE
  Distance: (default is 110)

`);
});

it('says the same of EIGRP, in the words of the release', async () => {
  const routing = 'router eigrp 7\nnetwork 10.0.0.0\nnetwork 172.16.0.0 0.0.0.255\nno auto-summary';
  const old = await protocolsOf(routing);
  expect(old).toContain('  EIGRP metric weight K1=1, K2=0, K3=1, K4=0, K5=0\n');
  expect(old).toContain('  Routing for Networks:\n    10.0.0.0\n    172.16.0.0/24\n');
  expect(old).toMatch(/ {4}172\.16\.0\.2 {12}90 {6}00:0\d:\d\d\n {2}Distance: internal 90 external 170\n/);
  const modern = await protocolsOf(routing, '15.7(3)M3');
  expect(modern).toMatch(/^\*\*\* IP Routing is NSF aware \*\*\*\n\nRouting Protocol is "eigrp 7"\n/);
  expect(modern).toContain('  EIGRP-IPv4 Protocol for AS(7)\n    Metric weight K1=1');
});

it('has nothing to say where no protocol runs', async () => {
  expect(await bareConsoles().r1.type('show ip protocols')).toBe('');
});
