/**
 * The network of seed 004: YELLOW and BLUE behind Site1-FW, PURPLE behind Site2-FW, a WAN router between. The firewalls'
 * configurations are those of the CML topology that the seed names, less what is refused (OSPF) and with static routes in
 * its place; IOS routers stand for the hosts and for the routers behind the firewalls.
 */
import type { AsaFirewall } from '../../../src-main/simulator/asa/asa-firewall.ts';
import type { RefusedLine } from '../../../src-main/simulator/cli/apply-configuration.ts';
import type { IosRouter } from '../../../src-main/simulator/ios/ios-router.ts';
import type { Link } from '../../../src-main/simulator/network/link.ts';
import { AsaLab } from './asa-lab.ts';

interface Side {
  readonly number: 1 | 2;
  readonly inside: string;
  readonly insideNeighbour: string;
  readonly ours: 'SITE1' | 'SITE2';
  readonly theirs: 'SITE1' | 'SITE2';
}

const sides: Readonly<Record<1 | 2, Side>> = {
  1: { number: 1, inside: '10.12.12.2', insideNeighbour: '10.12.12.1', ours: 'SITE1', theirs: 'SITE2' },
  2: { number: 2, inside: '10.25.25.2', insideNeighbour: '10.25.25.5', ours: 'SITE2', theirs: 'SITE1' },
};

export function siteConfiguration(number: 1 | 2, version: 'ikev1' | 'ikev2' = 'ikev2'): string {
  const { inside, insideNeighbour, ours, theirs } = sides[number];
  const peer = `10.255.${number === 1 ? 2 : 1}.2`;
  return `!
hostname Site${number}-FW
domain-name example.com
enable password cisco
passwd cisco
logging enable
logging buffered debugging
!
interface GigabitEthernet0/0
 nameif outside
 security-level 0
 ip address 10.255.${number}.2 255.255.255.0
!
interface GigabitEthernet0/1
 nameif inside
 security-level 100
 ip address ${inside} 255.255.255.0
!
interface Management0/0
 management-only
 shutdown
 nameif management
 security-level 100
 no ip address
!
same-security-traffic permit inter-interface
same-security-traffic permit intra-interface
route outside 0.0.0.0 0.0.0.0 10.255.${number}.1 1
route inside ${number === 1 ? '192.168.0.0 255.255.0.0' : '172.16.10.0 255.255.255.0'} ${insideNeighbour} 1
object network SITE1-YELLOW
 subnet 192.168.100.0 255.255.255.0
object network SITE1-BLUE
 subnet 192.168.200.0 255.255.255.0
object-group network SITE1
 network-object object SITE1-YELLOW
 network-object object SITE1-BLUE
object network SITE2-PURPLE
 subnet 172.16.10.0 255.255.255.0
object-group network SITE2
 network-object object SITE2-PURPLE
access-list inside_access_in line 10 extended permit tcp object-group ${ours} any4 eq www log default
access-list inside_access_in line 20 extended permit icmp object-group ${ours} any4 log default
access-list inside_access_in line 1000 extended deny ip any any log default
access-list outside_access_in line 1000 extended deny ip any any log default
access-group inside_access_in in interface inside
access-group outside_access_in in interface outside
nat (inside,outside) source dynamic ${ours} interface
http server enable 443
http 192.168.100.0 255.255.255.0 inside
no ssh stricthostkeycheck
ssh timeout 30
ssh version 2
ssh key-exchange group dh-group14-sha1
ssh 192.168.100.0 255.255.255.0 inside
management-access inside
policy-map global_policy
 class inspection_default
  inspect icmp
no sysopt connection permit-vpn
crypto ipsec ikev1 transform-set ESP-AES-256-SHA esp-aes-256 esp-sha-hmac
crypto ipsec ikev1 transform-set ESP-AES-128-MD5 esp-aes esp-md5-hmac
crypto ipsec ikev2 ipsec-proposal ESP-AES-256-SHA
 protocol esp encryption aes-256
 protocol esp integrity sha-1
nat (inside,outside) 1 source static ${ours} ${ours} destination static ${theirs} ${theirs}
access-list s2svpn line 10 extended permit ip object-group ${ours} object-group ${theirs} log default
access-list inside_access_in line 1 extended permit tcp object-group ${ours} object-group ${theirs} eq ssh log default
access-list outside_access_in line 1 extended permit tcp object-group ${theirs} object-group ${ours} eq ssh log default
access-list outside_access_in line 2 extended permit icmp object-group ${theirs} object-group ${ours} log default
crypto map outside_map 1 match address s2svpn
crypto map outside_map 1 set pfs group14
crypto map outside_map 1 set peer ${peer}
crypto map outside_map 1 set ikev1 transform-set ESP-AES-256-SHA
crypto map outside_map 1 set ikev2 ipsec-proposal ESP-AES-256-SHA
crypto map outside_map 1 set reverse-route
crypto map outside_map interface outside
crypto ikev2 policy 10
 encryption aes-256
 integrity sha256
 group 14
 prf sha256
 lifetime seconds 86400
crypto ikev2 policy 20
 encryption aes-192
 integrity sha
 group 14
 prf sha
 lifetime seconds 86400
crypto ikev1 policy 10
 authentication pre-share
 encryption aes-256
 hash sha
 group 14
 lifetime none
crypto ikev1 policy 30
 authentication pre-share
 encryption aes
 hash sha
 group 5
 lifetime none
crypto ikev2 enable outside
crypto ikev1 enable outside
group-policy S2S-VPN-IKEV1 internal
group-policy S2S-VPN-IKEV1 attributes
 vpn-tunnel-protocol ikev1
group-policy S2S-VPN-IKEV2 internal
group-policy S2S-VPN-IKEV2 attributes
 vpn-tunnel-protocol ikev2
tunnel-group ${peer} type ipsec-l2l
tunnel-group ${peer} general-attributes
 default-group-policy S2S-VPN-${version === 'ikev1' ? 'IKEV1' : 'IKEV2'}
tunnel-group ${peer} ipsec-attributes
 ikev1 pre-shared-key SecureVPNKeyv1
 ikev2 remote-authentication pre-shared-key SecureVPNKeyv2
 ikev2 local-authentication pre-shared-key SecureVPNKeyv2
`;
}

