/** What routing follows when what it rests on changes: route maps, access lists, interfaces, tables, kinds of stubs. R1 - R2. */
import { expect, test } from 'vitest';
import { bareConsoles, type Consoles } from '../network-console.ts';

const port = (name: string, address: string): string => `int ${name}\nip address ${address} 255.255.255.0\nno shut\n`;
const loopback = (number: number): string => `int lo${number}\nip address 172.20.${number}.1 255.255.255.0\n`;

/** R2 tells R1 by OSPF of what M lets through of its loopbacks. */
async function told(): Promise<Consoles & { change: (lines: string) => Promise<string> }> {
  const consoles = bareConsoles();
  const { r1, r2, clock } = consoles;
  await r1.configure(`${port('f0/0', '10.1.0.1')}router ospf 1\nnetwork 10.1.0.0 0.0.0.255 area 0`);
  expect(
    await r2.configure(
      `${port('f0/0', '10.1.0.2')}${loopback(1)}${loopback(2)}access-list 1 permit 172.20.1.0 0.0.0.255\n` +
        'route-map M permit 10\nmatch ip address 1\n' +
        'router ospf 1\nnetwork 10.1.0.0 0.0.0.255 area 0\nredistribute connected subnets route-map M',
    ),
  ).toEqual([]);
  clock.runUntil(60_000);
  const change = async (lines: string): Promise<string> => {
    expect(await r2.configure(lines)).toEqual([]);
    clock.runUntil(clock.now() + 30_000);
    const routes = await r1.type('show ip route ospf');
    return [1, 2].filter((one) => routes.includes(`172.20.${one}.0`)).join();
  };
  return { ...consoles, change };
}

test('what is redistributed follows its route map and the access lists that this names', async () => {
  const { change } = await told();
  expect(await change('access-list 1 permit 172.20.2.0 0.0.0.255')).toBe('1,2');
  expect(await change('ip access-list standard 1\nno 10')).toBe('2');
  expect(await change('no access-list 1')).toBe('');
  expect(await change('route-map M permit 10\nno match ip address 1')).toBe('1,2');
  expect(await change('route-map M permit 10\nmatch interface lo1')).toBe('1');
  expect(await change('route-map M permit 20\nmatch interface lo2')).toBe('1,2');
  expect(await change('route-map M deny 10')).toBe('2');
  expect(await change('no route-map M')).toBe('');
});

test('routes that a list is asked about are not counted as packets that it has matched', async () => {
  const { r2, change } = await told();
  await change('int lo3\nip address 172.20.3.1 255.255.255.0');
  expect(await r2.type('show access-lists')).not.toContain('match');
});

test('an interface that is made again has nothing of what the one before said of routing', async () => {
  const { r1 } = bareConsoles();
  await r1.configure(
    `${loopback(5)}ip ospf cost 77\nip ospf 1 area 0\nip hello-interval eigrp 7 9\nrouter eigrp 7\nnetwork 172.20.0.0`,
  );
  await r1.configure('no int lo5');
  expect(await r1.type('show ip protocols')).not.toContain('Loopback5');
  await r1.configure('int lo5');
  expect(r1.configuration).toContain('interface Loopback5\n no ip address\n!');
});

test('with a process of OSPF go the lines of interfaces that put them into it', async () => {
  const { r1 } = bareConsoles();
  await r1.configure(`${loopback(5)}ip ospf cost 77\nip ospf 1 area 0\nno router ospf 1`);
  expect(r1.configuration).toContain(' ip ospf cost 77\n!');
  expect(r1.configuration).not.toContain('ospf 1');
});

test('with a table of routes goes what names it, so that what is saved can be read again', async () => {
  const { r1, r2 } = bareConsoles();
  const lines =
    `ip vrf RED\nrd 1:1\nint f0/0\nip vrf forwarding RED\nip address 10.0.0.1 255.255.255.0\nint tu1\ntunnel vrf RED\n` +
    'ip nat inside source static 10.0.0.9 172.16.0.9 vrf RED\nlogging host 10.0.0.5 vrf RED\nlogging source-interface f0/0 vrf RED\n' +
    'route-map X permit 10\nset vrf RED\nrouter ospf 3 vrf RED\nrouter eigrp 7\naddress-family ipv4 vrf RED\nautonomous-system 7';
  expect(await r1.configure(lines)).toEqual([]);
  await r1.configure('no ip vrf RED');
  expect(r1.configuration).not.toContain('RED');
  expect(await r2.configure(r1.configuration)).toEqual([]);
  expect(await r1.configure('logging host 10.0.0.5 vrf NONE\nlogging source-interface f0/0 vrf NONE')).toEqual([
    '% VRF NONE not configured.',
    '% VRF NONE not configured.',
  ]);
});

