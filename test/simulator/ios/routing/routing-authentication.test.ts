/** Routers that believe one another's OSPF and EIGRP only when both have the same key. */
import { expect, test } from 'vitest';
import { IosConsole } from '../ios-console.ts';
import { bareConsoles, type Consoles } from '../network-console.ts';

/** R1 and R2 on one cable, with the lines of each for its port and for the router. */
async function pair(one: string, two: string, release?: string): Promise<Consoles> {
  const consoles = bareConsoles(release);
  for (const [router, number, more] of [
    [consoles.r1, 1, one],
    [consoles.r2, 2, two],
  ] as const)
    expect(
      await router.configure(
        `router ospf 1\nrouter-id ${number}.${number}.${number}.${number}\nnetwork 10.0.0.0 0.0.0.255 area 0\nrouter eigrp 7\nnetwork 10.0.0.0\n` +
          `int f0/0\nip address 10.0.0.${number} 255.255.255.0\nno shut\n${more}`,
      ),
    ).toEqual([]);
  return consoles;
}

const isFull = async ({ r1 }: Consoles): Promise<boolean> => (await r1.type('show ip ospf neighbor')).includes('FULL');

test.each([
  [
    'keyed MD5',
    'ip ospf authentication message-digest\nip ospf message-digest-key 1 md5 ',
    'Message digest authentication enabled\n    Youngest key id is 1',
  ],
  ['a password', 'ip ospf authentication\nip ospf authentication-key ', 'Simple password authentication enabled'],
])('OSPF with %s makes neighbours of those that have the same one', async (_, lines, shown) => {
  const same = await pair(`${lines}S3cret`, `${lines}S3cret`);
  same.clock.runUntil(90_000);
  expect(await isFull(same)).toBe(true);
  expect(await same.r1.type('show ip ospf interface f0/0')).toContain(shown);
  const text = same.r1.configuration;
  expect(text).toContain(
    lines
      .split('\n')
      .map((line) => ` ${line}`)
      .join('\n') + 'S3cret\n',
  );
  const other = await pair(`${lines}S3cret`, `${lines}0ther`);
  other.clock.runUntil(90_000);
  expect(await isFull(other)).toBe(false);
  const half = await pair(`${lines}S3cret`, '');
  half.clock.runUntil(90_000);
  expect(await isFull(half)).toBe(false);
});

test('an area asks its interfaces for authentication, unless they say something themselves; a second key is taken beside the first', async () => {
  const area = 'router ospf 1\narea 0 authentication message-digest\n';
  const key = (id: number, text: string): string => `ip ospf message-digest-key ${id} md5 ${text}\n`;
  const network = await pair(`${key(1, 'old')}${key(2, 'new')}${area}`, `${key(2, 'new')}${key(1, 'old')}${area}`);
  network.clock.runUntil(90_000);
  expect(await isFull(network)).toBe(true);
  expect(await network.r1.type('show ip ospf')).toContain('Area has message digest authentication');
  expect(network.r1.configuration).toContain(' area 0 authentication message-digest\n network');
  await network.r1.configure('interface f0/0\nip ospf authentication null');
  network.clock.runUntil(180_000);
  expect(await isFull(network)).toBe(false);
});

test('debug ip ospf adj says why a packet is not believed', async () => {
  const md5 = 'ip ospf authentication message-digest\nip ospf message-digest-key 1 md5 ';
  const { r1, r2, clock } = await pair(`${md5}one`, `${md5}two`);
  for (const router of [r1, r2]) expect(await router.type('debug ip ospf adj')).toContain('OSPF adjacency events debugging is on'); // prettier-ignore
  const said = (): string => r1.messages.splice(0).join('\n');
  clock.runUntil(30_000);
  expect(said()).toContain(
    'OSPF: Rcv pkt from 10.0.0.2, FastEthernet0/0 : Mismatch Authentication Key - Message Digest Key 1',
  );
  await r2.configure('int f0/0\nno ip ospf authentication');
  clock.runUntil(60_000);
  expect(said()).toContain('Mismatch Authentication type. Input packet specified type 0, we use type 2');
  await r1.configure('int f0/0\nno ip ospf authentication');
  clock.runUntil(180_000);
  expect(said()).toContain('OSPF: Synchronized with 2.2.2.2 on FastEthernet0/0, state FULL');
});

