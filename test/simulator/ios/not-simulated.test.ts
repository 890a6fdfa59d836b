import { expect, it } from 'vitest';
import { bareConsoles } from './network-console.ts';

const configured = {
  'class-map match-all VOICE': 'class-map',
  'crypto mib ipsec flowmib history failure size 10': 'crypto mib',
  'interface FastEthernet0/0\n ip helper-address 10.0.0.9': 'ip helper-address',
  'interface FastEthernet0/0\n service-policy output P': 'service-policy',
  'interface FastEthernet0/0\n ip directed-broadcast 101': 'ip directed-broadcast',
  'interface Tunnel0\n tunnel mode ipip': 'tunnel mode ipip',
  'line vty 0 4\n rotary 1': 'rotary',
  'line vty 0 4\n no editing': 'no editing',
  'line aux 0\n no exec': 'no exec',
  'archive\n log config\n  logging enable': 'logging enable',
  'archive\n time-period 60': 'time-period',
  'vlan 10': 'vlan',
  'ip domain lookup vrf V': 'ip domain lookup vrf',
  'ip domain name vrf V lab.local': 'ip domain name vrf',
  'interface FastEthernet0/0\n channel-group 1 mode active': 'channel-group',
  'interface FastEthernet0/0\n switchport access vlan 10': 'switchport',
  'interface FastEthernet0/0\n ip ospf adjacency stagger disable': 'ip ospf adjacency',
  'router ospf 1\n adjacency stagger 1 2': 'adjacency',
  'enable secret level 5 5 $1$mERr$hx5rVt7rPNoS4wqbXKX7m0': 'enable secret level',
  'service udp-small-servers max-servers no-limit': 'service udp-small-servers max-servers',
  'arp vrf X 10.0.0.1 0011.2233.4455 arpa': 'arp vrf',
  'ip vrf A\n maximum routes 100 80': 'maximum',
  'crypto map M 10 ipsec-isakmp\n set peer host.example.com dynamic': 'set peer ... dynamic',
  'crypto ipsec security-association lifetime kilobytes disable':
    'crypto ipsec security-association lifetime kilobytes disable',
} as const;

it.each(Object.entries(configured))('refuses "%s" by its name', async (lines, name) => {
  const { r1 } = bareConsoles();
  expect(await r1.configure(lines)).toEqual([`% Invalid input: '${name}' is not simulated`]);
});

it.each(['show cdp', 'show ip cef', 'show crypto eli', 'debug ip packet', 'telnet'])(
  'answers "%s …" by its name',
  async (name) => {
    const { r1 } = bareConsoles();
    expect(await r1.type(`${name} 10.0.0.1`)).toBe(`% Invalid input: '${name}' is not simulated`);
  },
);

it('takes away without a word what is not there', async () => {
  const { r1 } = bareConsoles();
  expect(await r1.configure('no ip multicast-routing\nno class-map VOICE\ninterface f0/0\nno mpls ip')).toEqual([]);
  expect(await r1.configure('no crypto gdoi group G\ninterface f0/0\nno ip directed-broadcast')).toEqual([]);
});

it('knows what IOS XE alone has on IOS XE alone', async () => {
  expect(await bareConsoles('17.03.04a').r1.configure('restconf')).toEqual([
    `% Invalid input: 'restconf' is not simulated`,
  ]);
  expect(await bareConsoles().r1.configure('restconf')).toEqual([`% Invalid input: 'restconf'`]);
});

it('names an interface of a type that is not there, and leaves it out of the help', async () => {
  const { r1 } = bareConsoles();
  expect(await r1.configure('interface Dialer1')).toEqual(['% Invalid input: Interface Dialer1 is not simulated']);
  expect(await r1.terminal().press('configure terminal\rinterface ?')).not.toContain('Dialer');
});

