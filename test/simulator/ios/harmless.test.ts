import { expect, test } from 'vitest';
import { harmlessLines, instead } from '../../../src-main/simulator/ios/harmless-lines.ts';
import { IosConsole } from './ios-console.ts';

/** In the manner of the router images of CML, which write what 15.x writes. */
const fromElsewhere = `Building configuration...

Current configuration : 1234 bytes
!
version 15.6
service timestamps debug datetime msec
service timestamps log datetime msec
no service password-encryption
no service pad
service tcp-keepalives-in
!
hostname edge
!
boot-start-marker
boot-end-marker
!
!
no aaa new-model
!
mmi polling-interval 60
no mmi auto-configure
no mmi pvc
mmi snmp-timeout 180
no ip icmp rate-limit unreachable
!
no ip domain lookup
ip cef
no ipv6 cef
!
multilink bundle-name authenticated
!
redundancy
!
no cdp log mismatch duplex
ip tcp synwait-time 5
!
interface GigabitEthernet0/0
 ip address 10.0.0.1 255.255.255.0
 duplex auto
 speed auto
!
ip forward-protocol nd
!
no ip http server
no ip http secure-server
!
control-plane
!
mgcp behavior rsip-range tgcp-only
mgcp profile default
!
gatekeeper
 shutdown
!
banner exec ^C
Welcome
^C
banner incoming ^C
Welcome
^C
!
line con 0
 exec-timeout 0 0
 privilege level 15
 logging synchronous
 stopbits 1
line aux 0
 stopbits 1
line vty 0 4
 login
 transport input none
!
no scheduler allocate
!
end
`;

test('a configuration from elsewhere is taken line by line, and what changes nothing is written back', async () => {
  const console = new IosConsole(['GigabitEthernet0/0']);
  expect(await console.router.boot(fromElsewhere)).toEqual([]);
  const written = console.configuration.split('\n').map((line) => line.trim());
  const read = fromElsewhere.split('\n').map((line) => line.trim());
  const missing = read.filter((line) => !written.includes(line));
  expect(missing).toEqual(['Building configuration...', 'Current configuration : 1234 bytes', 'version 15.6']);
});

test('what it writes it reads, and writes the same again', async () => {
  const first = new IosConsole(['GigabitEthernet0/0']);
  await first.router.boot(fromElsewhere);
  const second = new IosConsole(['GigabitEthernet0/0']);
  expect(await second.router.boot(first.configuration)).toEqual([]);
  expect(second.configuration).toBe(first.configuration);
});

test('a later line takes the place of an earlier one, and the default is written when there is none', async () => {
  const console = await IosConsole.enabled('no ip cef\nip tcp synwait-time 5\n');
  await console.enter('conf t', 'ip cef', 'ip tcp synwait-time 7', 'default ip cef', 'end');
  expect(console.configuration).toMatch(/\nip cef\n/);
  expect(console.configuration).toMatch(/\nip tcp synwait-time 7\n/);
  expect(console.configuration).not.toMatch(/no ip cef|synwait-time 5/);
});

/** What IOSv 15.6 and 15.9 of CML write beside what 12.4 knows. */
const ofIosv = `hostname edge
crypto pki trustpoint TP-self-signed-131184641
 enrollment selfsigned
 subject-name cn=IOS-Self-Signed-Certificate-131184641
 revocation-check none
 rsakeypair TP-self-signed-131184641
!
crypto pki certificate chain TP-self-signed-131184641
 certificate self-signed 01
  3082032E 30820216 A0030201 02020101
  \tquit
!
interface GigabitEthernet0/0
 ip address 10.0.0.1 255.255.255.0
 ip virtual-reassembly in
 no ip proxy-arp
 no lldp transmit
 duplex auto
 speed auto
 media-type rj45
!
ip name-server 10.0.0.53
ntp server 10.0.0.123
snmp-server community public RO
end
`;

test('lines of IOSv are taken, and come back where it writes them', async () => {
  const console = new IosConsole(['GigabitEthernet0/0']);
  expect(await console.router.boot(ofIosv)).toEqual([]);
  const again = new IosConsole(['GigabitEthernet0/0']);
  expect(await again.router.boot(console.configuration)).toEqual([]);
  expect(again.configuration).toBe(console.configuration);
  expect(console.configuration).toContain(
    [
      'crypto pki certificate chain TP-self-signed-131184641',
      ' certificate self-signed 01',
      '  3082032E 30820216 A0030201 02020101',
      ' \tquit',
    ].join('\n'),
  );
  expect(console.configuration).toMatch(/ speed auto\n media-type rj45\n!/);
  expect(console.configuration).toContain('ip name-server 10.0.0.53\n');
});

test('what somebody may believe in says that it is without effect when it is typed', async () => {
  const console = await IosConsole.enabled();
  await console.enter('conf t');
  expect(await console.enter('ntp server 10.0.0.123')).toContain(
    '% ntp is kept in the configuration: no other clock is followed here\n',
  );
  expect(await console.enter('ip ssh version 2')).toContain('% ip ssh is kept in the configuration');
  expect(await console.enter('ip arp proxy disable')).toContain("'no ip proxy-arp' of an interface");
  expect(await console.enter('service pad')).not.toContain('kept');
  expect(await console.enter('no ntp server 10.0.0.123')).not.toContain('kept');
});

