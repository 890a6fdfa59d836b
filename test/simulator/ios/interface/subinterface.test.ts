/** VLANs of a port, secondary addresses, and keepalives of a tunnel, between routers. */
import { expect, test } from 'vitest';
import { bytesOfLatin1 } from '../../../../src-main/base/bytes.ts';
import { vlanOf, withoutVlanTag, withVlanTag } from '../../../../src-main/simulator/wire/vlan.ts';
import { bareConsoles, greConsoles } from '../network-console.ts';

const vlan = (number: number, address: string): string =>
  `interface FastEthernet0/0.${number}\nencapsulation dot1Q ${number}\nip address ${address} 255.255.255.0\n`;

test('subinterfaces carry their VLANs over one cable, with tags on the wire', async () => {
  const { r1, r2, west, clock } = bareConsoles();
  const tags = new Set<number | undefined>();
  west.frames.on(({ frame }) => void tags.add(vlanOf(frame)));
  expect(await r1.configure(`interface f0/0\nno shut\n${vlan(10, '10.0.10.1')}${vlan(20, '10.0.20.1')}`)).toEqual([]);
  expect(await r2.configure(`interface f0/0\nno shut\n${vlan(10, '10.0.10.2')}${vlan(30, '10.0.20.2')}`)).toEqual([]);
  clock.runUntil(10_000);
  await r1.type('ping 10.0.10.2');
  expect(await r1.type('ping 10.0.10.2')).toContain('!!!!!');
  expect(await r1.type('ping 10.0.20.2')).toContain('.....');
  expect([...tags].sort()).toEqual([10, 20, 30]);
  await r1.configure('interface f0/0\nshutdown');
  expect(await r1.type('show ip interface brief')).toContain(
    'FastEthernet0/0.10         10.0.10.1       YES manual administratively down down    \n',
  );
});

test('the native VLAN has no tag, and the port itself serves where there is none', async () => {
  const { r1, r2, clock } = bareConsoles();
  await r1.configure('int f0/0\nno shut\nint f0/0.1\nencapsulation dot1Q 1 native\nip address 10.0.1.1 255.255.255.0');
  await r2.configure('int f0/0\nip address 10.0.1.2 255.255.255.0\nno shut');
  clock.runUntil(10_000);
  await r2.type('ping 10.0.1.1');
  expect(await r2.type('ping 10.0.1.1')).toContain('!!!!!');
  expect(await r1.type('show interfaces f0/0.1')).toContain('  Encapsulation 802.1Q Virtual LAN, Vlan ID  1.\n');
  expect(await r1.type('show interfaces f0/0')).toContain(
    '  Encapsulation 802.1Q Virtual LAN, Vlan ID  1., loopback not set\n',
  );
  expect(await r2.type('show interfaces f0/0')).toContain('  Encapsulation ARPA, loopback not set\n');
});

test('a subinterface needs its VLAN before its address, has it for itself, and can be taken away', async () => {
  const { r1 } = bareConsoles();
  expect(await r1.configure('int f0/0.5\nip address 10.0.0.1 255.255.255.0')).toEqual([
    expect.stringContaining('IEEE 802.1Q'),
  ]);
  await r1.configure('int f0/0.5\nencapsulation dot1Q 5');
  expect(await r1.configure('int f0/0.6\nencapsulation dot1Q 5')).toEqual([
    expect.stringContaining('FastEthernet0/0.5'),
  ]);
  expect(r1.networkConfiguration).toContain(
    'speed auto\ninterface FastEthernet0/0.5\n encapsulation dot1Q 5\n no ip address\ninterface FastEthernet0/0.6\n',
  );
  await r1.configure('no interface f0/0.5\nno interface f0/0.6');
  expect(r1.networkConfiguration).not.toContain('0/0.5');
});

test('a tag is put on and taken off without a trace', () => {
  const frame = bytesOfLatin1('abcdefghijklmnopq');
  expect(vlanOf(frame)).toBeUndefined();
  expect(vlanOf(withVlanTag(frame, 4094))).toBe(4094);
  expect(withoutVlanTag(withVlanTag(frame, 7))).toEqual(frame);
});

test('a secondary address is an address, and is written before the first', async () => {
  const { r1, r2, clock } = bareConsoles();
  await r1.configure(
    'int f0/0\nip address 10.0.1.1 255.255.255.0\nip address 10.0.2.1 255.255.255.0 secondary\nno shut',
  );
  await r2.configure('int f0/0\nip address 10.0.2.2 255.255.255.0\nno shut');
  clock.runUntil(10_000);
  await r2.type('ping 10.0.2.1');
  expect(await r2.type('ping 10.0.2.1')).toContain('!!!!!');
  expect(r1.networkConfiguration).toContain(
    ' ip address 10.0.2.1 255.255.255.0 secondary\n ip address 10.0.1.1 255.255.255.0\n',
  );
  expect(await r1.type('show ip route')).toContain('C       10.0.2.0 is directly connected, FastEthernet0/0\n');
  expect(await r1.configure('int f0/0\nno ip address 10.0.1.1 255.255.255.0')).toEqual([
    'Must delete secondary before deleting primary',
  ]);
  expect(await r1.configure('int f0/0\nno ip address 10.0.2.1 255.255.255.0 secondary\nno ip address')).toEqual([]);
  const again = bareConsoles().r1;
  await again.configure('int f0/0\nip address 10.0.2.1 255.255.255.0 secondary\nip address 10.0.1.1 255.255.255.0');
  expect(again.networkConfiguration).toContain(
    ' ip address 10.0.2.1 255.255.255.0 secondary\n ip address 10.0.1.1 255.255.255.0\n',
  );
});

test('keepalives take a tunnel down when they do not come back, and bring it up again', async () => {
  const { r1, r3 } = await greConsoles();
  await r1.configure('interface Tunnel0\nkeepalive 5 3');
  r1.wait(61);
  expect(await r1.type('show interfaces Tunnel0')).toContain('Tunnel0 is up, line protocol is up');
  await r3.configure('interface Tunnel0\nshutdown');
  r1.wait(13);
  expect(await r1.type('show interfaces Tunnel0')).toContain('Tunnel0 is up, line protocol is up');
  r1.wait(10);
  expect(await r1.type('show interfaces Tunnel0')).toContain('Tunnel0 is up, line protocol is down');
  await r3.configure('interface Tunnel0\nno shutdown');
  r1.wait(10);
  expect(await r1.type('show interfaces Tunnel0')).toContain('Tunnel0 is up, line protocol is up');
  await r1.configure('interface Tunnel0\nno keepalive');
  expect(r1.networkConfiguration).not.toContain('keepalive');
});
