/** The rows of reference/faults.tsv as somebody types them into a network that works. */
import { CERTIFICATE_DISTRACTORS, CERTIFICATE_ROWS } from './certificate-rows.ts';
import type { Course } from './course.ts';

export interface FaultRow extends Course {
  id: string;
  /** Of a second way to make the same fault. */
  how?: string;
}

const filter = (entry: string): string[] => ['ip access-list extended FILTER', entry, 'permit ip any any', 'exit', 'interface GigabitEthernet0/1', 'ip access-group FILTER out']; // prettier-ignore

const onVti: FaultRow[] = [
  { id: 'P1-ENC', on: 'vti', lines: { R3: ['crypto isakmp policy 10', 'encryption 3des'] } },
  { id: 'P1-KEYLEN', on: 'vti', lines: { R3: ['crypto isakmp policy 10', 'encryption aes 192'] } },
  { id: 'P1-HASH', on: 'vti', lines: { R3: ['crypto isakmp policy 10', 'hash md5'] } },
  { id: 'P1-DH', on: 'vti', lines: { R3: ['crypto isakmp policy 10', 'group 5'] } },
  { id: 'P1-AUTHMETHOD', on: 'vti', lines: { R3: ['crypto isakmp policy 10', 'authentication rsa-sig'] } },
  { id: 'P1-PSK', on: 'vti', lines: { R3: ['no crypto isakmp key FooB4r address 192.0.2.1', 'crypto isakmp key FooB4rx address 192.0.2.1'] } }, // prettier-ignore
  { id: 'P1-NOKEY', on: 'vti', lines: { R3: ['no crypto isakmp key FooB4r address 192.0.2.1', 'crypto isakmp key FooB4r address 10.0.0.1'] } }, // prettier-ignore
  { id: 'P1-NOKEY', how: 'at the one that asks', on: 'vti', lines: { R1: ['no crypto isakmp key FooB4r address 198.51.100.1'] } }, // prettier-ignore
  { id: 'P1-KEYRING-VRF', on: 'vti', lines: { R3: ['ip vrf WAN', 'exit', 'no crypto isakmp key FooB4r address 192.0.2.1', 'crypto keyring KR vrf WAN', 'pre-shared-key address 192.0.2.1 key FooB4r'] } }, // prettier-ignore
  { id: 'P1-UDP500', on: 'vti', lines: { R2: filter('deny udp any any eq isakmp') } },
  { id: 'P1-UDP500', how: 'at the edge of one site', on: 'vti', lines: { R3: ['ip access-list extended EDGE', 'permit esp any any', 'permit icmp any any', 'exit', 'interface GigabitEthernet0/0', 'ip access-group EDGE in'] } }, // prettier-ignore
  { id: 'P1-PEER', on: 'vti', lines: { R3: ['interface Tunnel0', 'tunnel destination 192.0.2.2'] } },
  { id: 'P1-NOROUTE', on: 'vti', lines: { R3: ['no ip route 0.0.0.0 0.0.0.0 198.51.100.2'] } },
  { id: 'P1-NOROUTE', how: 'on the way', on: 'vti', lines: { R2: ['interface GigabitEthernet0/1', 'shutdown'] } },
  { id: 'P1-ISAKMPOFF', on: 'vti', lines: { R3: ['no crypto isakmp enable'] } },
  { id: 'P2-TS', on: 'vti', lines: { R3: ['crypto ipsec transform-set TS esp-3des esp-md5-hmac'] } },
  { id: 'P2-PFS', on: 'vti', lines: { R1: ['crypto ipsec profile PROFILE', 'set pfs group5'], R3: ['crypto ipsec profile PROFILE', 'set pfs group14'] } }, // prettier-ignore
  { id: 'P2-ESPBLOCK', on: 'vti', lines: { R2: filter('deny esp any any') } },
  { id: 'TUN-PROT-ONESIDE', on: 'vti', lines: { R3: ['interface Tunnel0', 'no tunnel protection ipsec profile PROFILE', 'tunnel mode gre ip'] } }, // prettier-ignore
  { id: 'TUN-MODE', on: 'vti', lines: { R3: ['interface Tunnel0', 'tunnel mode gre ip'] } },
  { id: 'TUN-RECUR', on: 'vti', lines: { R3: ['no ip route 0.0.0.0 0.0.0.0 198.51.100.2', 'ip route 0.0.0.0 0.0.0.0 Tunnel0'] } }, // prettier-ignore
  { id: 'TUN-SRC', on: 'vti', lines: { R3: ['interface GigabitEthernet0/0', 'shutdown'] } },
  { id: 'TUN-SRC', how: 'an interface without an address', on: 'vti', lines: { R3: ['interface Loopback9', 'exit', 'interface Tunnel0', 'tunnel source Loopback9'] } }, // prettier-ignore
  { id: 'TUN-SHUT', on: 'vti', lines: { R3: ['interface Tunnel0', 'shutdown'] } },
  { id: 'TUN-PROFILE-UNDEF', on: 'vti', lines: { R3: ['crypto ipsec profile PROFILE', 'no set transform-set'] } },
  { id: 'TUN-VRF', on: 'vti', lines: { R3: ['ip vrf WAN', 'exit', 'interface Tunnel0', 'tunnel vrf WAN'] } },
];

