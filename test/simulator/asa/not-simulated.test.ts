import { expect, test } from 'vitest';
import { AsaLab } from './asa-lab.ts';

async function shownBy(lines: readonly string[]): Promise<string[]> {
  const lab = new AsaLab();
  const firewall = lab.firewall();
  await firewall.boot(
    'interface GigabitEthernet0/0\n nameif outside\n ip address 203.0.113.1 255.255.255.0\n no shutdown\n',
  );
  const shown: string[] = [];
  for (const line of lines) shown.push(await lab.output(firewall, line));
  return shown;
}

test('what a firewall knows and this one does not is refused by its name', async () => {
  const [, ...shown] = await shownBy([
    'configure terminal',
    'webvpn',
    'dhcpd address 10.0.0.5-10.0.0.9 outside',
    'crypto map M 10 set nat-t-disable',
    'sysopt connection tcpmss 1350',
    'interface Port-channel1',
    'no webvpn',
    'access-list A ethertype permit any',
    'access-list A line 1 extended deny icmp6 any any echo',
    'access-list A extended permit tcp any6 any6 eq www',
    'access-list A extended permit tcp any any eq www',
    'object-group network N',
    'network-object 2001:db8::/32',
    'network-object host 2001:db8::1',
    'object-group service S',
    'service-object tcp-udp destination eq 53',
  ]);
  expect(shown).toEqual([
    "ERROR: 'webvpn' is not simulated\n",
    "ERROR: 'dhcpd' is not simulated\n",
    "ERROR: 'crypto map ... set nat-t-disable' is not simulated\n",
    "ERROR: 'sysopt connection tcpmss' is not simulated\n",
    'ERROR: interface Port-channel1 is not simulated\n',
    '',
    "ERROR: 'access-list ... ethertype' is not simulated\n",
    "ERROR: 'access-list ... line ... extended deny icmp6' is not simulated\n",
    "ERROR: 'access-list ... extended permit tcp any6' is not simulated\n",
    '',
    '',
    "ERROR: 'network-object' with an address of IPv6 is not simulated\n",
    "ERROR: 'network-object host' with an address of IPv6 is not simulated\n",
    '',
    "ERROR: 'service-object tcp-udp' is not simulated\n",
  ]);
});

test('the lines of a port are shown by a short name of it, and filtered by grep', async () => {
  const lines = 'interface GigabitEthernet0/0\n nameif outside\n';
  const [byPort = '', byName = '', matching = '', others = ''] = await shownBy([
    'show running-config interface g0/0',
    'show running-config interface outside',
    'show running-config interface g0/0 | grep name',
    'show running-config interface g0/0 | grep -v name',
  ]);
  expect(byPort).toContain(lines);
  expect(byName).toBe(byPort);
  expect(matching).toBe(' nameif outside\n');
  expect(others).toBe(byPort.replace(matching, ''));
});

test('aggressive mode is barred by its older line too', async () => {
  const [, typed = '', shown = ''] = await shownBy([
    'configure terminal',
    'crypto isakmp am-disable',
    'show running-config crypto',
  ]);
  expect(typed).toBe('');
  expect(shown).toContain('crypto ikev1 am-disable\n');
});

test('a list may have a name that begins a word of the command', async () => {
  const [, ...shown] = await shownBy([
    'configure terminal',
    'access-list A extended permit ip any any',
    'access-list d extended permit ip any any',
    'access-list alert-interval 100',
    'show running-config access-list',
  ]);
  expect(shown).toEqual([
    '',
    '',
    "ERROR: 'access-list alert-interval' is not simulated\n",
    'access-list A extended permit ip any any \naccess-list d extended permit ip any any \n',
  ]);
});

test('what is copied elsewhere, cleared whole or named is refused, and taken for nothing else', async () => {
  const shown = await shownBy([
    'copy running-config tftp:',
    'copy tftp://192.0.2.9/x running-config',
    'configure memory',
    'configure terminal',
    'name 192.0.2.9 SERVER',
    'clear configure all',
    'icmp permit any outside',
  ]);
  expect(shown).toEqual([
    "ERROR: 'tftp:' is not simulated: files are on disk0:\n",
    "ERROR: 'tftp:' is not simulated: files are on disk0:\n",
    "ERROR: 'configure memory' is not simulated\n",
    '',
    "ERROR: 'name' is not simulated\n",
    "ERROR: 'clear configure all' is not simulated\n",
    "ERROR: 'icmp permit' is not simulated\n",
  ]);
});