test('EIGRP makes neighbours of those that have the same key', async () => {
  const chain = 'key chain K\nkey 1\nkey-string ';
  const asked = 'interface f0/0\nip authentication mode eigrp 7 md5\nip authentication key-chain eigrp 7 K';
  const same = await pair(`${chain}S3cret\n${asked}`, `${chain}S3cret\n${asked}`);
  same.clock.runUntil(30_000);
  expect(await same.r1.type('show ip eigrp neighbors')).toContain('10.0.0.2');
  expect(same.r1.configuration).toContain('key chain K\n key 1\n  key-string S3cret\n!\n');
  expect(same.r1.configuration).toContain(
    ' ip authentication mode eigrp 7 md5\n ip authentication key-chain eigrp 7 K\n',
  );
  expect(await same.r1.type('show key chain')).toContain('    key 1 -- text "S3cret"\n');
  const other = await pair(`${chain}S3cret\n${asked}`, `${chain}0ther\n${asked}`);
  other.clock.runUntil(30_000);
  expect(await other.r1.type('show ip eigrp neighbors')).not.toContain('10.0.0.2');
  const half = await pair(`${chain}S3cret\n${asked}`, '');
  half.clock.runUntil(30_000);
  expect(await half.r2.type('show ip eigrp neighbors')).not.toContain('10.0.0.1');
});

test('a named instance has the key of its interface, and what is hidden in the configuration comes back as the same', async () => {
  const named =
    'exit\nservice password-encryption\nno router eigrp 7\nkey chain K\nkey 5\nkey-string S3cret\nrouter eigrp LAB\naddress-family ipv4 unicast autonomous-system 7\nnetwork 10.0.0.0\n' +
    'af-interface FastEthernet0/0\nauthentication mode md5\nauthentication key-chain K';
  const { r1, r2, clock } = await pair(named, named, '15.2(4)M1');
  clock.runUntil(30_000);
  expect(await r1.type('show ip eigrp neighbors')).toContain('10.0.0.2');
  expect(r1.configuration).toMatch(/ {2}key-string 7 \w+\n/);
  expect(r1.configuration).toContain(
    '  af-interface FastEthernet0/0\n   authentication mode md5\n   authentication key-chain K\n  exit-af-interface\n',
  );
  const [line = ''] = /key-string 7 \w+/.exec(r1.configuration) ?? [];
  await r2.configure(`key chain K\nkey 5\n${line}`);
  clock.runUntil(90_000);
  expect(await r1.type('show ip eigrp neighbors')).toContain('10.0.0.2');
});

test('who types a key that is longer than what counts of it is told', async () => {
  const console = await IosConsole.enabled();
  await console.typed('configure terminal\rinterface f0/0\r');
  expect(await console.typed('ip ospf authentication-key LONGERTHAN8\r')).toContain(
    '% OSPF: Warning: The password/key will be truncated to 8 characters',
  );
  expect(await console.typed('ip ospf message-digest-key 1 md5 LONGERTHANSIXTEEN\r')).toContain('to 16 characters');
  expect(await console.typed('ip ospf message-digest-key 2 md5 SHORT\r')).not.toContain('Warning');
});

test('secrets of routing protocols that are there already are hidden by service password-encryption', async () => {
  const keys = 'key chain K\nkey 1\nkey-string S3cret';
  const routers = await pair(
    `ip ospf authentication-key One\nip ospf message-digest-key 1 md5 Two\n${keys}`,
    'ip ospf authentication\nip ospf authentication-key One',
  );
  expect(await routers.r1.configure('service password-encryption\nint f0/0\nip ospf authentication')).toEqual([]);
  const text = routers.r1.configuration;
  expect(text).not.toMatch(/S3cret|One|Two/);
  expect(text.match(/(?:key-string|authentication-key|md5) 7 [0-9A-F]+\n/g)).toHaveLength(3);
  routers.clock.runUntil(90_000);
  expect(await isFull(routers)).toBe(true);
});