const onGre: FaultRow[] = [
  { id: 'P2-MODE', on: 'gre', lines: { R3: ['crypto ipsec transform-set TS esp-aes 256 esp-sha-hmac', 'mode transport'] } }, // prettier-ignore
  { id: 'TUN-KEY', on: 'gre', lines: { R3: ['interface Tunnel0', 'tunnel key 42'] } },
  { id: 'TUN-PROT-ONESIDE', on: 'gre', lines: { R3: ['interface Tunnel0', 'no tunnel protection ipsec profile PROFILE'] } }, // prettier-ignore
  { id: 'TUN-SHARED-ENDPOINT', on: 'plain', lines: Object.fromEntries([['R1', '198.51.100.1'], ['R3', '192.0.2.1']].map(([role = '', peer = '']) => [role, ['interface Tunnel1', 'ip unnumbered Loopback1', 'tunnel source GigabitEthernet0/0', `tunnel destination ${peer}`, 'tunnel mode ipsec ipv4', 'tunnel protection ipsec profile PROFILE']])) }, // prettier-ignore
  { id: 'TUN-DEFAULTMODE', on: 'gre-for-vti', lines: {} },
];

const swap = (from: string, to: string): string[] => ['ip access-list extended VPN', `no permit ip ${from} 0.0.0.255 ${to} 0.0.0.255`, `permit ip ${to} 0.0.0.255 ${from} 0.0.0.255`]; // prettier-ignore

