/** How large packets may be, and how long connections last. */
import { expect, test } from 'vitest';
import { Seed004Lab } from './seed-004-lab.ts';

async function configured(...lines: readonly string[]): Promise<{ lab: Seed004Lab; shown: string[] }> {
  const lab = await Seed004Lab.booted();
  const shown: string[] = [];
  for (const line of ['configure terminal', ...lines, 'end']) shown.push(await lab.output(lab.site1, line));
  return { lab, shown };
}

test('the MTU of an interface is in force for what leaves there, and for tunnels through it', async () => {
  const { lab, shown } = await configured('mtu outside 1400', 'mtu outside 9000', 'mtu dmz 1400');
  expect(shown.slice(1)).toEqual([
    '',
    'ERROR: an MTU of more than 1500 bytes wants jumbo frames, which are not simulated\n',
    expect.stringContaining('ERROR: % Invalid input'),
    '',
  ]);
  expect(await lab.output(lab.site1, 'show running-config mtu')).toBe(
    'mtu management 1500\nmtu outside 1400\nmtu inside 1500\n',
  );
  expect(await lab.output(lab.site1, 'show interface outside')).toContain(', MTU 1400\n');
  await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11');
  expect(await lab.output(lab.site1, 'show crypto ipsec sa')).toMatch(
    /path mtu 1400, ipsec overhead 74\(44\), media mtu 1400/,
  );
  const ping = 'ping 172.16.10.11 source 192.168.100.11 df-bit size';
  expect(await lab.output(lab.inner1, `${ping} 1380`)).toContain('0 percent (0/5)');
  expect(await lab.output(lab.inner1, `${ping} 1300`)).toContain('100 percent (5/5)');
});

test('an interface that loses its name has the usual MTU again', async () => {
  const { lab } = await configured('mtu inside 1300', 'interface GigabitEthernet0/1', 'no nameif', 'nameif inside');
  expect(await lab.output(lab.site1, 'show running-config mtu')).toContain('mtu inside 1500\n');
});

test('connections end after the time that is set, also those that are there already', async () => {
  const { lab } = await configured('no access-group inside_access_in in interface inside', 'timeout icmp 1:00:00');
  const ping = 'ping 8.8.8.8 source 192.168.100.11 repeat 1\r';
  const count = async (): Promise<string> => (await lab.output(lab.site1, 'show conn count')).replace(/,.*/s, '');
  await lab.typed(lab.inner1, ping);
  await lab.pass(600_000);
  expect(await count()).toBe('1 in use');
  expect(await lab.output(lab.site1, 'show running-config timeout')).toBe(
    'timeout conn 1:00:00 half-closed 0:10:00 udp 0:02:00 sctp 0:02:00 icmp 1:00:00\n',
  );
  await lab.output(lab.site1, 'configure terminal');
  await lab.output(lab.site1, 'no timeout icmp');
  await lab.pass(10);
  expect(await count()).toBe('0 in use');
  await lab.output(lab.site1, 'timeout icmp 0:00:00');
  await lab.typed(lab.inner1, ping);
  await lab.pass(100_000_000);
  expect(await count()).toBe('1 in use');
});

test('a time that is none, or of nothing, is refused', async () => {
  const { shown } = await configured('timeout conn soon', 'timeout lunch 0:30:00', 'timeout conn');
  expect(shown.slice(1, -1)).toEqual([
    expect.stringContaining('ERROR: % Invalid input'),
    expect.stringContaining('ERROR: % Invalid input'),
    'ERROR: % Incomplete command\n',
  ]);
});

test('several hosts may be allowed to the web server, and each taken away', async () => {
  const { lab } = await configured(
    'http 10.9.9.0 255.255.255.0 outside',
    'http 10.8.8.0 255.255.255.0 outside',
    'no http 192.168.100.0 255.255.255.0 inside',
    'no http 10.9.9.0 255.255.255.0 outside',
  );
  expect(await lab.output(lab.site1, 'show running-config http')).toBe(
    'http server enable 443\nhttp 10.8.8.0 255.255.255.0 outside\n',
  );
});
