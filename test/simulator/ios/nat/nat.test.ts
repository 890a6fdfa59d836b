/** Translation of addresses on the command line. Layouts: the command reference of 12.4, `show ip nat`. */
import { expect, test } from 'vitest';
import { bareConsoles, type Consoles } from '../network-console.ts';

async function translatedConsoles(rule: string): Promise<Consoles> {
  const consoles = bareConsoles();
  const { r1, r2, r3 } = consoles;
  await r1.configure('int f0/0\nip address 10.1.1.1 255.255.255.0\nno shut\nip route 0.0.0.0 0.0.0.0 10.1.1.2');
  await r2.configure(
    'int f0/0\nip address 10.1.1.2 255.255.255.0\nip nat inside\nno shut\nint f0/1\nip address 203.0.113.2 255.255.255.0\nip nat outside\nno shut',
  );
  expect(await r2.configure(rule)).toEqual([]);
  await r3.configure('int f0/0\nip address 203.0.113.3 255.255.255.0\nno shut');
  consoles.clock.runUntil(10_000);
  return consoles;
}

const overload =
  'access-list 1 permit 10.1.1.0 0.0.0.255\nip nat inside source list 1 interface FastEthernet0/1 overload';

test('a network behind one address reaches a router that knows no way back to it', async () => {
  const { r1, r2 } = await translatedConsoles(overload);
  await r1.type('ping 203.0.113.3');
  expect(await r1.type('ping 203.0.113.3')).toContain('!!!!!');
  expect(await r2.type('show ip nat translations')).toBe(
    'Pro Inside global      Inside local       Outside local      Outside global\n' +
      'icmp 203.0.113.2:1     10.1.1.1:1         203.0.113.3:1      203.0.113.3:1\n' +
      'icmp 203.0.113.2:2     10.1.1.1:2         203.0.113.3:2      203.0.113.3:2\n',
  );
  const statistics = await r2.type('show ip nat statistics');
  expect(statistics).toContain(
    'Total active translations: 2 (0 static, 2 dynamic; 2 extended)\nOutside interfaces:\n  FastEthernet0/1\nInside interfaces: \n  FastEthernet0/0\n',
  );
  expect(statistics).toContain('-- Inside Source\n[Id: 1] access-list 1 interface FastEthernet0/1 refcount 2\n');
  await r2.type('clear ip nat translation *');
  expect(await r2.type('show ip nat translations')).toBe('');
});

test('traceroute through it shows the way', async () => {
  const { r1 } = await translatedConsoles(overload);
  await r1.type('ping 203.0.113.3');
  const text = await r1.type('traceroute 203.0.113.3');
  expect(text).toMatch(/ {2}1 10\.1\.1\.2 .*\n {2}2 203\.0\.113\.3 /);
});

test('an address that stands for another is answered for, both ways', async () => {
  const { r1, r2, r3 } = await translatedConsoles('ip nat inside source static 10.1.1.1 203.0.113.99');
  await r3.type('ping 203.0.113.99');
  expect(await r3.type('ping 203.0.113.99')).toContain('!!!!!');
  expect(await r1.type('ping 203.0.113.3')).toContain('!!!!!');
  expect(await r2.type('show ip nat translations')).toContain(
    '--- 203.0.113.99       10.1.1.1           ---                ---\n',
  );
});

test('a route map that denies the traffic of a tunnel leaves it alone', async () => {
  const { r1, r2 } = await translatedConsoles(
    'access-list 101 deny ip host 10.1.1.1 host 203.0.113.3\naccess-list 101 permit ip any any\n' +
      'route-map NONAT permit 10\nmatch ip address 101\nip nat inside source route-map NONAT interface f0/1 overload',
  );
  expect(await r1.type('ping 203.0.113.3')).not.toContain('!');
  expect(await r2.type('show ip nat translations')).toBe('');
});

test('everything is written as it was typed, and pasted back gives the same', async () => {
  const configuration = `ip nat translation timeout 600
ip nat pool A 203.0.113.10 203.0.113.20 netmask 255.255.255.0
ip nat pool B 203.0.113.33 203.0.113.34 prefix-length 28
ip nat inside source list 1 interface FastEthernet0/1 overload
ip nat inside source list INSIDE pool A
ip nat inside source route-map M pool B overload
ip nat inside source static 10.1.1.5 203.0.113.5
ip nat inside source static tcp 10.1.1.6 80 203.0.113.6 8080 extendable
ip nat inside source static udp 10.1.1.6 500 interface FastEthernet0/1 500
route-map M permit 10
 description whom
 match ip address 101 INSIDE
 match interface FastEthernet0/1
route-map M deny 20`;
  const { r1, r2 } = bareConsoles();
  expect(await r1.configure(configuration)).toEqual([]);
  const written = (text: string): string => text.split('\n').filter((line) => /^ip nat|^route-map|^ (match|desc)/.test(line)).join('\n'); // prettier-ignore
  expect(written(r1.configuration)).toBe(configuration);
  expect(await r2.configure(r1.configuration)).toEqual([]);
  expect(written(r2.configuration)).toBe(configuration);
  expect(await r1.configure('no ip nat pool A')).toEqual(['%Pool A in use, cannot destroy']);
  await r1.configure(configuration.split('\n').filter((line) => line.startsWith('ip nat inside')).map((line) => `no ${line}`).join('\n')); // prettier-ignore
  expect(r1.configuration).not.toContain('ip nat inside');
});

test('an address that stands for another does so only for the packets that its route map permits', async () => {
  const rule = 'ip nat inside source static 10.1.1.1 203.0.113.99 route-map NONAT extendable';
  const { r1, r2, r3 } = await translatedConsoles(
    'access-list 101 deny ip host 10.1.1.1 host 203.0.113.3\naccess-list 101 permit ip any any\n' +
      `route-map NONAT permit 10\nmatch ip address 101\n${rule}`,
  );
  expect(r2.configuration).toContain(`${rule}\n`);
  await r3.configure('ip route 10.1.1.0 255.255.255.0 203.0.113.2');
  await r1.type('ping 203.0.113.3');
  expect(await r1.type('ping 203.0.113.3')).toContain('!!!!!');
  expect(await r2.type('show ip nat translations')).not.toContain('icmp');
  expect(await r3.type('ping 203.0.113.99')).not.toContain('!');
  await r3.configure('int f0/0\nip address 203.0.113.4 255.255.255.0');
  await r3.type('ping 203.0.113.99');
  expect(await r3.type('ping 203.0.113.99')).toContain('!!!!!');
  expect(await r2.configure(`no ${rule}`)).toEqual([]);
});

test('a router that translates for others pings the same address as they have, and has its own answers', async () => {
  const { r1, r2 } = await translatedConsoles(overload);
  for (const one of [1, 2, 3]) await r1.type(`ping 203.0.113.3 repeat ${one}`);
  await r2.type('ping 203.0.113.3');
  for (const console of [r2, r1, r2]) expect(await console.type('ping 203.0.113.3')).toContain('!!!!!');
});
