import { describe, expect, it } from 'vitest';
import { parseShowIpInterfaceBrief } from '../../../../src-main/parsers/ios/show-ip-interface-brief.ts';
import { greConsoles } from '../network-console.ts';

describe('show ip interface', () => {
  it('is brief, to the column', async () => {
    const { r1 } = await greConsoles();
    const text = await r1.type('sh ip int br');
    expect(text).toBe(
      'Interface                  IP-Address      OK? Method Status                Protocol\n' +
        'FastEthernet0/0            172.16.0.1      YES manual up                    up      \n' +
        'FastEthernet0/1            unassigned      YES unset  administratively down down    \n' +
        'Tunnel0                    10.0.0.1        YES manual up                    up      \n',
    );
    const { outcome, unknown, records } = parseShowIpInterfaceBrief(text);
    expect({ outcome, unknown, count: records.length }).toEqual({ outcome: 'complete', unknown: [], count: 3 });
    expect(await r1.type('show ip interface brief tun0')).toMatch(/^Interface.*\nTunnel0 .*\n$/);
  });

  it('is long, with what is configured', async () => {
    const { r1 } = await greConsoles();
    await r1.configure('interface tun0\nip mtu 1400\nno ip redirects\ninterface f0/1');
    const text = await r1.type('show ip interface tun0');
    expect(text).toContain(`Tunnel0 is up, line protocol is up
  Internet address is 10.0.0.1/30
  Broadcast address is 255.255.255.255
  Address determined by setup command
  MTU is 1400 bytes
`);
    expect(text).toContain('  ICMP redirects are never sent\n');
    expect(await r1.type('show ip interface f0/1')).toBe(
      'FastEthernet0/1 is administratively down, line protocol is down\n  Internet protocol processing disabled\n',
    );
  });
});
