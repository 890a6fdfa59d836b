/** Point-to-point GRE in transport mode behind a translation: RFC 7296 section 2.23.1. */
import { expect, it } from 'vitest';
import { ikev1, ikev2 } from './nhrp/dmvpn-consoles.ts';
import { bareConsoles } from './network-console.ts';

const port = (name: string, address: string, more = ''): string =>
  `interface ${name}\n ip address ${address} 255.255.255.0\n${more} no shutdown\n`;
const middle = `${port('FastEthernet0/0', '192.168.1.1', ' ip nat inside\n')}${port('FastEthernet0/1', '192.0.2.2', ' ip nat outside\n')}ip nat inside source static 192.168.1.2 192.0.2.9\n`;
const tunnel = (number: number, destination: string): string => `interface Tunnel0
 ip address 10.0.0.${number} 255.255.255.0
 tunnel source FastEthernet0/0
 tunnel destination ${destination}
 tunnel protection ipsec profile P
`;

it.each([
  ['IKE version 1', 'inside', ikev1],
  ['IKE version 1', 'outside', ikev1],
  ['IKE version 2', 'inside', ikev2],
  ['IKE version 2', 'outside', ikev2],
])('a tunnel with one far end is protected through a translation: %s, begun from %s', async (_, first, keys) => {
  const { r1, r2, r3, clock } = bareConsoles('15.9(3)M6');
  expect(await r2.configure(middle)).toEqual([]);
  const inside = port('FastEthernet0/0', '192.168.1.2') + keys + tunnel(2, '192.0.2.1');
  const outside = port('FastEthernet0/0', '192.0.2.1') + keys + tunnel(1, '192.0.2.9');
  const [begins, waits] = first === 'inside' ? [r1, r3] : [r3, r1];
  const text = new Map([
    [r1, `${inside}ip route 0.0.0.0 0.0.0.0 192.168.1.1\n`],
    [r3, outside],
  ]);
  expect(await waits.configure(text.get(waits) ?? '')).toEqual([]);
  await waits.configure('interface Tunnel0\n shutdown\n');
  expect(await begins.configure(text.get(begins) ?? '')).toEqual([]);
  clock.runUntil(5000);
  await waits.configure('interface Tunnel0\n no shutdown\n');
  clock.runUntil(60_000);
  expect(await r1.type('ping 10.0.0.1')).toContain('!!!!!');
  expect(await r3.type('ping 10.0.0.2')).toContain('!!!!!');
  expect(await r3.type('show crypto ipsec sa')).toContain('remote ident (addr/mask/prot/port): (192.0.2.9/255.255.255.255/47/0)'); // prettier-ignore
  await r1.type('clear crypto sa');
  clock.runUntil(clock.now() + 20_000);
  expect(await r3.type('ping 10.0.0.2')).toContain('!!!!!');
});
