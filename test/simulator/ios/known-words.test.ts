/** Words that every IOS knows: they are built, or refused by their names. */
import { expect, test } from 'vitest';
import { bareConsoles } from './network-console.ts';

test.each([
  ['access-list 101 permit ip any any log-input', "% Invalid input: 'log-input' is not simulated: use 'log'"],
  ['track 5 ip route 10.0.0.0 255.0.0.0 reachability', "% Invalid input: 'track ... ip route' is not simulated"],
  ['track 5 list boolean and', "% Invalid input: 'track ... list' is not simulated"],
  ['no ip routing', "% Invalid input: A router without routing is not simulated: 'no ip routing'"],
])('"%s" is refused by its name', async (line, answer) => {
  const { r1 } = bareConsoles();
  expect(await r1.configure(line)).toEqual([answer]);
  expect(r1.configuration).not.toMatch(/^(access-list|track)/m);
});

test('what says that a router routes is taken, and the derived configuration is refused by its name', async () => {
  const { r1 } = bareConsoles();
  expect(await r1.configure('ip routing')).toEqual([]);
  expect(await r1.type('show derived-config')).toBe("% Invalid input: 'show derived-config' is not simulated");
});

test('a host has several addresses, and the first is where its name leads', async () => {
  const { r1 } = bareConsoles();
  await r1.configure('int f0/0\nip address 10.0.0.1 255.255.255.0\nno shut\nip host HUB 10.0.0.1 10.0.0.9');
  expect(r1.configuration).toContain('ip host hub 10.0.0.1 10.0.0.9\n');
  expect(await r1.type('ping hub')).toContain('Sending 5, 100-byte ICMP Echos to 10.0.0.1');
});

test('the tag of a static route is in the entry that serves an address, as is that of a VRF', async () => {
  const { r1 } = bareConsoles();
  await r1.configure(
    'int f0/0\nip address 10.0.0.1 255.255.255.0\nno shut\nip route 10.9.0.0 255.255.0.0 10.0.0.2 tag 77',
  );
  expect(await r1.type('show ip route 10.9.0.0')).toBe(
    'Routing entry for 10.9.0.0/16\n  Known via "static", distance 1, metric 0\n  Tag 77\n' +
      '  Routing Descriptor Blocks:\n  * 10.0.0.2\n      Route metric is 0, traffic share count is 1\n      Route tag 77\n',
  );
  await r1.configure('ip vrf A\nrd 1:1\nint lo7\nip vrf forwarding A\nip address 10.7.0.1 255.255.255.0');
  expect(await r1.type('show ip route vrf A 10.7.0.1')).toContain('Routing Table: A\nRouting entry for 10.7.0.0/24\n');
  expect(await r1.type('show ip route vrf A connected')).toContain('10.7.0.0 is directly connected, Loopback7');
  expect(await r1.type('show ip route vrf A static')).not.toContain('Loopback7');
});