test('what follows an interface that is not there does not land on the one before', async () => {
  const { refused, configuration } = await IosConsole.booted(
    'interface FastEthernet0/0\nip address 10.0.0.1 255.255.255.0\ninterface FastEthernet0/7\nip address 10.9.9.9 255.255.255.0\n',
  );
  expect(refused.map(({ number }) => number)).toEqual([3, 4]);
  expect(configuration).toContain(' ip address 10.0.0.1 255.255.255.0');
});

test('what is off unless it was typed is taken away by no, and leaves no line', async () => {
  const console = await IosConsole.enabled(
    'snmp-server community public RO\nlogging host 10.0.0.9\nntp server 10.0.0.1\n',
  );
  await console.enter('conf t', 'no snmp-server community public RO', 'no logging host 10.0.0.9', 'no ntp', 'end');
  expect(console.configuration).not.toMatch(/snmp-server|logging host|ntp/);
  await console.enter('conf t', 'no ip gratuitous-arps', 'no ip finger', 'end');
  expect(console.configuration).toContain('no ip gratuitous-arps\n');
  expect(console.configuration).not.toContain('ip finger');
});

test('a host for messages may be given without the word host, as 12.4 writes it', async () => {
  const console = await IosConsole.enabled('logging 10.0.0.9\n');
  expect(console.configuration).toContain('\nlogging 10.0.0.9\n');
});

test('lines of interfaces that change nothing are kept', async () => {
  const lines = ' load-interval 30\n no ip route-cache cef\n';
  const console = await IosConsole.enabled(`interface FastEthernet0/0\n${lines} no ip directed-broadcast\n`);
  expect(console.configuration).toContain('\n no ip route-cache cef\n load-interval 30\n');
  expect(console.configuration).not.toContain('directed-broadcast');
});

/** What routers and their images write by themselves, and what is so here: nobody who types it is told anything new. */
const said = new Set([
  ...['service pad', 'service dhcp', 'service prompt config', 'service unsupported-transceiver', 'platform'],
  ...['boot-start-marker', 'boot-end-marker', 'logging message-counter syslog', 'aaa session-id common'],
  ...['memory-size iomem', 'mmi', 'resource policy', 'network-clock-participate', 'dot11 syslog'],
  ...['ip icmp rate-limit unreachable', 'ip subnet-zero', 'ip source-route', 'ip gratuitous-arps', 'ip bootp server'],
  ...['ip cef', 'ipv6 cef', 'ip dhcp use vrf connected', 'ip cef distributed', 'multilink bundle-name'],
  ...['vlan internal allocation policy', 'subscriber templating', 'diagnostic bootup level', 'vrf upgrade-cli'],
  ...['ip classless', 'ip forward-protocol', 'ip http timeout-policy', 'ipv6 ioam timestamp', 'mgcp'],
  ...['scheduler allocate', 'aqm-register-fnf', 'webvpn cef'],
]);

test('no line is kept without a word, but those that routers write by themselves', () => {
  const silent = harmlessLines.map(({ words }) => words).filter((words) => instead[words] === undefined);
  expect(silent.filter((words) => !said.has(words))).toEqual([]);
});

test('what cannot be turned off says so', async () => {
  const console = await IosConsole.enabled();
  await console.enter('conf t');
  expect(await console.enter('no ip cef')).toContain('% no ip cef is kept in the configuration: ');
  expect(await console.enter('no ip source-route')).not.toContain('kept');
});

test('nowhere is written when it is told something, and stands after the loopbacks', async () => {
  const console = await IosConsole.enabled(
    'interface Null0\n no ip unreachables\ninterface Loopback1\n no ip address\n',
  );
  expect(console.configuration).toContain(
    'interface Loopback1\n no ip address\n!\ninterface Null0\n no ip unreachables\n!\n',
  );
  await console.enter('conf t', 'interface null 0', 'ip unreachables', 'end');
  expect(console.configuration).not.toContain('Null0');
});

test('of a setting that there is once, the last line counts; a community is written with what it may do', async () => {
  const console = await IosConsole.enabled();
  const lines = [
    ...[
      'snmp-server location one',
      'snmp-server location two',
      'snmp-server community see',
      'snmp-server community all rw 10',
    ],
    ...[
      'ntp server 10.0.0.1',
      'ntp server 10.0.0.1 prefer',
      'ntp server 10.0.0.2',
      'ip ftp username me',
      'ip ftp username you',
    ],
  ];
  await console.enter('conf t', ...lines, 'end');
  const written = console.configuration.split('\n').filter((line) => /^(snmp|ntp|ip ftp)/.test(line));
  expect(written.sort()).toEqual([
    'ip ftp username you',
    'ntp server 10.0.0.1 prefer',
    'ntp server 10.0.0.2',
    'snmp-server community all RW 10',
    'snmp-server community see RO',
    'snmp-server location two',
  ]);
  await console.enter(
    'conf t',
    'no snmp-server location any',
    'no ntp server 10.0.0.1',
    'no snmp-server community see',
    'end',
  );
  expect(console.configuration).not.toMatch(/location|10\.0\.0\.1 |community see/);
});
