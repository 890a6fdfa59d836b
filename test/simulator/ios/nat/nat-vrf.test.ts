/** Translation for hosts in VRFs: to an outside that is in the global table, with the same addresses inside twice. */
import { expect, test } from 'vitest';
import { bareConsoles } from '../network-console.ts';

const inside = 'int f0/0\nip address 10.0.0.1 255.255.255.0\nno shut\nip route 0.0.0.0 0.0.0.0 10.0.0.2';

test('a host in a VRF reaches an outside of the global table by an address of the router, and answers come back to it', async () => {
  const { r1, r2, r3, clock } = bareConsoles();
  await r1.configure(inside);
  expect(
    await r2.configure(
      'ip vrf RED\nrd 1:1\nint f0/0\nip vrf forwarding RED\nip address 10.0.0.2 255.255.255.0\nip nat inside\nno shut\n' +
        'int f0/1\nip address 172.16.0.2 255.255.255.0\nip nat outside\nno shut\naccess-list 1 permit 10.0.0.0 0.0.0.255\n' +
        'ip nat inside source list 1 interface f0/1 vrf RED overload\nip nat inside source static 10.0.0.9 172.16.0.9 vrf RED\n' +
        'ip route vrf RED 0.0.0.0 0.0.0.0 172.16.0.3 global',
    ),
  ).toEqual([]);
  await r3.configure('int f0/0\nip address 172.16.0.3 255.255.255.0\nno shut');
  clock.runUntil(5_000);
  await r1.type('ping 172.16.0.3');
  expect(await r1.type('ping 172.16.0.3')).toContain('!!!!!');
  const shown = await r2.type('show ip nat translations vrf RED');
  expect(shown).toMatch(/icmp 172\.16\.0\.2:\d+ +10\.0\.0\.1:\d+ +172\.16\.0\.3:\d+ +172\.16\.0\.3:\d+/);
  expect(shown).toMatch(/--- 172\.16\.0\.9 +10\.0\.0\.9/);
  expect(await r2.type('show ip nat translations vrf BLUE')).not.toContain('172.16.0.2');
  expect(r2.configuration).toContain(
    'ip nat inside source list 1 interface FastEthernet0/1 vrf RED overload\nip nat inside source static 10.0.0.9 172.16.0.9 vrf RED\n',
  );
  // Who calls the address from outside comes to the host in the VRF.
  await r1.configure('int f0/0\nip address 10.0.0.9 255.255.255.0');
  await r3.type('ping 172.16.0.9');
  expect(await r3.type('ping 172.16.0.9')).toContain('!!!!!');
  expect(await r2.configure('no ip nat inside source static 10.0.0.9 172.16.0.9 vrf RED')).toEqual([]);
  expect(await r2.configure('ip nat inside source list 1 interface f0/1 vrf NONE overload')).toEqual([
    '% VRF NONE not configured.',
  ]);
});

test('a rule for one table leaves the others alone, and two tables with the same hosts keep apart', async () => {
  const { r1, r2, r3, clock } = bareConsoles();
  await r1.configure(`${inside}\nint f0/1\nno shut`);
  await r2.configure(
    'ip vrf RED\nrd 1:1\nip vrf BLUE\nrd 2:2\nint f0/0\nno shut\nint f0/0.1\nencapsulation dot1Q 1 native\nip vrf forwarding RED\nip address 10.0.0.2 255.255.255.0\nip nat inside\n' +
      'int f0/0.2\nencapsulation dot1Q 2\nip vrf forwarding BLUE\nip address 10.0.0.2 255.255.255.0\nip nat inside\n' +
      'int f0/1\nip address 172.16.0.2 255.255.255.0\nip nat outside\nno shut\naccess-list 1 permit any\n' +
      'ip nat pool P 172.16.0.50 172.16.0.50 netmask 255.255.255.0\nip nat inside source list 1 interface f0/1 vrf RED overload\n' +
      'ip nat inside source list 1 pool P vrf BLUE overload\nip route vrf RED 0.0.0.0 0.0.0.0 172.16.0.3 global\nip route vrf BLUE 0.0.0.0 0.0.0.0 172.16.0.3 global',
  );
  await r1.configure('ip vrf B\nrd 1:1\nint f0/0.2\nencapsulation dot1Q 2\nip vrf forwarding B\nip address 10.0.0.1 255.255.255.0\nip route vrf B 0.0.0.0 0.0.0.0 10.0.0.2'); // prettier-ignore
  await r3.configure('int f0/0\nip address 172.16.0.3 255.255.255.0\nno shut');
  clock.runUntil(5_000);
  for (const ping of ['ping 172.16.0.3', 'ping vrf B 172.16.0.3']) {
    await r1.type(ping);
    expect(await r1.type(ping)).toContain('!!!!!');
  }
  expect(await r2.type('show ip nat translations vrf RED')).toMatch(/172\.16\.0\.2:\d+ +10\.0\.0\.1:/);
  expect(await r2.type('show ip nat translations vrf BLUE')).toMatch(/172\.16\.0\.50:\d+ +10\.0\.0\.1:/);
});

