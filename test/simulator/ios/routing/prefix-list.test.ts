/** Prefix lists: how they are written, and which routes they mean to a route map. */
import { expect, test } from 'vitest';
import { bareConsoles } from '../network-console.ts';

const lists = (configuration: string): string[] =>
  configuration.split('\n').filter((line) => line.startsWith('ip prefix-list'));

test('entries are numbered in fives, sorted, and written with the description of their list first', async () => {
  const { r1 } = bareConsoles();
  const typed =
    'ip prefix-list A permit 10.1.2.3/8 ge 10 le 20\nip prefix-list A seq 3 deny 10.9.0.0/16\nip prefix-list A deny 0.0.0.0/0 le 32\n' +
    'ip prefix-list A description of the lab\nip prefix-list 10 permit 192.0.2.0/24';
  expect(await r1.configure(typed)).toEqual([]);
  expect(r1.configuration).toContain(
    `ip prefix-list 10 seq 5 permit 192.0.2.0/24
!
ip prefix-list A description of the lab
ip prefix-list A seq 3 deny 10.9.0.0/16
ip prefix-list A seq 5 permit 10.0.0.0/8 ge 10 le 20
ip prefix-list A seq 10 deny 0.0.0.0/0 le 32
!
`,
  );
  expect(await r1.type('show ip prefix-list A')).toBe(
    'ip prefix-list A: 3 entries\n   seq 3 deny 10.9.0.0/16\n   seq 5 permit 10.0.0.0/8 ge 10 le 20\n   seq 10 deny 0.0.0.0/0 le 32\n',
  );
});

test('an entry goes by its number or its words, and a list by its name or with its last line', async () => {
  const { r1 } = bareConsoles();
  await r1.configure(
    'ip prefix-list A permit 10.0.0.0/8\nip prefix-list A permit 10.1.0.0/16\nip prefix-list A deny 10.2.0.0/16 le 24',
  );
  expect(await r1.configure('no ip prefix-list A seq 5\nno ip prefix-list A permit 10.1.0.0/16')).toEqual([]);
  expect(lists(r1.configuration)).toEqual(['ip prefix-list A seq 15 deny 10.2.0.0/16 le 24']);
  await r1.configure('no ip prefix-list A seq 15 deny 10.2.0.0/16 le 24\nip prefix-list B description empty');
  expect(lists(r1.configuration)).toEqual(['ip prefix-list B description empty']);
  await r1.configure('no ip prefix-list B');
  expect(lists(r1.configuration)).toEqual([]);
});

test('a range that cannot be, and a number that is taken, are refused', async () => {
  const { r1 } = bareConsoles();
  await r1.configure('ip prefix-list A seq 5 permit 10.0.0.0/8');
  expect(
    await r1.configure(
      'ip prefix-list A permit 10.0.0.0/8 ge 8\nip prefix-list A permit 10.0.0.0/8 ge 20 le 10\nip prefix-list A seq 5 deny 10.1.0.0/16\nip prefix-list A seq 5 permit 10.0.0.0/8',
    ),
  ).toEqual([
    '% Invalid prefix range for 10.0.0.0/8, make sure: len < ge-value <= le-value',
    '% Invalid prefix range for 10.0.0.0/8, make sure: len < ge-value <= le-value',
    '%Insertion failed - seq # exists: deny 10.1.0.0/16',
  ]);
});

test('a route map tells the routes whose prefixes its list permits', async () => {
  const { r1, r2, clock } = bareConsoles();
  const port = (address: string): string => `int f0/0\nip address ${address} 255.255.255.0\nno shut\n`;
  await r1.configure(`${port('10.1.0.1')}router ospf 1\nnetwork 10.1.0.0 0.0.0.255 area 0`);
  await r2.configure(
    `${port('10.1.0.2')}int lo1\nip address 172.20.1.1 255.255.255.0\nint lo2\nip address 172.20.2.1 255.255.255.252\n` +
      'router ospf 1\nnetwork 10.1.0.0 0.0.0.255 area 0\nredistribute connected subnets route-map M\n' +
      'route-map M permit 10\nmatch ip address prefix-list LONG',
  );
  const told = async (lines: string): Promise<string> => {
    expect(await r2.configure(lines)).toEqual([]);
    clock.runUntil(clock.now() + 60_000);
    const routes = await r1.type('show ip route ospf');
    return [1, 2].filter((one) => routes.includes(`172.20.${one}.0`)).join();
  };
  expect(await told('ip prefix-list OTHER permit 10.0.0.0/8')).toBe('1,2');
  expect(await told('ip prefix-list LONG permit 172.20.0.0/16 ge 25')).toBe('2');
  expect(await told('ip prefix-list LONG permit 172.20.1.0/24')).toBe('1,2');
  expect(await told('no ip prefix-list LONG seq 5')).toBe('1');
  expect(await r2.type('show route-map')).toContain('    ip address prefix-lists: LONG \n');
  expect(r2.configuration).toContain('route-map M permit 10\n match ip address prefix-list LONG\n');
});
