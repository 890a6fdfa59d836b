import { describe, expect, it } from 'vitest';
import { fullInterfaceName, isInterfaceName } from '../../src-main/importers/interface-names.ts';

describe('the full name of an interface', () => {
  it.each([
    ['f0/0', 'FastEthernet0/0'],
    ['Fa0/1', 'FastEthernet0/1'],
    ['Gi0/0', 'GigabitEthernet0/0'],
    ['G1', 'GigabitEthernet1'],
    ['gig 0/1', 'GigabitEthernet0/1'],
    ['e0/3', 'Ethernet0/3'],
    ['Eth1/1', 'Ethernet1/1'],
    ['s2/0', 'Serial2/0'],
    ['a1/0', 'ATM1/0'],
    ['p2/0', 'POS2/0'],
    ['Te0/0/0', 'TenGigabitEthernet0/0/0'],
    ['Mgmt0/0', 'Management0/0'],
    ['MgmtEth0/0/CPU0/0', 'MgmtEth0/0/CPU0/0'],
    ['Mg0/RP0/CPU0/0', 'MgmtEth0/RP0/CPU0/0'],
    ['Gi0/0/0/1', 'GigabitEthernet0/0/0/1'],
    ['mgmt0', 'mgmt0'],
    ['GigabitEthernet0/0', 'GigabitEthernet0/0'],
    ['eth', 'eth'],
    ['tap0', 'tap0'],
    ['LAN port', 'LAN port'],
  ])('of %s is %s', (short, full) => expect(fullInterfaceName(short)).toBe(full));

  it('stays as it is', () => {
    for (const name of ['FastEthernet0/0', 'ATM1/0', 'BRI0/0', 'Loopback0', 'HundredGigE0/0/0/1'])
      expect(fullInterfaceName(name)).toBe(name);
  });
});

describe('a label', () => {
  it('is the name of an interface when it is a type and a number', () => {
    for (const label of ['f0/0', 'Gi1', 'Serial0/0']) expect(isInterfaceName(label), label).toBe(true);
    for (const label of ['tap0', '0/0', 'to R2', '', 'e', 'enp0s3']) expect(isInterfaceName(label), label).toBe(false);
  });
});
