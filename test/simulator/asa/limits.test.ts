/** What a firewall keeps without effect is said when it is typed; what a tunnel group or its policy says holds for its peer. */
import { expect, test } from 'vitest';
import { parseIpv4 } from '../../../src-main/base/address.ts';
import { AsaLab } from './asa-lab.ts';
import { Seed004Lab } from './seed-004-lab.ts';

async function typed(...lines: string[]): Promise<string> {
  const lab = new AsaLab();
  const firewall = lab.firewall();
  await firewall.boot(`
interface GigabitEthernet0/0
 nameif outside
 ip address 203.0.113.1 255.255.255.0
interface GigabitEthernet0/1
 nameif inside
 ip address 192.168.1.1 255.255.255.0
object network POOL
 range 203.0.113.20 203.0.113.30
object network ONE
 host 203.0.113.40
object network INNER
 subnet 192.168.1.0 255.255.255.0
`);
  await lab.pass(10_000);
  return await lab.typed(firewall, ['configure terminal', ...lines, 'end', ''].join('\r'));
}

test('an inspection of anything but ICMP is said to be kept alone, and that of the factory is not told again', async () => {
  const shown = await typed(
    'policy-map global_policy',
    'class inspection_default',
    'inspect icmp',
    'inspect ftp',
    'inspect pptp',
    'no inspect sip',
  );
  expect(shown.match(/^INFO: .*$/gm)).toEqual([
    'INFO: inspect pptp is kept without effect: only icmp is inspected here',
    'INFO: inspect sip is kept without effect: only icmp is inspected here',
  ]);
});

test('lines that change nothing here say so', async () => {
  expect(await typed('asdm history enable')).toContain('INFO: asdm history enable is kept without effect here\n');
  expect(await typed('timeout sip 0:10:00 conn 0:30:00')).toContain('INFO: timeout sip is kept without effect here\n');
});

test('a pool is said to be used by its first address, and one address is not', async () => {
  const warning = 'WARNING: pools are not simulated: POOL is used by PAT to its first address alone';
  expect(await typed('nat (inside,outside) source dynamic INNER POOL')).toContain(warning);
  expect(await typed('object network INNER', 'nat (inside,outside) dynamic POOL')).toContain(warning);
  expect(await typed('nat (inside,outside) source dynamic INNER ONE')).not.toContain('WARNING');
});

test('ports of a group of both protocols are those of either in a rule', async () => {
  const shown = await typed(
    'object-group service DNS tcp-udp',
    'port-object eq 53',
    'exit',
    'access-list in extended permit tcp any any object-group DNS',
    'access-list in extended permit udp any any object-group DNS',
    'show access-list in',
  );
  expect(shown).toMatch(/permit tcp any any eq domain \(hitcnt=0\)/);
  expect(shown).toMatch(/permit udp any any eq domain \(hitcnt=0\)/);
});

test('ports of a group of TCP are none of UDP', async () => {
  const group = ['object-group service WEB tcp', 'port-object eq www', 'exit'];
  const rule = 'access-list in extended permit udp any any object-group WEB';
  expect(await typed(...group, rule)).toContain('ERROR: WEB is a group of ports of TCP\n');
});

test('a group of protocols or of types of ICMP stands for each of them', async () => {
  const shown = await typed(
    'object-group protocol BOTH',
    'protocol-object tcp',
    'protocol-object 17',
    'object-group icmp-type PINGS',
    'icmp-object echo',
    'object-group icmp-type ALL',
    'icmp-object 3',
    'group-object PINGS',
    'exit',
    'access-list in extended permit object-group BOTH any any eq domain',
    'access-list in extended deny object-group BOTH any any',
    'access-list in extended permit icmp any any object-group ALL',
    'show access-list in',
    'show object-group icmp-type',
    'no object-group icmp-type ALL',
  );
  const elements = shown.match(/(?<=^ {2}access-list in line )\d extended .*(?= \(hitcnt=0\))/gm);
  expect(elements).toEqual([
    '1 extended permit tcp any any eq domain',
    '1 extended permit udp any any eq domain',
    '2 extended deny tcp any any',
    '2 extended deny udp any any',
    '3 extended permit icmp any any unreachable',
    '3 extended permit icmp any any echo',
  ]);
  expect(shown).toContain(
    'object-group icmp-type PINGS\n icmp-object echo\nobject-group icmp-type ALL\n icmp-object unreachable\n group-object PINGS\n',
  );
  expect(shown).not.toContain('object-group protocol BOTH\n protocol');
  expect(shown).toContain('ERROR: Removing object-group (ALL) not allowed, it is being used.\n');
});

