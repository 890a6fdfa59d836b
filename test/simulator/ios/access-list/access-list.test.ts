/** Access lists on the command line and on interfaces. Layouts: corpus/outputs show_access_lists, published configurations. */
import { describe, expect, test } from 'vitest';
import { bareConsoles, type Consoles } from '../network-console.ts';

async function routedConsoles(): Promise<Consoles> {
  const consoles = bareConsoles();
  const { r1, r2, r3 } = consoles;
  await r1.configure('int f0/0\nip address 10.0.12.1 255.255.255.0\nno shut\nip route 0.0.0.0 0.0.0.0 10.0.12.2');
  await r2.configure(
    'int f0/0\nip address 10.0.12.2 255.255.255.0\nno shut\nint f0/1\nip address 10.0.23.2 255.255.255.0\nno shut',
  );
  await r3.configure('int f0/0\nip address 10.0.23.3 255.255.255.0\nno shut\nip route 0.0.0.0 0.0.0.0 10.0.23.2');
  consoles.clock.runUntil(10_000);
  await r1.type('ping 10.0.23.3');
  return consoles;
}

const everyForm = `ip access-list standard INSIDE
 remark who may
 permit 10.1.1.1
 deny   10.1.1.0 0.0.0.255 log
 permit any
!
ip access-list extended VPN
 permit ip 10.1.1.0 0.0.0.255 10.1.2.0 0.0.0.255
 deny   tcp any eq 1024 www host 10.0.0.1 range ftp-data telnet established log
 permit udp any neq domain any eq isakmp non500-isakmp
 permit icmp any any echo
 permit icmp any any 3 99
 permit esp any any fragments
 permit 200 any any
 permit tcp any any ack syn log
 permit ip any any dscp ef
 permit udp any any precedence critical tos 12
!
access-list 7 remark the network
access-list 7 permit 10.0.0.0 0.255.255.255
access-list 101 deny   gre any any
access-list 101 permit tcp any any lt bgp
`;

function listsOf(configuration: string): string {
  const lines = configuration.split('\n');
  const first = lines.findIndex((line) => /^(ip )?access-list/.test(line));
  const last = lines.findLastIndex((line) => /^access-list/.test(line));
  return `${lines.slice(first, last + 1).join('\n')}\n`;
}

describe('configuration', () => {
  test('every form of an entry is written as it was typed, and pasted back gives the same', async () => {
    const { r1, r2 } = bareConsoles();
    expect(await r1.configure(everyForm)).toEqual([]);
    expect(listsOf(r1.configuration)).toBe(everyForm);
    expect(await r2.configure(r1.configuration.replace('hostname R1', 'hostname R2'))).toEqual([]);
    expect(listsOf(r2.configuration)).toBe(everyForm);
  });

  test('entries have numbers, by which they are put in between, taken away and counted anew', async () => {
    const { r1 } = bareConsoles();
    await r1.configure(
      'ip access-list extended A\npermit ip any any\n5 deny ip host 10.0.0.1 any\nremark last\n30 permit gre any any\nno 10',
    );
    expect(await r1.type('show access-lists')).toBe(
      'Extended IP access list A\n    5 deny ip host 10.0.0.1 any\n    30 permit gre any any\n',
    );
    expect(await r1.configure('ip access-list extended A\n5 permit tcp any any')).toEqual([
      '% Duplicate sequence number',
    ]);
    await r1.configure('ip access-list resequence A 100 20\nip access-list extended A\nno permit gre any any');
    expect(await r1.type('show ip access-lists A')).toBe(
      'Extended IP access list A\n    100 deny ip host 10.0.0.1 any\n',
    );
  });

  test('a number has its kind, and a name keeps the kind that it got first', async () => {
    const { r1 } = bareConsoles();
    expect(await r1.configure('ip access-list standard 101')).toEqual(['% Invalid access list name.']);
    await r1.configure('ip access-list standard A\npermit any');
    expect(await r1.configure('ip access-list extended A')).toEqual([
      '% Access-list type conflicts with prior definition',
    ]);
    await r1.configure('no ip access-list standard A\naccess-list 10 permit any\nno access-list 10');
    expect(await r1.type('show access-lists')).toBe('');
  });

  test('what is not simulated is refused by its name', async () => {
    const { r1 } = bareConsoles();
    expect(await r1.configure('access-list 101 permit ip any any time-range X')).toEqual([
      "% Invalid input: 'time-range' is not simulated in access lists",
    ]);
  });
});

test('a line keeps who may come in by it', async () => {
  const { r1, r2 } = bareConsoles();
  await r1.configure('line vty 0 4\naccess-class 23 in\nexec-timeout 5 0');
  expect(r1.configuration).toContain('line vty 0 4\n access-class 23 in\n exec-timeout 5 0\n');
  expect(await r2.configure(r1.configuration)).toEqual([]);
  await r1.configure('line vty 0 4\nno access-class 23 in');
  expect(r1.configuration).not.toContain('access-class');
});

describe('on an interface', () => {
  test('a packet that is refused is counted and answered, half a second apart', async () => {
    const { r1, r2 } = await routedConsoles();
    await r2.configure(
      'access-list 101 deny icmp any host 10.0.23.3 echo\naccess-list 101 permit ip any any\nint f0/0\nip access-group 101 in',
    );
    expect(await r1.type('ping 10.0.23.3')).toContain('U.U.U\nSuccess rate is 0 percent (0/5)');
    expect(await r1.type('ping 10.0.23.2')).toContain('!!!!!');
    expect(await r2.type('show access-lists 101')).toBe(
      'Extended IP access list 101\n    10 deny icmp any host 10.0.23.3 echo (5 matches)\n    20 permit ip any any (5 matches)\n',
    );
    await r2.type('clear access-list counters 101');
    expect(await r2.type('show access-lists 101')).not.toContain('matches');
    expect(await r2.type('show ip interface f0/0')).toContain('  Inbound  access list is 101\n');
    expect(r2.networkConfiguration).toContain(' ip access-group 101 in\n');
    await r2.configure('int f0/0\nno ip unreachables');
    expect(await r1.type('ping 10.0.23.3')).toContain('.....\n');
  });

  test('what leaves is judged, but not what the router itself sends', async () => {
    const { r1, r2 } = await routedConsoles();
    await r2.configure('ip access-list standard NONE\ndeny any\nint f0/1\nip access-group NONE out');
    expect(await r1.type('ping 10.0.23.3')).toContain('U.U.U');
    expect(await r2.type('ping 10.0.23.3')).toContain('!!!!!');
  });

  test('an entry with log is reported at once, and again after five minutes with what came since', async () => {
    const { r1, r2 } = await routedConsoles();
    await r2.configure(
      'ip access-list extended L\npermit icmp any any log\npermit ip any any\nint f0/0\nip access-group L in',
    );
    await r1.type('ping 10.0.23.3');
    const reports = (): string[] =>
      r2.messages.filter((text) => text.includes('ACCESSLOG')).map((text) => text.replace(/^\d+ /, ''));
    const report = '%SEC-6-IPACCESSLOGDP: list L permitted icmp 10.0.12.1 -> 10.0.23.3 (8/0)';
    expect(reports()).toEqual([`${report}, 1 packet`]);
    r2.wait(301);
    expect(reports()).toEqual([`${report}, 1 packet`, `${report}, 4 packets`]);
  });
});
