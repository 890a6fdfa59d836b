import { describe, expect, it } from 'vitest';
import { bareConsoles } from '../network-console.ts';

describe('interface', () => {
  it.each(['interface Tunnel0', 'int tun0', 'interface tunnel 0', 'int t 00'])('makes a tunnel: %s', async (line) => {
    const { r1 } = bareConsoles();
    expect(await r1.configure(line)).toEqual([]);
    expect([...r1.router.interfaces.keys()]).toContain('Tunnel0');
  });

  it('leads to ports by any of their names, and to no others', async () => {
    const { r1 } = bareConsoles();
    expect(await r1.configure('int f0/0\ndescription here\ninterface fastethernet 0/0')).toEqual([]);
    expect(await r1.configure('interface f0/2\ninterface s0/0\ninterface gi0/0')).toHaveLength(3);
    expect(r1.networkConfiguration).toContain('interface FastEthernet0/0\n description here\n no ip address\n');
  });

  it('is taken away when it was made, and never when it is of the hardware', async () => {
    const { r1 } = bareConsoles();
    await r1.configure('interface lo1\ninterface tun3');
    expect(await r1.configure('no interface lo1\nno interface Tunnel 3\nno interface tun7')).toEqual([]);
    expect([...r1.router.interfaces.keys()]).toEqual(['FastEthernet0/0', 'FastEthernet0/1']);
    expect(await r1.configure('no interface f0/0')).toEqual(['% Removal of physical interfaces is not permitted']);
  });

  it('stands in the running configuration with what was made first, by number', async () => {
    const { r1 } = bareConsoles();
    await r1.configure('interface tun10\ninterface tun9\ninterface lo1\ninterface lo0');
    expect(r1.networkConfiguration.match(/^interface .*/gm)).toEqual([
      'interface Loopback0',
      'interface Loopback1',
      'interface Tunnel9',
      'interface Tunnel10',
      'interface FastEthernet0/0',
      'interface FastEthernet0/1',
    ]);
  });

  it('holds its lines in the order of 12.4', async () => {
    const { r1 } = bareConsoles();
    await r1.configure(
      `interface f0/0\n speed 100\n duplex full\n delay 77\n ip tcp adjust-mss 1360\n no cdp enable\n ip mtu 1400
       ip address 10.0.0.1 255.255.255.0\n no keepalive\n no ip redirects\n bandwidth 1000\n description to R2`,
    );
    expect(r1.networkConfiguration).toContain(`interface FastEthernet0/0
 description to R2
 bandwidth 1000
 ip address 10.0.0.1 255.255.255.0
 no ip redirects
 ip mtu 1400
 no cdp enable
 ip tcp adjust-mss 1360
 delay 77
 shutdown
 no keepalive
 duplex full
 speed 100
`);
  });

  it('goes back to its defaults line by line', async () => {
    const { r1 } = bareConsoles();
    await r1.configure('interface tun0');
    const before = r1.networkConfiguration;
    const lines = ['description x', 'bandwidth 5', 'delay 5', 'ip mtu 1300', 'keepalive 5 4', 'shutdown', 'tunnel key 7', 'tunnel checksum', 'tunnel ttl 9', 'tunnel source FastEthernet0/0', 'tunnel destination 1.1.1.1', 'tunnel mode ipsec ipv4', 'ip tcp adjust-mss 1300']; // prettier-ignore
    expect(await r1.configure(`interface tun0\n${lines.join('\n')}`)).toEqual([]);
    for (const line of lines) expect(r1.networkConfiguration).toContain(`\n ${line}\n`);
    expect(await r1.configure(`interface tun0\n${lines.map((line) => `no ${line}`).join('\n')}`)).toEqual([]);
    expect(r1.networkConfiguration).toBe(before);
    await r1.configure(`interface tun0\n${lines.join('\n')}`);
    const short = lines.map((line) => line.replace(/ ipsec ipv4| \S*\d\S*( \d)?$/, ''));
    expect(await r1.configure(`interface tun0\n${short.map((line) => `no ${line}`).join('\n')}`)).toEqual([]);
    expect(r1.networkConfiguration).toBe(before);
  });

  it('refuses what its kind cannot do', async () => {
    const { r1 } = bareConsoles();
    expect(await r1.configure('interface f0/0\nmtu 1400')).toEqual([
      '% Interface FastEthernet0/0 does not support user settable mtu.',
    ]);
    expect(await r1.configure('interface f0/0\ntunnel source 1.1.1.1')).toEqual(["% Invalid input: 'tunnel'"]);
    expect(await r1.configure('interface tun0\nspeed 100')).toEqual(["% Invalid input: 'speed'"]);
  });
});
