/** What is configured is written so that a router which reads it is configured alike: on every flavour of IOS. */
import { expect, test } from 'vitest';
import { bytesOfLatin1 } from '../../../src-main/base/bytes.ts';
import type { IosRouter } from '../../../src-main/simulator/ios/ios-router.ts';
import { runningConfiguration } from '../../../src-main/simulator/ios/running-configuration.ts';
import { SimulatedNetwork } from '../../../src-main/simulator/topology/simulated-network.ts';

interface Flavour {
  readonly release: string;
  readonly model: string;
  readonly ports: readonly [string, string];
}

const fast = ['FastEthernet0/0', 'FastEthernet0/1'] as const;
const giga = ['GigabitEthernet1', 'GigabitEthernet2'] as const;
const flavours: readonly Flavour[] = [
  { release: '12.2(33)SRD4', model: 'dynamips c7200', ports: fast },
  { release: '12.4(15)T14', model: 'dynamips c3725', ports: fast },
  { release: '15.9(3)M2', model: 'iosv', ports: ['GigabitEthernet0/0', 'GigabitEthernet0/1'] },
  { release: '17.03.04a', model: 'csr1000v', ports: giga },
  { release: '17.12.01a', model: 'csr1000v', ports: giga },
];

/** WAN and LAN stand for the ports. What a flavour does not know it refuses, and that is not written. */
const texts = {
  'the system': `hostname A
ip domain-name lab.local
ip host R9 10.0.0.9 10.0.0.10
ip domain list lab.local
ip domain-list other.local
ip domain lookup source-interface WAN
ip name-server 8.8.8.8
enable secret cisco
enable password foo
username admin privilege 15 secret cisco
username bob password 0 bob
username carl nopassword
service password-encryption
no service timestamps
banner motd #hello there#
banner login $two
lines$
logging buffered 64000
logging console warnings
logging host 10.1.1.2
logging trap debugging
logging source-interface WAN
clock timezone CET 1 0
ip ssh version 2
ip ssh pubkey-chain
username admin
key-hash ssh-rsa 00112233445566778899aabbccddeeff admin@host
key-hash ssh-rsa 10112233445566778899AABBCCDDEEFF
username bob
key-hash ssh-rsa 20112233445566778899AABBCCDDEEFF
ip http server
no ip cef
ntp server 10.1.1.1
snmp-server community public RO
arp 10.0.0.1 0011.2233.4455 arpa alias
arp 10.0.0.2 0011.2233.4455 arpa WAN
alias exec c configure terminal
archive
path flash:x
maximum 5
write-memory
line vty 0 4
login local
transport input ssh telnet
exec-timeout 0 0
logging synchronous
privilege level 15
access-class 1 in
line vty 5 15
password foo
login
length 0
line con 0
exec-timeout 5 30
logging synchronous
history size 50
password bar
login`,
  interfaces: `interface WAN
ip address 1.1.1.1 255.255.255.0
ip address 2.2.2.2 255.255.255.0 secondary
description to the WAN
bandwidth 1000
delay 10
ip mtu 1400
ip tcp adjust-mss 1360
no ip redirects
no ip unreachables
no ip proxy-arp
ip nat outside
ip virtual-reassembly
ip ospf cost 5
ip access-group 101 in
load-interval 30
keepalive 5
crypto ipsec df-bit clear
crypto ipsec fragmentation before-encryption
no shutdown
interface LAN
ip nat inside
no shutdown
interface LAN.10
encapsulation dot1q 10
ip address 10.10.0.1 255.255.255.0
interface LAN.20
encapsulation dot1q 20 native
shutdown
interface loopback 0
ip address 5.5.5.5 255.255.255.255
interface Tunnel1
ip unnumbered loopback0
tunnel source loopback0
tunnel destination 9.9.9.9
tunnel mode ipsec ipv4
tunnel key 5
ip mtu 1400
ip tcp adjust-mss 1360
tunnel path-mtu-discovery
keepalive 10 3
interface Tunnel2
ip address 10.0.0.1 255.255.255.0
tunnel source WAN
tunnel mode gre multipoint
tunnel key 5
ip nhrp network-id 1
ip nhrp authentication abc
ip nhrp map multicast dynamic
ip nhrp map 10.0.0.2 1.1.1.2
ip nhrp nhs 10.0.0.2
ip nhrp holdtime 300
ip nhrp redirect
ip nhrp shortcut
no ip split-horizon eigrp 1
no ip next-hop-self eigrp 1
ip nat inside source list 1 interface WAN overload
ip nat inside source static 10.1.1.1 1.1.1.9
ip nat inside source static tcp 10.1.1.1 80 1.1.1.8 80 extendable
ip nat pool PL 1.1.1.1 1.1.1.5 netmask 255.255.255.0
ip nat inside source list 2 pool PL
access-list 1 permit any
access-list 2 permit 10.0.0.0 0.0.0.255
access-list 101 permit ip 10.1.1.0 0.0.0.255 10.1.2.0 0.0.0.255
access-list 101 remark x
access-list 101 deny tcp any eq 22 any range 1 5 log
ip access-list standard S
10 permit 10.0.0.0 0.0.0.255
remark hi
deny any log
ip access-list extended E
permit tcp any any eq 22
permit udp any any eq isakmp
permit esp any any
permit icmp any any echo
deny ip any any log`,
  routing: `ip vrf X
rd 1:1
route-target both 1:1
interface loopback 1
ip vrf forwarding X
ip address 7.7.7.7 255.255.255.255
interface WAN
ip address 1.1.1.1 255.255.255.0
no shutdown
router eigrp 1
network 10.0.0.0
network 1.1.1.0 0.0.0.255
no auto-summary
passive-interface default
no passive-interface WAN
redistribute static
eigrp router-id 1.1.1.1
eigrp stub connected
router ospf 1
router-id 9.9.9.9
network 0.0.0.0 255.255.255.255 area 0
passive-interface WAN
redistribute connected subnets
default-information originate always
ip route 10.0.0.0 255.0.0.0 Null0
ip route 10.2.0.0 255.255.0.0 1.1.1.2 250 name backup track 1 tag 7 permanent
ip route vrf X 0.0.0.0 0.0.0.0 Loopback1
track 1 interface WAN line-protocol
delay up 5 down 3
ip sla 1
icmp-echo 1.1.1.1 source-interface WAN
frequency 10
timeout 500
ip sla schedule 1 life forever start-time now
route-map RM permit 10
match ip address 101
set ip next-hop 1.1.1.9`,
  'routing with keys, areas and tables': `ip vrf X
rd 1:1
key chain K
key 1
key-string SECRET
key 2
key-string 7 02050D480809
interface LAN
ip vrf forwarding X
ip address 10.3.0.1 255.255.255.0
no shutdown
interface WAN
ip address 10.1.0.1 255.255.255.0
ip ospf authentication message-digest
ip ospf message-digest-key 1 md5 ONE
ip ospf message-digest-key 2 md5 TWO
ip ospf authentication-key PASS
ip authentication mode eigrp 1 md5
ip authentication key-chain eigrp 1 K
ip summary-address eigrp 1 172.20.0.0 255.255.0.0
ip hello-interval eigrp 1 3
ip hold-time eigrp 1 9
ip policy route-map RM
no shutdown
router ospf 1
area 0 authentication message-digest
area 1 stub no-summary
area 1 default-cost 5
area 2 range 10.2.0.0 255.255.0.0 not-advertise
area 0.0.0.3 range 10.4.0.0 255.255.0.0 cost 7
redistribute eigrp 1 metric 5 metric-type 1 subnets tag 9 route-map RM
network 10.1.0.0 0.0.0.255 area 0
router ospf 2 vrf X
capability vrf-lite
redistribute ospf 1
network 10.3.0.0 0.0.0.255 area 0.0.0.5
router eigrp 1
network 10.0.0.0
redistribute ospf 1 metric 1000 10 255 1 1500 route-map RM
distance eigrp 80 160
default-metric 1 2 3 4 5
address-family ipv4 vrf X
network 10.3.0.0
autonomous-system 9
eigrp stub static
exit-address-family
router eigrp LAB
address-family ipv4 unicast autonomous-system 5
network 0.0.0.0
eigrp router-id 5.5.5.5
af-interface default
passive-interface
exit-af-interface
af-interface WAN
no passive-interface
no split-horizon
no next-hop-self
hello-interval 2
hold-time 6
authentication mode md5
authentication key-chain K
summary-address 172.21.0.0 255.255.0.0
exit-af-interface
topology base
redistribute static
distance eigrp 70 150
exit-af-topology
exit-address-family
address-family ipv4 unicast vrf X autonomous-system 6
network 10.3.0.0 0.0.0.255
exit-address-family
ip local policy route-map RM
ip nat inside source list 1 interface WAN vrf X overload
ip nat inside source static 10.3.0.9 10.1.0.9 vrf X
ip nat inside source static tcp 10.3.0.8 80 interface WAN 8080 vrf X
access-list 1 permit any
access-list 101 permit tcp any any ack syn
access-list 101 permit ip any any dscp ef log
access-list 101 permit udp any any precedence critical tos 12
route-map RM permit 10
match ip address 101
match length 0 200
set ip next-hop 10.1.0.2 10.1.0.3
set ip default next-hop 10.1.0.4
set interface Null0
set ip precedence 5
set ip df 0
set vrf X
route-map RM permit 20
match tag 5 6
match metric 7
set metric 1000 10 255 1 1500
set metric-type type-1
set tag 8
route-map RM permit 30
set global
set metric 9
logging host 10.1.0.5 vrf X transport udp port 5514
logging source-interface LAN vrf X`,
  'IKE version 1': `access-list 101 permit ip any any
aaa new-model
aaa authentication login A local
aaa authorization network A local
ip local pool PO 10.9.9.1 10.9.9.9
crypto isakmp policy 1
encryption aes 256
hash md5
group 2
lifetime 3600
authentication rsa-encr
crypto isakmp policy 5
encryption 3des
authentication pre-share
crypto isakmp key KEY address 0.0.0.0 0.0.0.0 no-xauth
crypto isakmp key KEY2 address 10.0.0.0 255.0.0.0
crypto isakmp key KEY3 hostname peer.lab
crypto isakmp keepalive 10 3 periodic
crypto isakmp nat keepalive 20
crypto isakmp identity hostname
crypto isakmp invalid-spi-recovery
crypto isakmp aggressive-mode disable
crypto isakmp fragmentation
crypto isakmp peer address 9.9.9.9
set aggressive-mode password X
set aggressive-mode client-endpoint fqdn me
crypto isakmp client configuration group G
key x
pool PO
dns 1.1.1.1
domain x
acl 101
crypto keyring KR
pre-shared-key address 1.1.1.1 key abc
pre-shared-key hostname x key abc
crypto isakmp profile PR
keyring KR
match identity address 1.1.1.1 255.255.255.255
match identity group G
self-identity fqdn
initiate mode aggressive
keepalive 10 retry 2
client authentication list A
isakmp authorization list A
client configuration address respond
virtual-template 1
crypto ipsec security-association lifetime seconds 600
crypto ipsec security-association lifetime kilobytes 6000
crypto ipsec security-association idle-time 600
crypto ipsec security-association replay window-size 1024
crypto ipsec df-bit clear
crypto ipsec fragmentation after-encryption
crypto ipsec transform-set T ah-sha-hmac esp-aes 256 esp-sha-hmac comp-lzs
mode transport
crypto ipsec transform-set T4 esp-null esp-md5-hmac
crypto ipsec profile P
set transform-set T T4
set pfs group2
set security-association lifetime seconds 120
set security-association idle-time 60
set isakmp-profile PR
crypto dynamic-map D 10
set transform-set T
reverse-route
match address 101
crypto map M local-address loopback0
crypto map M client configuration address respond
crypto map M client authentication list A
crypto map M isakmp authorization list A
crypto map M 10 ipsec-isakmp
set peer 1.1.1.2 default
set peer 1.1.1.3
set transform-set T T4
set pfs
match address 101
set security-association level per-host
set security-association lifetime seconds 500
set security-association replay window-size 128
set ip access-group 101 in
reverse-route static
set reverse-route tag 7
qos pre-classify
description hi
crypto map M 20 ipsec-manual
set peer 1.1.1.5
match address 101
set transform-set T4
set session-key inbound esp 256 cipher 00 authenticator 00112233445566778899aabbccddeeff
set session-key outbound esp 256 cipher 00 authenticator 00112233445566778899aabbccddeeff
crypto map M 30 ipsec-isakmp dynamic D discover
interface loopback 0
ip address 5.5.5.5 255.255.255.255
interface virtual-template 1 type tunnel
ip unnumbered loopback0
tunnel mode ipsec ipv4
tunnel protection ipsec profile P
interface Tunnel3
ip unnumbered loopback0
tunnel source loopback0
tunnel destination 8.8.8.8
tunnel protection ipsec profile P shared
interface WAN
ip address 1.1.1.1 255.255.255.0
crypto map M
crypto logging session`,
  'IKE version 2': `crypto ikev2 proposal P1
encryption aes-cbc-256 aes-cbc-128
integrity sha512 sha256
group 19 14
crypto ikev2 policy PO
proposal P1
match fvrf any
crypto ikev2 keyring KR2
peer A
address 1.1.1.2
identity address 1.1.1.1
pre-shared-key local abc
pre-shared-key remote def
peer B
address 0.0.0.0 0.0.0.0
pre-shared-key xyz
crypto ikev2 authorization policy AP
pool PO
route set interface
crypto ikev2 profile PF
match identity remote address 1.1.1.2 255.255.255.255
match identity remote fqdn domain x
identity local fqdn x
authentication local pre-share
authentication remote pre-share
keyring local KR2
dpd 10 3 periodic
lifetime 3600
nat keepalive 20
initial-contact force
aaa authorization group psk list A AP
virtual-template 1
crypto ikev2 dpd 10 2 on-demand
crypto ikev2 nat keepalive 20
crypto ikev2 fragmentation mtu 1200
crypto ikev2 cookie-challenge 10
crypto ikev2 window 5
crypto ipsec transform-set T2 esp-gcm 256
mode transport
crypto ipsec profile P
set transform-set T2
set ikev2-profile PF
set pfs group14
no crypto ikev2 proposal default
no crypto isakmp default policy
crypto pki trustpoint T
enrollment url http://1.1.1.1:80
subject-name CN=x
revocation-check none
rsakeypair K 1024
fqdn x.y
auto-enroll 90
crypto pki certificate map CM 10
subject-name co x
issuer-name eq y`,
};