const onMaps: FaultRow[] = [
  { id: 'MAP-NOTAPPLIED', on: 'map', lines: { R3: ['interface GigabitEthernet0/0', 'no crypto map VPN'] } },
  { id: 'MAP-NOTAPPLIED', how: 'where the traffic begins', on: 'map', lines: { R1: ['interface GigabitEthernet0/0', 'no crypto map VPN'] } }, // prettier-ignore
  { id: 'MAP-WRONGIF', on: 'map', lines: { R3: ['interface GigabitEthernet0/0', 'no crypto map VPN', 'interface GigabitEthernet0/1', 'crypto map VPN'] } }, // prettier-ignore
  { id: 'MAP-INCOMPLETE', on: 'map', lines: { R3: ['crypto map VPN 10 ipsec-isakmp', 'no match address VPN'] } },
  { id: 'MAP-INCOMPLETE', how: 'without a peer', on: 'map', lines: { R3: ['crypto map VPN 10 ipsec-isakmp', 'no set peer 192.0.2.1'] } }, // prettier-ignore
  { id: 'ACL-MIRROR', on: 'map', lines: { R3: ['ip access-list extended VPN', 'no permit ip 10.3.3.0 0.0.0.255 10.1.1.0 0.0.0.255', 'permit ip 10.3.3.0 0.0.0.63 10.1.1.0 0.0.0.255'] } }, // prettier-ignore
  { id: 'ACL-REVERSED', on: 'map', lines: { R1: swap('10.1.1.0', '10.3.3.0'), R3: swap('10.3.3.0', '10.1.1.0') } },
  { id: 'NAT-BEFORE-CRYPTO', on: 'map', lines: { R1: ['ip access-list extended NAT', 'no deny ip 10.1.1.0 0.0.0.255 10.3.3.0 0.0.0.255'] } }, // prettier-ignore
  { id: 'P1-PEER', on: 'map', lines: { R1: ['crypto map VPN 10 ipsec-isakmp', 'no set peer 198.51.100.1', 'set peer 198.51.100.9'] } }, // prettier-ignore
  { id: 'P1-NOROUTE', how: 'to the network behind the peer', on: 'map', lines: { R1: ['no ip route 0.0.0.0 0.0.0.0 192.0.2.2', 'ip route 198.51.100.0 255.255.255.252 192.0.2.2'] } }, // prettier-ignore
  { id: 'P1-PSK', on: 'map', lines: { R3: ['no crypto isakmp key FooB4r address 192.0.2.1', 'crypto isakmp key FooB4rx address 192.0.2.1'] } }, // prettier-ignore
  { id: 'P1-DH', on: 'map', lines: { R3: ['crypto isakmp policy 10', 'group 5'] } },
  // R1 alone begins here: through a tunnel R3 would begin in main mode, and come through.
  { id: 'P1-AGGR', on: 'map', lines: { R3: ['crypto isakmp aggressive-mode disable'], R1: ['crypto isakmp peer address 198.51.100.1', 'set aggressive-mode password FooB4r', 'set aggressive-mode client-endpoint ipv4-address 192.0.2.1'] } }, // prettier-ignore
  { id: 'P2-TS', on: 'map', lines: { R3: ['crypto ipsec transform-set TS esp-aes esp-sha-hmac'] } },
  { id: 'P2-MODE', how: 'at the other end', on: 'gre', lines: { R1: ['crypto ipsec transform-set TS esp-aes 256 esp-sha-hmac', 'mode transport'] } }, // prettier-ignore
  { id: 'P2-PFS', on: 'map', lines: { R3: ['crypto map VPN 10 ipsec-isakmp', 'set pfs group14'] } },
  { id: 'P2-ESPBLOCK', on: 'map', lines: { R2: filter('deny esp any any') } },
  { id: 'P2-RETURN', on: 'map', lines: { H: ['no ip route 0.0.0.0 0.0.0.0 10.3.3.1'] } },
  { id: 'DP-INVSPI', on: 'map-kept', lines: {}, after: ['R2 ping 192.0.2.1', 'R2 ping 198.51.100.1', 'R1 ping 10.3.3.10 source 10.1.1.1 repeat 10', 'R2# interface GigabitEthernet0/1; shutdown', 'R3 clear crypto isakmp', 'R3 clear crypto sa', 'R2# interface GigabitEthernet0/1; no shutdown', 'wait 5'] }, // prettier-ignore
  { id: 'DP-MAC', on: 'manual', lines: { R3: ['crypto map VPN 10 ipsec-manual', `set session-key inbound esp 1003 cipher ${'0123456789abcdef'.repeat(4)} authenticator ${'00000000'.repeat(5)}`, 'exit', 'interface GigabitEthernet0/0', 'no crypto map VPN', 'crypto map VPN'] } }, // prettier-ignore
];