const routers = {
  yellow:
    'interface FastEthernet0/0\n ip address 10.12.12.1 255.255.255.0\ninterface FastEthernet0/1\n ip address 192.168.100.11 255.255.255.0\ninterface Loopback0\n ip address 192.168.200.11 255.255.255.0\nip route 0.0.0.0 0.0.0.0 10.12.12.2\n',
  purple:
    'interface FastEthernet0/0\n ip address 10.25.25.5 255.255.255.0\ninterface Loopback0\n ip address 172.16.10.11 255.255.255.0\nip route 0.0.0.0 0.0.0.0 10.25.25.2\n',
  wan: 'interface FastEthernet0/0\n ip address 10.255.1.1 255.255.255.0\ninterface FastEthernet0/1\n ip address 10.255.2.1 255.255.255.0\n',
} as const;

export class Seed004Lab extends AsaLab {
  readonly site1: AsaFirewall = this.firewall();
  readonly site2: AsaFirewall = this.firewall();
  /** The router behind Site1-FW, which is host on YELLOW and on BLUE. */
  readonly inner1: IosRouter = this.router('Site1-Rtr');
  /** The router behind Site2-FW, which is host on PURPLE. */
  readonly inner2: IosRouter = this.router('Site2-Rtr');
  readonly wan: IosRouter = this.router('WAN');
  readonly wanLink: Link;
  readonly refused: RefusedLine[] = [];

  constructor() {
    super();
    this.connect(this.inner1, 'FastEthernet0/0', this.site1, 'GigabitEthernet0/1');
    this.wanLink = this.connect(this.site1, 'GigabitEthernet0/0', this.wan, 'FastEthernet0/0');
    this.connect(this.wan, 'FastEthernet0/1', this.site2, 'GigabitEthernet0/0');
    this.connect(this.site2, 'GigabitEthernet0/1', this.inner2, 'FastEthernet0/0');
    this.connect(this.inner1, 'FastEthernet0/1', this.inner2, 'FastEthernet0/1');
  }

  /** Booted, and every neighbour known, so that the only packet that is lost is lost to the tunnel. */
  static async booted({
    version = 'ikev2',
    site1 = '',
    site2 = '',
  }: { version?: 'ikev1' | 'ikev2'; site1?: string; site2?: string } = {}): Promise<Seed004Lab> {
    const lab = new Seed004Lab();
    lab.refused.push(...(await lab.site1.boot(siteConfiguration(1, version) + site1)));
    lab.refused.push(...(await lab.site2.boot(siteConfiguration(2, version) + site2)));
    await lab.inner1.boot(routers.yellow);
    await lab.inner2.boot(routers.purple);
    await lab.wan.boot(routers.wan);
    await lab.pass(10_000);
    await lab.output(lab.site1, 'ping 10.255.2.2');
    await lab.output(lab.site2, 'ping 10.255.1.2');
    await lab.output(lab.inner1, 'ping 10.12.12.2');
    await lab.output(lab.site1, 'ping 10.12.12.1');
    await lab.output(lab.inner2, 'ping 10.25.25.2');
    await lab.output(lab.site2, 'ping 10.25.25.5');
    return lab;
  }

  async ping(from: IosRouter, target: string, source: string): Promise<string> {
    return await this.output(from, `ping ${target} source ${source}`);
  }
}