async function routerOf({ release, model, ports }: Flavour, configuration = ''): Promise<IosRouter> {
  const interfaces = ports.map((name) => ({ name }));
  const node = { id: 'R1', name: 'R1', platform: 'ios' as const, model, release, interfaces, position: { x: 0, y: 0 } };
  const topology = { name: 'one', nodes: [node], links: [] };
  const plan = { topology, configurations: { R1: configuration }, journal: {}, seed: 'one' };
  const network = await SimulatedNetwork.start(plan, () => undefined);
  expect(network.shortfalls).toEqual([]);
  return network.routers.get('R1') as IosRouter;
}

async function typed(flavour: Flavour, text: string): Promise<IosRouter> {
  const router = await routerOf(flavour);
  const console = router.terminals.console.attach(() => undefined);
  const [wan, lan] = flavour.ports;
  const lines = text.replaceAll('WAN', wan).replaceAll('LAN', lan).split('\n');
  for (const line of ['', 'enable', 'terminal length 0', 'configure terminal', ...lines, 'end']) {
    console.receive(bytesOfLatin1(`${line}\r`));
    await new Promise((resolve) => void setImmediate(resolve));
  }
  return router;
}

const cases = flavours.flatMap((flavour) =>
  Object.entries(texts).map(([what, text]) => ({ what, release: flavour.release, flavour, text })),
);

test.each(cases)('$release reads what it has written of $what', async ({ flavour, text }) => {
  const written = runningConfiguration(await typed(flavour, text));
  expect(runningConfiguration(await routerOf(flavour, written))).toBe(written);
});

test.each(cases)('$release reads $what with all defaults, and is configured alike', async ({ flavour, text }) => {
  const router = await typed(flavour, text);
  const [written, all] = [runningConfiguration(router), runningConfiguration(router, true)];
  expect(all.length).toBeGreaterThan(written.length);
  const [lines, said] = [written.split('\n'), new Set(all.split('\n'))];
  expect(lines.filter((line) => !said.has(line))).toEqual([]);
  const again = await routerOf(flavour, all);
  expect(runningConfiguration(again)).toBe(written);
  expect(runningConfiguration(again, true)).toBe(all);
});
