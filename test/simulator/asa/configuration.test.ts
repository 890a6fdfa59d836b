import { expect, test } from 'vitest';
import { savedConfiguration } from '../../../src-main/simulator/asa/running-configuration.ts';
import { AsaLab } from './asa-lab.ts';
import { siteConfiguration } from './seed-004-lab.ts';

const everything = `${siteConfiguration(1)}
object network SERVER
 host 192.168.100.80
 nat (inside,outside) static 10.255.1.80
object network POOL
 range 10.255.1.100 10.255.1.110
object service WEB
 service tcp destination eq www
object-group service PORTS tcp
 port-object eq www
 port-object range 8000 8080
object-group service MIXED
 service-object tcp destination eq https
 service-object icmp echo
object-group protocol TCPUDP
 description both
 protocol-object tcp
 protocol-object udp
object-group icmp-type PINGS
 icmp-object echo
 icmp-object echo-reply
object-group icmp-type MORE
 group-object PINGS
 icmp-object unreachable
access-list mixed remark who may come
access-list mixed extended permit object-group TCPUDP any object SERVER eq domain
access-list mixed extended permit icmp any any object-group MORE
access-list mixed extended permit object-group MIXED any object SERVER
access-list mixed extended permit tcp any host 192.168.100.80 object-group PORTS log informational interval 300
access-list mixed extended permit udp any range 1024 65535 host 192.168.100.80 eq domain inactive
access-list split standard permit 192.168.100.0 255.255.255.0
nat (inside,outside) after-auto source dynamic any interface
username admin password secret privilege 15
aaa authentication ssh console LOCAL
crypto ipsec security-association lifetime seconds 3600
crypto map outside_map 1 set security-association lifetime kilobytes unlimited
isakmp nonsense
`;

test('a saved configuration that is read again gives the same', async () => {
  const lab = new AsaLab();
  const first = lab.firewall();
  const refused = await first.boot(everything);
  expect(refused.map(({ text }) => text)).toEqual([
    'crypto map outside_map 1 set security-association lifetime kilobytes unlimited',
    'isakmp nonsense',
  ]);
  const saved = savedConfiguration(first);
  const second = lab.firewall();
  expect(await second.boot(saved)).toEqual([]);
  expect(savedConfiguration(second)).toBe(saved);
  expect(saved).toContain('enable password 2KFQnbNIdI.2KYOU encrypted\n');
  expect(saved).toMatch(/: end\n$/);
});

test('keys are asterisks where they are shown, and themselves where they are kept', async () => {
  const lab = new AsaLab();
  const firewall = lab.firewall();
  await firewall.boot(everything);
  expect(await lab.output(firewall, 'show running-config tunnel-group')).toBe(
    [
      'tunnel-group 10.255.2.2 type ipsec-l2l',
      'tunnel-group 10.255.2.2 general-attributes',
      ' default-group-policy S2S-VPN-IKEV2',
      'tunnel-group 10.255.2.2 ipsec-attributes',
      ' ikev1 pre-shared-key *****',
      ' ikev2 remote-authentication pre-shared-key *****',
      ' ikev2 local-authentication pre-shared-key *****',
      '',
    ].join('\n'),
  );
  expect(await lab.output(firewall, 'more system:running-config')).toContain(' ikev1 pre-shared-key SecureVPNKeyv1\n');
  expect(await lab.output(firewall, 'show run crypto map | include match')).toBe(
    'crypto map outside_map 1 match address s2svpn\n',
  );
});

test('what was typed is taken up again from the journal, and a reload starts from what was saved', async () => {
  const lab = new AsaLab();
  const firewall = lab.firewall();
  await firewall.boot('hostname FW\n');
  await lab.typed(
    firewall,
    'conf t\rinterface gi0/0\rnameif outside\rip address 192.0.2.1 255.255.255.0\rno shutdown\r',
  );
  await lab.typed(firewall, 'show nameif\rend\rwrite memory\rconf t\rhostname LOST\rend\r');
  expect(lab.journal.map(({ line }) => line)).toEqual([
    'interface GigabitEthernet0/0',
    'nameif outside',
    'ip address 192.0.2.1 255.255.255.0',
    'no shutdown',
    'write memory',
    'hostname LOST',
  ]);
  const again = lab.firewall();
  await again.boot('hostname FW\n');
  await again.replay(lab.journal);
  expect(savedConfiguration(again)).toBe(savedConfiguration(firewall));
  expect(again.startupConfiguration).toBe(firewall.startupConfiguration);
  await lab.typed(firewall, 'reload noconfirm\r');
  await lab.pass(40_000);
  expect(savedConfiguration(firewall)).toContain('hostname FW\n');
  expect(savedConfiguration(firewall)).toContain(' ip address 192.0.2.1 255.255.255.0 \n');
});
