/** Stub areas, and prefixes that are told together: R1 - R2 - R3, with the border between the two cables at R2. */
import { expect, test } from 'vitest';
import { bareConsoles, type Consoles } from '../network-console.ts';

const loopbacks = [0, 1, 2]
  .map((n) => `int lo${n}\nip address 172.20.${n}.1 255.255.255.0\nip ospf network point-to-point\n`)
  .join('');

/** R1 is in area 1 with three networks, R3 in the backbone, where it tells of a network outside. @param area lines of area 1 */
async function areas(area: { inside: string; border: string }): Promise<Consoles> {
  const consoles = bareConsoles();
  const { r1, r2, r3, clock } = consoles;
  const port = (name: string, address: string): string => `int ${name}\nip address ${address} 255.255.255.0\nno shut\n`;
  expect(
    await r1.configure(
      `${port('f0/0', '10.1.0.1')}${loopbacks}router ospf 1\nnetwork 0.0.0.0 255.255.255.255 area 1\n${area.inside}`,
    ),
  ).toEqual([]);
  expect(
    await r2.configure(
      `${port('f0/0', '10.1.0.2')}${port('f0/1', '10.3.0.2')}router ospf 1\nnetwork 10.1.0.0 0.0.0.255 area 1\nnetwork 10.3.0.0 0.0.0.255 area 0\n${area.border}`,
    ),
  ).toEqual([]);
  expect(
    await r3.configure(
      `${port('f0/0', '10.3.0.3')}int lo0\nip address 192.168.3.1 255.255.255.0\nrouter ospf 1\nnetwork 10.3.0.0 0.0.0.255 area 0\nredistribute connected subnets`,
    ),
  ).toEqual([]);
  clock.runUntil(120_000);
  return consoles;
}

test('an area that is no stub is told of what is outside, and one that is has a default route for it', async () => {
  const plain = await areas({ inside: '', border: '' });
  expect(await plain.r1.type('show ip route')).toMatch(/O E2 192\.168\.3\.0\/24 \[110\/20\] via 10\.1\.0\.2/);
  const stub = await areas({ inside: 'area 1 stub', border: 'area 1 stub' });
  const shown = await stub.r1.type('show ip route');
  expect(shown).not.toContain('192.168.3.0');
  expect(shown).toMatch(/O\*IA 0\.0\.0\.0\/0 \[110\/2\] via 10\.1\.0\.2/);
  expect(shown).toMatch(/O IA {4}10\.3\.0\.0 \[110\/2\] via 10\.1\.0\.2/);
  await stub.r1.type('ping 192.168.3.1');
  expect(await stub.r1.type('ping 192.168.3.1')).toContain('!!!!!');
  expect(await stub.r2.type('show ip ospf')).toContain(
    'It is a stub area\n          generates stub default route with cost 1\n',
  );
  expect(await plain.r1.type('show ip ospf neighbor detail')).toContain('Options is 0x12 in Hello (E-bit, L-bit)\n');
  expect(await stub.r1.type('show ip ospf neighbor detail')).toContain('Options is 0x10 in Hello (L-bit)\n');
  expect(await stub.r2.type('show ip ospf')).toContain('Number of areas in this router is 2. 1 normal 1 stub 0 nssa');
  expect(stub.r2.configuration).toContain(' area 1 stub\n network');
});

test('an area that is a stub altogether knows of nothing but the way out, at the cost that is set', async () => {
  const { r1, r2 } = await areas({ inside: 'area 1 stub', border: 'area 1 stub no-summary\narea 1 default-cost 50' });
  const shown = await r1.type('show ip route');
  expect(shown).not.toContain('O IA');
  expect(shown).toMatch(/O\*IA 0\.0\.0\.0\/0 \[110\/51\] via 10\.1\.0\.2/);
  expect(r2.configuration).toContain(' area 1 stub no-summary\n area 1 default-cost 50\n');
});