test('groups of different kinds are not taken for one another', async () => {
  const shown = await typed(
    'object-group protocol P',
    'protocol-object tcp',
    'protocol-object gre',
    'protocol-object nonsense',
    'object-group icmp-type P',
    'object-group network P',
    'object-group icmp-type I',
    'group-object P',
    'exit',
    'no object-group service P',
    'access-list in extended permit object-group P any any eq www',
    'access-list in extended permit object-group I any any',
    'access-list in extended permit icmp any any object-group P',
  );
  expect(shown.match(/^ERROR: (?!% Invalid).*$/gm)).toEqual([
    'ERROR: An object-group with the same id but different type (protocol) exists',
    'ERROR: An object-group with the same id but different type (protocol) exists',
    'ERROR: object-group (P) does not exist.',
    'ERROR: object-group (P) does not exist.',
    'ERROR: ports are for TCP and UDP: P is no group of these protocols alone',
    'ERROR: I is a group of types of ICMP and no service',
    'ERROR: object-group (P) does not exist.',
  ]);
  expect(shown).toContain('protocol-object nonsense');
});

test('a service that a rule or a group names cannot be removed', async () => {
  const shown = await typed(
    'object service WEB',
    'service tcp destination eq www',
    'object-group service PORTS tcp',
    'port-object eq 8080',
    'object-group service ALL',
    'service-object object WEB',
    'exit',
    'access-list in extended permit tcp any any object-group PORTS',
    'no object service WEB',
    'no object-group service PORTS',
    'no object-group service ALL',
    'no object service WEB',
  );
  expect(shown.match(/^ERROR: .*$/gm)).toEqual([
    'ERROR: unable to delete object (WEB). object is being used.',
    'ERROR: Removing object-group (PORTS) not allowed, it is being used.',
  ]);
});

test('the counters of a list that is not there cannot be cleared', async () => {
  expect(await typed('clear access-list NONE counters')).toContain('ERROR: access-list <NONE> does not exist\n');
});

test('each peer has the keepalive of its own group', async () => {
  const lab = await Seed004Lab.booted({
    version: 'ikev1',
    site1: [
      'tunnel-group 10.255.2.2 ipsec-attributes',
      ' isakmp keepalive disable',
      'tunnel-group 10.9.9.9 type ipsec-l2l',
      'tunnel-group 10.9.9.9 ipsec-attributes',
      ' isakmp keepalive threshold 300 retry 5',
      '',
    ].join('\n'),
  });
  const { keepaliveOf } = lab.site1.router.crypto.isakmp;
  const of = (peer: string): unknown => keepaliveOf?.(parseIpv4(peer) ?? 0);
  expect([of('10.255.2.2'), of('10.9.9.9')]).toEqual([undefined, { seconds: 300, retry: 5, mode: 'on-demand' }]);
});

test.each(['ikev1', 'ikev2'] as const)(
  'a tunnel of %s that is idle for as long as its policy says ends',
  async (version) => {
    const policy = `group-policy S2S-VPN-${version.toUpperCase()} attributes\n vpn-idle-timeout 2\n`;
    const lab = await Seed004Lab.booted({ version, site1: policy });
    expect(lab.refused).toEqual([]);
    await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11');
    await lab.pass(60_000);
    expect(await lab.output(lab.site1, 'show vpn-sessiondb detail l2l')).toMatch(
      /Idle Time Out: 2 Minutes +Idle TO Left : 1 Minutes/,
    );
    await lab.pass(90_000);
    expect(await lab.output(lab.site1, 'show crypto ipsec sa')).toContain('There are no ipsec sas');
    expect(await lab.output(lab.site1, 'show running-config group-policy')).toContain(' vpn-idle-timeout 2\n');
    expect(await lab.ping(lab.inner1, '172.16.10.11', '192.168.100.11')).toMatch(/!!!!/);
  },
);

test('a rule that stands there already is warned of and stays once; what a rule cannot ask for here is refused by name', async () => {
  const rule = 'access-list A extended permit ip any any';
  const shown = await typed(rule, rule, `${rule} time-range NIGHT`, 'show running-config access-list');
  expect(shown).toContain('WARNING: <A> found duplicate element');
  expect(shown).toContain("ERROR: 'time-range' is not simulated in access lists");
  expect(shown.match(/^access-list A extended permit ip any any $/gm)).toHaveLength(1);
});