it('leaves no interface for a line that the router has by the same words', async () => {
  const { r1 } = bareConsoles();
  const lines = 'interface f0/0\n no snmp trap link-status\n ntp broadcast\n ip audit X in\n spanning-tree portfast';
  expect(await r1.configure(`${lines}\n description still here`)).toEqual([
    "% Invalid input: 'ntp broadcast' is not simulated",
    "% Invalid input: 'ip audit ... in' is not simulated",
    "% Invalid input: 'spanning-tree portfast' is not simulated",
  ]);
  expect(r1.configuration).toContain(
    'interface FastEthernet0/0\n description still here\n no ip address\n no snmp trap link-status\n',
  );
});

it('names IP version 6 wherever an address of it is given', async () => {
  const { r1 } = bareConsoles();
  const lines = 'crypto isakmp key K address ipv6 2001:db8::1/64\ninterface Tunnel0\n tunnel source 2001:db8::1';
  expect(
    await r1.configure(`${lines}\n tunnel destination ::2\ncrypto map M 1 ipsec-isakmp\n set peer 2001:db8::9`),
  ).toEqual([
    "% Invalid input: IP version 6 is not simulated: '2001:db8::1/64'",
    "% Invalid input: IP version 6 is not simulated: '2001:db8::1'",
    "% Invalid input: IP version 6 is not simulated: '::2'",
    "% Invalid input: IP version 6 is not simulated: '2001:db8::9'",
  ]);
  expect(await r1.type('ping 2001:db8::1')).toBe("% Invalid input: IP version 6 is not simulated: '2001:db8::1'");
  expect(await r1.terminal().press('configure terminal\rinterface Tunnel0\rtunnel source ?')).not.toContain('X:X:X');
});

it('names what a router would show of its engine, its sessions and its interfaces, and has not', async () => {
  const { r1 } = bareConsoles();
  expect(await r1.type('show crypto session summary')).toBe(
    "% Invalid input: 'show crypto session summary' is not simulated",
  );
  expect(await r1.type('show interfaces f0/0 stats')).toBe(
    "% Invalid input: 'show interfaces ... stats' is not simulated",
  );
  expect(await r1.type('show interfaces f0/0')).toContain('FastEthernet0/0 is administratively down');
  expect(await r1.type('cd flash:')).toBe("% Invalid input: 'cd' is not simulated");
  expect(await r1.configure('vlan 10\ncrypto map M gdoi fail-close')).toEqual([
    "% Invalid input: 'vlan' is not simulated",
    "% Invalid input: 'crypto map ... gdoi' is not simulated",
  ]);
});

it('lets a line leave a mode for a command further out that a refused word only begins like', async () => {
  const { r1 } = bareConsoles();
  const lines = 'router ospf 1\ninterface FastEthernet0/0\ndescription out\nkey chain K\nkey 1\ncrypto isakmp policy 7';
  expect(await r1.configure(lines)).toEqual([]);
  expect(r1.configuration).toContain('\n description out\n');
  expect(r1.configuration).toContain('\ncrypto isakmp policy 7\n');
  expect(await r1.configure('router ospf 1\nint f0/1\ndesc short\nrouter ospf 1\nint f0/9')).toEqual([
    "% Invalid input: 'f0/9'",
  ]);
  expect(r1.configuration).toContain('interface FastEthernet0/1\n description short\n');
  expect(await r1.configure('interface range f0/0 - 1\nmac-a 1.1.1\nmulti bundle authenticated')).toEqual([
    "% Invalid input: 'mac-address' is not simulated",
  ]);
  expect(await r1.configure('router ospf 1\ninterface-id snmp-if-index\nno interface-id')).toEqual([
    "% Invalid input: 'interface-id' is not simulated",
  ]);
  expect(await r1.configure('key chain K\nkey 1\ncryptographic hmac-sha-1')).toEqual([
    "% Invalid input: 'cryptographic-algorithm' is not simulated",
  ]);
});

it('refuses a line whatever its filter would let through', async () => {
  const { r1 } = bareConsoles();
  const refusal = "% Invalid input: 'show running-config vrf' is not simulated";
  expect(await r1.type('show running-config vrf | section ^service')).toBe(refusal);
  expect(await r1.type('show running-config vrf | redirect flash:x')).toBe(refusal);
});