test('routers that do not agree on whether their area is a stub are no neighbours', async () => {
  const { r1, clock } = await areas({ inside: '', border: 'area 1 stub' });
  expect(await r1.type('show ip ospf neighbor')).not.toContain('10.1.0.2');
  await r1.configure('router ospf 1\narea 1 stub');
  clock.runUntil(clock.now() + 90_000);
  expect(await r1.type('show ip ospf neighbor')).toContain('10.1.0.2');
  expect(await r1.configure('router ospf 1\narea 0 stub\narea 2 nssa')).toEqual([
    '% OSPF: Backbone can not be configured as stub area',
    "% Invalid input: 'area ... nssa' is not simulated",
  ]);
});

test('a range stands for what is in it in other areas, and leads nowhere at the border', async () => {
  const { r2, r3, clock } = await areas({ inside: '', border: 'area 1 range 172.20.0.0 255.255.0.0' });
  const shown = await r3.type('show ip route');
  expect(shown).toMatch(/O IA {1,4}172\.20\.0\.0\/16 \[110\/3\] via 10\.3\.0\.2/);
  expect(shown).not.toContain('172.20.1.0');
  expect(await r2.type('show ip route')).toMatch(/O {7}172\.20\.0\.0\/16 is a summary, 00:0\d:\d\d, Null0/);
  expect(r2.configuration).toContain(' area 1 range 172.20.0.0 255.255.0.0\n');
  await r2.configure('router ospf 1\narea 1 range 172.20.0.0 255.255.0.0 not-advertise');
  clock.runUntil(clock.now() + 30_000);
  expect(await r3.type('show ip route')).not.toContain('172.20');
  await r2.configure('router ospf 1\nno area 1 range 172.20.0.0 255.255.0.0');
  clock.runUntil(clock.now() + 30_000);
  expect(await r3.type('show ip route')).toContain('172.20.1.0');
});

test('EIGRP tells a summary on an interface in the place of what is within, while there is anything in it', async () => {
  const { r1, r2, r3, clock } = bareConsoles();
  const eigrp = 'router eigrp 9\nnetwork 0.0.0.0\nno auto-summary';
  await r1.configure(`int f0/0\nip address 10.1.0.1 255.255.255.0\nno shut\n${loopbacks}${eigrp}`);
  expect(
    await r2.configure(
      `int f0/0\nip address 10.1.0.2 255.255.255.0\nno shut\nint f0/1\nip address 10.3.0.2 255.255.255.0\nip summary-address eigrp 9 172.20.0.0 255.255.0.0\nno shut\n${eigrp}`,
    ),
  ).toEqual([]);
  await r3.configure(`int f0/0\nip address 10.3.0.3 255.255.255.0\nno shut\n${eigrp}`);
  clock.runUntil(30_000);
  const shown = await r3.type('show ip route');
  expect(shown).toMatch(/D {4}172\.20\.0\.0\/16 \[90\/\d+\] via 10\.3\.0\.2/);
  expect(shown).not.toContain('172.20.1.0');
  expect(await r2.type('show ip route')).toMatch(/D {7}172\.20\.0\.0\/16 is a summary, 00:00:\d\d, Null0/);
  expect(await r2.type('show ip eigrp topology')).toMatch(
    /172\.20\.0\.0\/16, 1 successors, FD is \d+\n {8}via Summary \(\d+\/0\), Null0/,
  );
  expect(r2.configuration).toContain(' ip summary-address eigrp 9 172.20.0.0 255.255.0.0\n');
  await r3.type('ping 172.20.1.1');
  expect(await r3.type('ping 172.20.1.1')).toContain('!!!!!');
  await r1.configure('int lo0\nshutdown\nint lo1\nshutdown');
  clock.runUntil(clock.now() + 10_000);
  expect(await r3.type('show ip route')).toContain('172.20.0.0/16');
  await r1.configure('int lo2\nshutdown');
  clock.runUntil(clock.now() + 10_000);
  expect(await r3.type('show ip route')).not.toContain('172.20.0.0');
  await r1.configure('int lo2\nno shutdown');
  await r2.configure('int f0/1\nno ip summary-address eigrp 9 172.20.0.0 255.255.0.0');
  clock.runUntil(clock.now() + 30_000);
  expect(await r3.type('show ip route')).toMatch(/172\.20\.2\.0/);
});