const onIkev2: FaultRow[] = [
  { id: 'V2-PROP', on: 'ikev2', lines: { R3: ['crypto ikev2 proposal PROP', 'encryption aes-cbc-128'] } },
  { id: 'V2-PROP', how: 'a proposal that no policy names', on: 'ikev2', lines: { R1: ['crypto ikev2 proposal PROP', 'group 16'], R3: ['no crypto ikev2 policy POL', 'no crypto ikev2 proposal PROP'] } }, // prettier-ignore
  { id: 'V2-CHILD', on: 'ikev2', lines: { R3: ['crypto ipsec transform-set TS esp-aes esp-sha256-hmac'] } },
  { id: 'V2-PSK', on: 'ikev2', lines: { R3: ['crypto ikev2 keyring KR', 'peer OTHER', 'pre-shared-key FooB4rx'] } },
  { id: 'V2-PSK', how: 'a keyring for somebody else', on: 'ikev2', lines: { R3: ['crypto ikev2 keyring KR', 'peer OTHER', 'address 203.0.113.9'] } }, // prettier-ignore
  { id: 'V2-ID-RESP', on: 'ikev2', lines: { R3: ['crypto ikev2 profile IKE2', 'no match identity remote address 192.0.2.1 255.255.255.255', 'match identity remote address 203.0.113.9 255.255.255.255', 'exit', 'crypto ikev2 keyring KR'], R1: [] } }, // prettier-ignore
  { id: 'V2-ID-INIT', on: 'ikev2', lines: { R1: ['crypto ikev2 profile IKE2', 'no match identity remote address 198.51.100.1 255.255.255.255', 'match identity remote address 203.0.113.9 255.255.255.255'] } }, // prettier-ignore
  { id: 'V2-NOPROFILE-REF', on: 'ikev2', lines: { R3: ['crypto ipsec profile PROFILE', 'no set ikev2-profile'] } },
  { id: 'V2-VERSION', on: 'ikev2', lines: { R3: ['crypto ipsec profile PROFILE', 'no set ikev2-profile', 'exit', 'no crypto ikev2 profile IKE2', 'crypto isakmp policy 10', 'authentication pre-share', 'encryption aes 256', 'group 14', 'exit', 'crypto isakmp key FooB4r address 192.0.2.1'] } }, // prettier-ignore
  { id: 'V2-AUTHMETHOD', on: 'ikev2', lines: { R3: ['crypto ikev2 profile IKE2', 'no authentication remote pre-share', 'authentication remote rsa-sig'] } }, // prettier-ignore
  { id: 'P2-PFS-V2-REKEY', on: 'ikev2-kept', lines: { R1: ['crypto ipsec profile PROFILE', 'set security-association lifetime seconds 120', 'set pfs group14'], R3: ['crypto ipsec profile PROFILE', 'set security-association lifetime seconds 120', 'set pfs group16'] }, after: ['R1 clear crypto session', 'wait 300'] }, // prettier-ignore
  { id: 'P1-NOROUTE', on: 'ikev2', lines: { R3: ['no ip route 0.0.0.0 0.0.0.0 198.51.100.2'] } },
];