test('a stub of EIGRP tells of its own what it is told to, and by itself nothing that is redistributed', async () => {
  const { r1, r2, clock } = bareConsoles();
  const eigrp = 'router eigrp 7\nnetwork 10.0.0.0\nno auto-summary\n';
  await r1.configure(`${port('f0/0', '10.1.0.1')}${eigrp}`);
  await r2.configure(
    `${port('f0/0', '10.1.0.2')}int lo1\nip address 10.9.0.1 255.255.255.0\n${loopback(2)}ip route 172.20.8.0 255.255.255.0 Null0\n` +
      `${eigrp}redistribute connected\nredistribute static`,
  );
  const known = async (stub: string): Promise<string> => {
    expect(await r2.configure(`router eigrp 7\n${stub}`)).toEqual([]);
    clock.runUntil(clock.now() + 40_000);
    const routes = await r1.type('show ip route eigrp');
    return ['10.9.0.0', '172.20.2.0', '172.20.8.0'].filter((one) => routes.includes(one)).join();
  };
  expect(await known('no eigrp stub')).toBe('10.9.0.0,172.20.2.0,172.20.8.0');
  expect(await known('eigrp stub')).toBe('10.9.0.0,172.20.2.0');
  expect(r2.configuration).toContain(' eigrp stub connected summary\n');
  expect(await known('eigrp stub static')).toBe('172.20.8.0');
  expect(r2.configuration).toContain(' eigrp stub static\n');
  expect(await known('eigrp stub redistributed')).toBe('172.20.2.0,172.20.8.0');
  expect(await known('no eigrp stub')).toBe('10.9.0.0,172.20.2.0,172.20.8.0');
});

test('a process of EIGRP that ends tells its neighbours, and they forget at once what it has said', async () => {
  const { r1, r2, clock } = bareConsoles();
  const eigrp = 'router eigrp 7\nnetwork 10.0.0.0\nno auto-summary\n';
  await r1.configure(`${port('f0/0', '10.1.0.1')}${eigrp}`);
  await r2.configure(`${port('f0/0', '10.1.0.2')}int lo1\nip address 10.9.0.1 255.255.255.0\n${eigrp}`);
  clock.runUntil(30_000);
  expect(await r1.type('show ip route eigrp')).toContain('10.9.0.0');
  await r2.configure('no router eigrp 7');
  clock.runUntil(clock.now() + 100);
  expect(await r1.type('show ip route eigrp')).not.toContain('10.9.0.0');
  expect(await r1.type('show logging')).toContain(
    'Neighbor 10.1.0.2 (FastEthernet0/0) is down: Interface Goodbye received',
  );
});

test('from one process of OSPF to another the metric is carried through, unless one is said', async () => {
  const { r1, r2, r3, clock } = bareConsoles();
  await r1.configure(
    `${port('f0/0', '10.1.0.1')}${loopback(1)}ip ospf cost 33\nip ospf network point-to-point\nrouter ospf 1\nnetwork 0.0.0.0 255.255.255.255 area 0`,
  );
  await r2.configure(
    `${port('f0/0', '10.1.0.2')}${port('f0/1', '10.3.0.2')}router ospf 1\nnetwork 10.1.0.0 0.0.0.255 area 0\n` +
      'router ospf 2\nnetwork 10.3.0.0 0.0.0.255 area 0\nredistribute ospf 1 subnets',
  );
  await r3.configure(`${port('f0/0', '10.3.0.3')}router ospf 2\nnetwork 10.3.0.0 0.0.0.255 area 0`);
  clock.runUntil(120_000);
  expect(await r3.type('show ip route ospf')).toMatch(/O E2 +172\.20\.1\.0(?:\/24)? \[110\/34\]/);
  expect(await r3.type('show ip route ospf')).toMatch(/O E2 +10\.1\.0\.0(?:\/24)? \[110\/1\]/);
  await r2.configure('router ospf 2\nredistribute ospf 1 metric 20 subnets');
  expect(r2.configuration).toContain(' redistribute ospf 1 metric 20 subnets\n');
  clock.runUntil(150_000);
  expect(await r3.type('show ip route ospf')).toMatch(/O E2 +172\.20\.1\.0(?:\/24)? \[110\/20\]/);
});

test('from one system of EIGRP to another the whole metric is carried through, with the networks of the other itself', async () => {
  const { r1, r2, r3, clock } = bareConsoles();
  const eigrp = (system: number, network: string): string =>
    `router eigrp ${system}\nnetwork ${network}\nno auto-summary\n`;
  await r1.configure(
    `${port('f0/0', '10.1.0.1')}int lo1\nip address 10.1.9.1 255.255.255.0\nbandwidth 56\ndelay 2000\n${eigrp(1, '10.1.0.0')}`,
  );
  await r2.configure(
    `${port('f0/0', '10.1.0.2')}delay 300\n${port('f0/1', '10.3.0.2')}${eigrp(1, '10.1.0.0 0.0.255.255')}${eigrp(3, '10.3.0.0 0.0.255.255')}redistribute eigrp 1`,
  );
  await r3.configure(`${port('f0/0', '10.3.0.3')}${eigrp(3, '10.3.0.0')}`);
  clock.runUntil(60_000);
  // The least bandwidth is 56 kbit/s; the delays are 20000 microseconds, then 3000 and 100 of the ports.
  const learned = await r3.type('show ip route eigrp');
  expect(learned).toMatch(
    new RegExp(`D EX +10\\.1\\.9\\.0(?:/24)? \\[170/${256 * (Math.floor(10_000_000 / 56) + 2310)}\\]`),
  );
  expect(learned).toMatch(new RegExp(`D EX +10\\.1\\.0\\.0(?:/24)? \\[170/${256 * (100 + 310)}\\]`));
  // What the other system is told follows when a link of this one becomes slower.
  await r2.configure('int f0/0\ndelay 400');
  clock.runUntil(120_000);
  expect(await r3.type('show ip route eigrp')).toMatch(
    new RegExp(`D EX +10\\.1\\.0\\.0(?:/24)? \\[170/${256 * (100 + 410)}\\]`),
  );
});
