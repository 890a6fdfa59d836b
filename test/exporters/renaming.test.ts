import { describe, expect, it } from 'vitest';
import { hostScript } from '../../src-main/exporters/cml/host-configuration.ts';
import { modulesFor } from '../../src-main/exporters/gns3/dynamips.ts';
import { vpcsScript } from '../../src-main/exporters/gns3/host.ts';
import { configuredInterfaces, renamed, withoutSerialLines } from '../../src-main/exporters/renaming.ts';

const names = new Map([
  ['FastEthernet0/0', 'GigabitEthernet0/0'],
  ['FastEthernet0/1', 'GigabitEthernet0/1'],
  ['Serial1/0', 'GigabitEthernet0/2'],
]);

describe('the names of interfaces in a configuration', () => {
  it.each([
    ['interface FastEthernet0/0', 'interface GigabitEthernet0/0'],
    ['interface FastEthernet 0/0', 'interface GigabitEthernet0/0'],
    ['interface fa0/1.10', 'interface GigabitEthernet0/1.10'],
    ['ip route 0.0.0.0 0.0.0.0 Serial1/0 10.0.0.1', 'ip route 0.0.0.0 0.0.0.0 GigabitEthernet0/2 10.0.0.1'],
    [' tunnel source FastEthernet0/0', ' tunnel source GigabitEthernet0/0'],
    ['crypto map M local-address Fa0/0', 'crypto map M local-address GigabitEthernet0/0'],
  ])('are changed: %s', (line, expected) => expect(renamed(line, names)).toBe(expected));

  it.each([
    'interface FastEthernet0/10',
    'interface FastEthernet1/0',
    ' description to R2 FastEthernet0/0',
    'hostname FastEthernet0/0',
    'access-list 10 remark Fa0/0',
    'crypto isakmp key aFastEthernet0/0 address 10.0.0.1',
  ])('are left alone: %s', (line) => expect(renamed(line, names)).toBe(line));

  it('are left alone in a banner, to its end', () => {
    const text = 'banner motd ^C\nFastEthernet0/0 is mine\n^C\ninterface FastEthernet0/0';
    expect(renamed(text, names)).toBe(text.replace('interface Fast', 'interface Gigabit'));
  });

  it('are known where they have a section', () => {
    expect(configuredInterfaces('interface Fa0/0\ninterface Serial 1/0\n ip address dhcp')).toEqual(
      new Set(['FastEthernet0/0', 'Serial1/0']),
    );
  });

  it('go without the lines that only a serial line has', () => {
    const text =
      'interface Serial1/0\n encapsulation ppp\n clock rate 64000\n ip address dhcp\ninterface Serial1/1\n clock rate 1';
    expect(withoutSerialLines(text, new Set(['Serial1/0']))).toEqual({
      text: 'interface Serial1/0\n ip address dhcp\ninterface Serial1/1\n clock rate 1',
      removed: ['encapsulation ppp', 'clock rate 64000'],
    });
  });
});

describe('a small host', () => {
  it.each([
    ['ip 10.0.0.2/24 10.0.0.1', '10.0.0.2/24', '10.0.0.1'],
    ['ip 10.0.0.2 10.0.0.1 24', '10.0.0.2/24', '10.0.0.1'],
    ['ip 10.0.0.2 255.255.255.0 10.0.0.1', '10.0.0.2/24', '10.0.0.1'],
    ['ip 10.0.0.2 255.255.0.0', '10.0.0.2/16', undefined],
  ])('says in a shell what it said as VPCS: %s', (line, address, gateway) => {
    const { text, lost } = hostScript(`set pcname PC1\n${line}\n`, 'PC1');
    expect(text).toContain(`ip addr add ${address} dev eth0`);
    expect(text.includes('default via')).toBe(gateway !== undefined);
    expect(lost).toEqual([]);
    expect(vpcsScript(text, 'PC1')).toBe(
      `set pcname PC1\nip ${address}${gateway === undefined ? '' : ` ${gateway}`}\n`,
    );
  });

  it('is no VPCS when it does more', () => {
    expect(vpcsScript('ip addr add 10.0.0.1/24 dev eth0\nip addr add 10.0.1.1/24 dev eth1', 'A')).toBeUndefined();
    expect(vpcsScript('apk add nmap', 'A')).toBeUndefined();
    expect(hostScript('ip 10.0.0.2/24\nipv6 2001:db8::1/64', 'A').lost).toEqual(['ipv6 2001:db8::1/64']);
  });
});

describe('the modules of a router', () => {
  it.each([
    ['c7200', ['FastEthernet0/0', 'Serial2/3'], { slot0: 'C7200-IO-FE', slot2: 'PA-4T+', npe: 'npe-400' }],
    ['c7200', ['GigabitEthernet0/0', 'Ethernet1/5'], { slot0: 'C7200-IO-GE-E', slot1: 'PA-8E', npe: 'npe-g2' }],
    ['c3725', ['FastEthernet0/0', 'Serial0/2'], { slot0: 'GT96100-FE', wic0: 'WIC-2T', wic1: 'WIC-1T' }],
    ['c3600', ['Ethernet0/0', 'Serial1/0'], { chassis: '3640', slot0: 'NM-1E', slot1: 'NM-4T' }],
    ['c3600', ['FastEthernet0/1', 'FastEthernet1/15'], { chassis: '3660', slot0: 'Leopard-2FE', slot1: 'NM-16ESW' }],
    ['c1700', ['FastEthernet0', 'Serial1'], { chassis: '1721', slot0: 'C1700-MB-1FE', wic0: 'WIC-2T' }],
    ['c2600', ['Ethernet0/1', 'Serial0/0'], { chassis: '2611', slot0: 'C2600-MB-2E', wic0: 'WIC-1T' }],
  ])('of a %s with %j', (platform, interfaces, modules) => {
    expect(modulesFor(platform, interfaces)).toEqual(modules);
  });
});