const onAsa: FaultRow[] = [
  { id: 'ACL-ASA', on: 'asa', lines: { R3: ['access-list VPN extended permit ip 10.3.3.0 255.255.255.128 10.1.1.0 255.255.255.0', 'no access-list VPN extended permit ip 10.3.3.0 255.255.255.0 10.1.1.0 255.255.255.0'] } }, // prettier-ignore
  { id: 'NAT-EXEMPT-ASA', on: 'asa', lines: { R1: ['no nat (inside,outside) source static LOCAL LOCAL destination static REMOTE REMOTE no-proxy-arp route-lookup'] } }, // prettier-ignore
  { id: 'SYSOPT-ASA', on: 'asa', lines: { R3: ['no sysopt connection permit-vpn'] } },
  { id: 'TG-ASA', on: 'asa', lines: { R3: ['clear configure tunnel-group 192.0.2.1', 'tunnel-group 203.0.113.9 type ipsec-l2l', 'tunnel-group 203.0.113.9 ipsec-attributes', 'ikev1 pre-shared-key FooB4r'] } }, // prettier-ignore
  { id: 'TG-ASA', how: 'IKE is not enabled', on: 'asa', lines: { R3: ['no crypto ikev1 enable outside'] } },
  { id: 'MAP-NOTAPPLIED', on: 'asa', lines: { R1: ['no crypto map VPN interface outside'] } },
  { id: 'P1-ENC', on: 'asa', lines: { R3: ['crypto ikev1 policy 10', 'encryption 3des'] } },
  { id: 'P1-DH', on: 'asa', lines: { R3: ['crypto ikev1 policy 10', 'group 2'] } },
  { id: 'P2-TS', on: 'asa', lines: { R3: ['crypto ipsec ikev1 transform-set TS esp-3des esp-sha-hmac'] } },
  { id: 'P1-NOROUTE', on: 'asa', lines: { R1: ['no route outside 0.0.0.0 0.0.0.0 192.0.2.2 1'] } },
];

/** The hub forgets a spoke that does not register when its minute is over. */
const onDmvpn: FaultRow[] = [
  { id: 'DM-NHS', on: 'dmvpn', lines: { R3: ['interface Tunnel0', 'no ip nhrp nhs 10.0.0.1'] }, after: ['wait 120'] },
  { id: 'DM-MCAST', on: 'dmvpn', lines: { R1: ['interface Tunnel0', 'no ip nhrp map multicast dynamic'] }, after: ['wait 60'] },
  { id: 'P1-PSK', on: 'dmvpn', lines: { R3: ['no crypto isakmp key FooB4r address 192.0.2.1', 'crypto isakmp key FooB4rx address 192.0.2.1'] }, after: ['wait 120'] },
]; // prettier-ignore

export const FAULT_ROWS: readonly FaultRow[] = [
  ...onVti,
  ...onGre,
  ...onMaps,
  ...onIkev2,
  ...onAsa,
  ...onDmvpn,
  ...CERTIFICATE_ROWS,
];

/** The rows that look like faults and are none. */
export const DISTRACTORS: readonly FaultRow[] = [
  { id: 'P1-LIFE-OK', on: 'vti', lines: { R3: ['crypto isakmp policy 10', 'lifetime 600'] } },
  { id: 'NAT-SVTI-OK', on: 'vti', lines: { R1: ['ip access-list extended NAT', 'permit ip 10.1.1.0 0.0.0.255 any', 'exit', 'ip nat inside source list NAT interface GigabitEthernet0/0 overload', 'interface GigabitEthernet0/0', 'ip nat outside', 'interface Loopback1', 'ip nat inside'] } }, // prettier-ignore
  { id: 'P2-FIRSTPKT-OK', on: 'map', lines: { R1: ['ip access-list extended VPN', 'permit ip host 192.0.2.1 10.3.3.0 0.0.0.255'], R3: ['ip access-list extended VPN', 'permit ip 10.3.3.0 0.0.0.255 host 192.0.2.1'] } }, // prettier-ignore
  { id: 'DM-UNIQUE-OK', on: 'dmvpn', lines: { R3: ['interface Tunnel0', 'ip nhrp registration no-unique'] } },
  { id: 'V2-KE-RETRY-OK', on: 'ikev2', lines: { R1: ['crypto ikev2 proposal PROP', 'group 16 14'] } },
  { id: 'V2-NOISE-OK', on: 'ikev2', lines: { R1: ['crypto ikev2 profile OTHER', 'match identity remote address 203.0.113.77 255.255.255.255', 'authentication remote pre-share', 'authentication local pre-share', 'keyring local KR'] } }, // prettier-ignore
  ...CERTIFICATE_DISTRACTORS,
];
