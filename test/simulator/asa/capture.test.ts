/** capture: what passes an interface of the firewall of seed 004, and what it drops. */
import { expect, test } from 'vitest';
import { Seed004Lab } from './seed-004-lab.ts';

const yellow = '192.168.100.11';
const purple = '172.16.10.11';

test('inside the packets of a ping are captured, outside those of ESP alone', async () => {
  const lab = await Seed004Lab.booted();
  const type = (line: string): Promise<string> => lab.output(lab.site1, line);
  await type('capture in interface inside match icmp any host 172.16.10.11');
  await type('capture clear interface outside match icmp any any');
  await type('capture esp type raw-data interface outside match esp host 10.255.1.2 any');
  await lab.ping(lab.inner1, purple, yellow);
  const inside = await type('show capture in');
  expect(inside).toContain('9 packets captured\n');
  expect(inside).toMatch(/^ {3}1: 00:00:\d\d\.\d{6} {7}192\.168\.100\.11 > 172\.16\.10\.11: icmp: echo request $/m);
  expect(inside).toMatch(/^ {3}3: .* 172\.16\.10\.11 > 192\.168\.100\.11: icmp: echo reply $/m);
  expect(await type('show capture clear')).toContain('0 packets captured\n');
  expect(await type('show capture esp detail')).toMatch(
    /^ {3}1: 00:00:\d\d\.\d{6} 0200\.0000\.0101 0200\.0000\.0500 0x0800 Length: 182\n {6}10\.255\.1\.2 > 10\.255\.2\.2: {2}ip-proto-50, length 148 \(ttl \d+, id \d+\)$/m,
  );
  await type('clear capture /all');
  expect(await type('show capture')).toBe(`capture in type raw-data interface inside [Capturing - 0 bytes] 
  match icmp any host 172.16.10.11
capture clear type raw-data interface outside [Capturing - 0 bytes] 
  match icmp any any
capture esp type raw-data interface outside [Capturing - 0 bytes] 
  match esp host 10.255.1.2 any
`);
  await type('no capture in');
  expect(await type('show capture in')).toBe('ERROR: Capture <in> does not exist\n');
});

test('what the firewall drops is captured with its reason', async () => {
  const lab = await Seed004Lab.booted();
  await lab.output(lab.site1, 'capture asp type asp-drop acl-drop');
  await lab.output(lab.site1, 'capture other type asp-drop no-route');
  await lab.ping(lab.inner1, '10.255.2.2', '10.12.12.1');
  expect(await lab.output(lab.site1, 'show capture asp')).toMatch(
    /^ {3}1: \S+ {7}10\.12\.12\.1 > 10\.255\.2\.2: icmp: echo request {2}Drop-reason: \(acl-drop\) Flow is denied by configured rule$/m,
  );
  expect(await lab.output(lab.site1, 'show capture other')).toContain('0 packets captured\n');
});

test('a capture is of one type, on one interface, and by a list or by what it matches', async () => {
  const lab = await Seed004Lab.booted();
  const type = (line: string): Promise<string> => lab.output(lab.site1, line);
  await type('capture in interface inside match tcp any any eq www');
  expect(await type('capture in type asp-drop all')).toBe('ERROR: the capture is of another type: remove it first\n');
  expect(await type('capture in interface outside')).toContain('on more than one interface is not simulated');
  const both = 'ERROR: a capture by access-list and by match at once is not simulated\n';
  expect(await type('capture in access-list s2svpn interface inside')).toBe(both);
  await type('capture list access-list s2svpn interface inside');
  expect(await type('capture list match ip any any')).toBe(both);
  expect(await type('capture list interface inside buffer 2000')).toBe('');
  await type('capture drops type asp-drop all');
  expect(await type('capture drops interface inside')).toContain('is of another type');
  expect(await type('capture ports interface inside match icmp any any eq 80')).toContain('ERROR: % Invalid input');
  expect(await type('show capture')).toBe(`capture in type raw-data interface inside [Capturing - 0 bytes] 
  match tcp any any eq www
capture list type raw-data access-list s2svpn buffer 2000 interface inside [Capturing - 0 bytes] 
capture drops type asp-drop all [Capturing - 0 bytes] 
`);
});
