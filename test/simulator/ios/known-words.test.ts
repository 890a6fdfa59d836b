/** Words that every IOS knows: they are built, or refused by their names. */
import { expect, test } from 'vitest';
import { bareConsoles } from './network-console.ts';

test.each([
  ['access-list 101 permit ip any any log-input', "% 'log-input' is not simulated: use 'log'"],
  ['track 5 ip route 10.0.0.0 255.0.0.0 reachability', "% 'track ... ip route' is not simulated"],
  ['track 5 list boolean and', "% 'track ... list' is not simulated"],
  ['no ip routing', "% A router without routing is not simulated: 'no ip routing'"],
])('"%s" is refused by its name', async (line, answer) => {
  const { r1 } = bareConsoles();
  expect(await r1.configure(line)).toEqual([answer]);
  expect(r1.configuration).not.toMatch(/^(access-list|track)/m);
});

test('what says that a router routes is taken, and the derived configuration is refused by its name', async () => {
  const { r1 } = bareConsoles();
  expect(await r1.configure('ip routing')).toEqual([]);
  expect(await r1.type('show derived-config')).toBe("% 'show derived-config' is not simulated");
});

test('a host has several addresses, and the first is where its name leads', async () => {
  const { r1 } = bareConsoles();
  await r1.configure('int f0/0\nip address 10.0.0.1 255.255.255.0\nno shut\nip host HUB 10.0.0.1 10.0.0.9');
  expect(r1.configuration).toContain('ip host hub 10.0.0.1 10.0.0.9\n');
  expect(await r1.type('ping hub')).toContain('Sending 5, 100-byte ICMP Echos to 10.0.0.1');
});