test('a static rule for one table leaves alone what comes from outside in another, and an address in both is two hosts', async () => {
  const { r1, r2, r3, clock } = bareConsoles();
  // R1 is the host inside of RED, R3 the outside of RED and of BLUE. R2 has 172.16.0.9 itself in BLUE.
  await r1.configure(inside);
  await r2.configure(
    'ip vrf RED\nrd 1:1\nip vrf BLUE\nrd 2:2\nint f0/0\nip vrf forwarding RED\nip address 10.0.0.2 255.255.255.0\nip nat inside\nno shut\n' +
      'int f0/1\nno shut\nint f0/1.1\nencapsulation dot1Q 1 native\nip vrf forwarding RED\nip address 172.16.0.2 255.255.255.0\nip nat outside\n' +
      'int f0/1.2\nencapsulation dot1Q 2\nip vrf forwarding BLUE\nip address 172.16.0.9 255.255.255.0\nip nat outside\n' +
      'ip nat inside source static 10.0.0.1 172.16.0.9 vrf RED',
  );
  await r3.configure(
    'ip vrf B\nrd 1:1\nint f0/0\nip address 172.16.0.3 255.255.255.0\nno shut\n' +
      'int f0/0.2\nencapsulation dot1Q 2\nip vrf forwarding B\nip address 172.16.0.3 255.255.255.0',
  );
  clock.runUntil(5_000);
  for (const ping of ['ping vrf B 172.16.0.9', 'ping 172.16.0.9']) {
    await r3.type(ping);
    expect(await r3.type(ping)).toContain('!!!!!');
    const shown = await r2.type('show ip nat translations');
    expect(shown.includes('icmp 172.16.0.9')).toBe(ping === 'ping 172.16.0.9');
  }
  await r1.configure('int f0/0\nshut');
  expect(await r3.type('ping 172.16.0.9')).not.toContain('!');
  expect(await r3.type('ping vrf B 172.16.0.9')).toContain('!!!!!');
});

test('a rule that is matched in its table alone is for outsides of that table, and for no other', async () => {
  const { r1, r2, r3, clock } = bareConsoles();
  await r1.configure(inside);
  expect(
    await r2.configure(
      'ip vrf RED\nrd 1:1\nint f0/0\nip vrf forwarding RED\nip address 10.0.0.2 255.255.255.0\nip nat inside\nno shut\n' +
        'int f0/1\nno shut\nint f0/1.1\nencapsulation dot1Q 1 native\nip vrf forwarding RED\nip address 172.16.0.2 255.255.255.0\nip nat outside\n' +
        'int f0/1.2\nencapsulation dot1Q 2\nip address 172.17.0.2 255.255.255.0\nip nat outside\n' +
        'ip nat inside source static 10.0.0.1 172.17.0.9 vrf RED match-in-vrf\naccess-list 1 permit any\n' +
        'ip nat pool P 172.16.0.50 172.16.0.50 netmask 255.255.255.0\nip nat inside source list 1 pool P vrf RED match-in-vrf overload\n' +
        'ip route vrf RED 172.17.0.0 255.255.255.0 172.16.0.3',
    ),
  ).toEqual([]);
  expect(r2.configuration).toContain(
    'ip nat inside source list 1 pool P vrf RED match-in-vrf overload\nip nat inside source static 10.0.0.1 172.17.0.9 vrf RED match-in-vrf\n',
  );
  await r3.configure(
    'int f0/0\nip address 172.16.0.3 255.255.255.0\nno shut\nint f0/0.2\nencapsulation dot1Q 2\nip address 172.17.0.3 255.255.255.0\n' +
      'ip route 172.17.0.9 255.255.255.255 172.16.0.2',
  );
  clock.runUntil(5_000);
  await r3.type('ping 172.17.0.9');
  expect(await r3.type('ping 172.17.0.9')).toContain('!!!!!');
  // By the interface that is in the global table nobody answers for the address.
  await r3.configure('no ip route 172.17.0.9 255.255.255.255 172.16.0.2');
  expect(await r3.type('ping 172.17.0.9')).not.toContain('!');
  expect(await r2.configure('no ip nat inside source static 10.0.0.1 172.17.0.9 vrf RED match-in-vrf')).toEqual([]);
  await r1.type('ping 172.16.0.3');
  expect(await r1.type('ping 172.16.0.3')).toContain('!!!!!');
  expect(await r2.type('show ip nat translations')).toMatch(/icmp 172\.16\.0\.50:\d+ +10\.0\.0\.1:/);
});
