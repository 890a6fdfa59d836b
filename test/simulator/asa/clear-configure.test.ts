/** clear configure, and the shows of one interface, address, route or peer, on the firewall of seed 004. */
import { expect, test } from 'vitest';
import { Seed004Lab } from './seed-004-lab.ts';

test('what is cleared of the configuration is gone, and what rests on it', async () => {
  const lab = await Seed004Lab.booted();
  const type = (line: string): Promise<string> => lab.output(lab.site1, line);
  await type('configure terminal');
  await type('clear configure access-list outside_access_in');
  expect(await type('show running-config access-group')).toBe('access-group inside_access_in in interface inside\n');
  expect(await type('clear configure access-list nothing')).toContain('ERROR: ');
  await type('clear configure crypto map outside_map 1');
  expect(await type('show running-config crypto map')).toBe('crypto map outside_map interface outside\n');
  for (const part of ['crypto map', 'nat', 'route', 'tunnel-group', 'group-policy', 'access-group']) {
    await type(`clear configure ${part}`);
    expect(await type(`show running-config ${part}`)).toBe('');
  }
});

test('a dynamic map in use is not cleared', async () => {
  const lab = await Seed004Lab.booted();
  const type = (line: string): Promise<string> => lab.output(lab.site1, line);
  await type('configure terminal');
  await type('crypto dynamic-map DYN 5 set ikev1 transform-set ESP-AES-256-SHA');
  await type('crypto map outside_map 9 ipsec-isakmp dynamic DYN');
  expect(await type('clear configure crypto dynamic-map')).toBe(
    'ERROR: dynamic map DYN is in use by crypto map outside_map 9\n',
  );
  await type('no crypto map outside_map 9 ipsec-isakmp dynamic DYN');
  await type('clear configure crypto dynamic-map DYN');
  expect(await type('show running-config crypto dynamic-map')).toBe('');
});

test('what is taken away takes what names it along, and what is saved then is read again', async () => {
  const lab = await Seed004Lab.booted();
  const type = (line: string): Promise<string> => lab.output(lab.site1, line);
  const lines = `configure terminal
    interface GigabitEthernet0/2.5
    vlan 5
    nameif dmz
    ip address 10.5.5.1 255.255.255.0
    route dmz 10.6.0.0 255.255.0.0 10.5.5.2
    access-list Q extended permit ip any any
    access-group Q in interface dmz
    crypto ikev2 enable dmz
    nat (dmz,outside) source dynamic any interface
    crypto map CM interface dmz
    ssh 10.5.5.0 255.255.255.0 dmz
    no interface GigabitEthernet0/2.5
    group-policy S2S-VPN-IKEV2 attributes
    vpn-filter value Q
    clear configure access-list
    interface GigabitEthernet0/1
    no nameif`;
  for (const line of lines.split('\n')) await type(line.trim());
  expect(await type('no interface GigabitEthernet0/2.5')).toBe(
    'ERROR: interface GigabitEthernet0/2.5 does not exist\n',
  );
  expect(await type('show running-config route')).toBe('route outside 0.0.0.0 0.0.0.0 10.255.1.1 1\n');
  await type('end');
  const saved = await type('more system:running-config');
  expect(saved).not.toMatch(/dmz|inside[ ,]|match address|vpn-filter/);
  expect(await new Seed004Lab().site1.boot(saved)).toEqual([]);
});

test('what is in use is not taken away', async () => {
  const lab = await Seed004Lab.booted();
  const type = (line: string): Promise<string> => lab.output(lab.site1, line);
  const set = 'crypto ipsec ikev1 transform-set TS esp-aes esp-sha-hmac';
  for (const line of ['configure terminal', set, 'crypto ipsec ikev2 ipsec-proposal P']) await type(line);
  await type('crypto dynamic-map DYN 5 set ikev1 transform-set TS');
  for (const line of ['crypto ipsec profile VTI', 'set ikev2 ipsec-proposal P', 'exit']) await type(line);
  await type('crypto map outside_map 9 ipsec-isakmp dynamic DYN');
  expect(await type(`no ${set}`)).toBe('ERROR: Transform-set TS is in use by crypto dynamic-map DYN 5\n');
  expect(await type('no crypto ipsec ikev2 ipsec-proposal P')).toBe(
    'ERROR: IPsec proposal P is in use by crypto ipsec profile VTI\n',
  );
  expect(await type('clear configure crypto dynamic-map DYN 5')).toContain('is in use by crypto map outside_map 9');
  expect(await type('no crypto dynamic-map NONE 5 set pfs')).toBe('ERROR: crypto dynamic-map NONE 5 does not exist\n');
  for (const start of ['no', 'clear configure'])
    expect(await type(`${start} group-policy S2S-VPN-IKEV2`)).toBe(
      'ERROR: group policy S2S-VPN-IKEV2 is in use by tunnel group 10.255.2.2\n',
    );
  expect(await type('no group-policy S2S-VPN-IKEV1')).toBe('');
  for (const line of ['group-policy S2S-VPN-IKEV2 attributes', 'vpn-filter none', 'no vpn-filter']) await type(line);
  expect(await type('no vpn-tunnel-protocol')).toBe('');
  expect(await type('show running-config group-policy')).toBe('group-policy S2S-VPN-IKEV2 internal\n');
});

test('shows are for one interface, one address, one route, one peer', async () => {
  const lab = await Seed004Lab.booted();
  const type = (line: string): Promise<string> => lab.output(lab.site1, line);
  await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11');
  expect(await type('show interface outside')).toMatch(/^Interface GigabitEthernet0\/0 "outside", is up/);
  expect(await type('show ip address inside')).not.toContain('outside');
  expect(await type('show ip address INSIDE')).toBe(await type('show ip address inside'));
  expect(await type('show route inside')).not.toMatch(/, outside$/m);
  expect(await type('show route 8.8.8.8')).toContain('% Network not in table');
  expect(await type('show route 192.168.100.7')).toContain('Known via "static", distance 1, metric 0');
  expect(await type('show conn count')).toBe('0 in use, 1 most used\n');
  const one = await type('show vpn-sessiondb l2l filter ipaddress 10.255.2.2');
  expect(one).toContain('Connection   : 10.255.2.2\n');
  expect(await type('show vpn-sessiondb l2l filter name 10.9.9.9')).toContain('no active sessions');
  expect(await type('show running-config crypto')).not.toContain('checksum');
  expect(await type('show failover')).toMatch(/^Failover Off $/m);
  await lab.typed(lab.site1, 'vpn-sessiondb logoff name 10.255.2.2\ry');
  expect(await type('show vpn-sessiondb l2l')).toContain('no active sessions');
});

test('failover and contexts are refused by their names', async () => {
  const lab = await Seed004Lab.booted();
  await lab.output(lab.site1, 'configure terminal');
  for (const line of ['failover', 'failover lan unit primary', 'mode multiple', 'context A', 'changeto context A'])
    expect(await lab.output(lab.site1, line)).toBe(`ERROR: '${line.split(' ')[0]}' is not simulated\n`);
  expect(await lab.output(lab.site1, 'no failover')).toBe('');
});
