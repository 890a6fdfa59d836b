/** Tables of routes apart: the same addresses twice, and a tunnel whose outside is in a table of its own. */
import { expect, test } from 'vitest';
import { bareConsoles } from '../network-console.ts';

test('two tables with the same addresses do not meet', async () => {
  const { r1, r2, r3, clock } = bareConsoles();
  await r1.configure('int f0/0\nip address 10.0.0.1 255.255.255.0\nno shut');
  await r3.configure('int f0/0\nip address 10.0.0.1 255.255.255.0\nno shut');
  expect(
    await r2.configure(
      'ip vrf RED\nrd 1:1\nip vrf BLUE\nrd 2:2\nint f0/0\nip vrf forwarding RED\nip address 10.0.0.2 255.255.255.0\nno shut\n' +
        'int f0/1\nip vrf forwarding BLUE\nip address 10.0.0.2 255.255.255.0\nno shut\nip route vrf RED 0.0.0.0 0.0.0.0 10.0.0.1',
    ),
  ).toEqual([]);
  clock.runUntil(10_000);
  for (const vrf of ['RED', 'BLUE']) {
    await r2.type(`ping vrf ${vrf} 10.0.0.1`);
    expect(await r2.type(`ping vrf ${vrf} 10.0.0.1`)).toContain('!!!!!');
  }
  expect(await r2.type('ping 10.0.0.1')).toContain('.....');
  expect(await r1.type('ping 10.0.0.2')).toContain('!!!!!');
  const red = await r2.type('show ip route vrf RED');
  expect(red).toContain('Routing Table: RED\nCodes: C - connected');
  expect(red).toContain('S*   0.0.0.0/0 [1/0] via 10.0.0.1\n');
  expect(await r2.type('show ip route')).not.toContain('10.0.0.0');
  expect(await r2.type('show ip vrf')).toBe(
    '  Name                             Default RD          Interfaces\n' +
      '  RED                              1:1                 Fa0/0\n' +
      '  BLUE                             2:2                 Fa0/1\n',
  );
});

test('an interface loses its address when it changes tables, and the configuration comes back as it was', async () => {
  const { r1, r2 } = bareConsoles();
  await r1.configure(
    'ip vrf A\ndescription first\nrd 1:1\nroute-target both 1:1\nint f0/0\nip address 10.0.0.1 255.255.255.0',
  );
  expect(await r1.type('configure terminal\ninterface f0/0\nip vrf forwarding A')).toContain('% Interface FastEthernet0/0 IP address 10.0.0.1 removed due to enabling VRF A\n'); // prettier-ignore
  expect(r1.configuration).toContain(
    'ip vrf A\n description first\n rd 1:1\n route-target export 1:1\n route-target import 1:1\n!\n',
  );
  await r1.configure(
    'vrf definition B\nrd 2:2\naddress-family ipv4\nexit-address-family\nip route vrf B 10.0.0.0 255.0.0.0 Null0',
  );
  expect(r1.configuration).toContain('vrf definition B\n rd 2:2\n !\n address-family ipv4\n exit-address-family\n!\n');
  expect(await r2.configure(r1.configuration)).toEqual([]);
  expect(r2.configuration).toBe(r1.configuration.replace('hostname R1', 'hostname R1'));
  expect(await r1.configure('interface f0/1\nip vrf forwarding NONE')).toEqual(['% VRF NONE not configured.']);
});

test('a tunnel finds its far end in the table that it is told, and carries another', async () => {
  const { r1, r2, r3, clock } = bareConsoles();
  await r2.configure(
    'int f0/0\nip address 172.16.0.2 255.255.255.0\nno shut\nint f0/1\nip address 172.16.1.2 255.255.255.0\nno shut',
  );
  for (const [router, own, via, peer, inner] of [
    [r1, '172.16.0.1', '172.16.0.2', '172.16.1.3', '10.0.0.1'],
    [r3, '172.16.1.3', '172.16.1.2', '172.16.0.1', '10.0.0.2'],
  ] as const) {
    await router.configure(
      `ip vrf WAN\nint f0/0\nip vrf forwarding WAN\nip address ${own} 255.255.255.0\nno shut\nint tun0\nip address ${inner} 255.255.255.0\n` +
        `tunnel source f0/0\ntunnel destination ${peer}\ntunnel vrf WAN\nip route vrf WAN 0.0.0.0 0.0.0.0 ${via}`,
    );
  }
  clock.runUntil(10_000);
  await r1.type('ping 10.0.0.2');
  await r1.type('ping 10.0.0.2');
  expect(await r1.type('ping 10.0.0.2')).toContain('!!!!!');
  expect(r1.networkConfiguration).toContain(' tunnel vrf WAN\n');
  await r1.configure('int tun0\nno tunnel vrf');
  expect(await r1.type('show interfaces Tunnel0')).toContain('Tunnel0 is up, line protocol is down');
});
