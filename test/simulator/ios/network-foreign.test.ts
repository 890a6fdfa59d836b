import { expect, it } from 'vitest';
import { smallNetwork } from '../router/network.ts';
import { CryptoConsole } from './crypto/crypto-console.ts';

const configured = {
  'router bgp 65000': 'Border Gateway Protocol (BGP)',
  'ip dhcp pool P': 'A DHCP server',
  'interface Tunnel9\n ip nhrp map group GOLD service-policy output P': 'A group of spokes for quality of service',
  'interface Tunnel9\n if-state nhrp': 'A line protocol that follows NHRP',
  'interface FastEthernet0/0\n standby 1 ip 10.0.0.9': 'Hot Standby Router Protocol (HSRP)',
  'interface FastEthernet0/0\n ipv6 address 2001:db8::1/64': 'IP version 6',
};

it.each(Object.entries(configured))('refuses "%s" by its name', async (lines, what) => {
  const refused = await new CryptoConsole(smallNetwork().r1).configure(lines);
  expect(refused).toEqual([expect.stringContaining(`% Invalid input: ${what} is not simulated: '`)]);
});

it('leaves the modes of a tunnel that there are', async () => {
  const lines =
    'interface Tunnel9\n tunnel mode gre ip\n tunnel mode ipsec ipv4\n tunnel mode gre multipoint\n no tunnel mode gre multipoint';
  expect(await new CryptoConsole(smallNetwork().r1).configure(lines)).toEqual([]);
});
