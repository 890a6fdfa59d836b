/** A router with all of crypto that the seeds configure: what it writes, a router that boots from it writes again. */
import { expect, it } from 'vitest';
import { IosConsole } from '../ios-console.ts';

const everything = `hostname R1
crypto logging session
crypto keyring K vrf Internet
  pre-shared-key address 0.0.0.0 0.0.0.0 key test123
  pre-shared-key hostname spoke key other
crypto isakmp policy 1
 encr 3des
 authentication pre-share
crypto isakmp policy 10
 encr aes 256
 hash md5
 authentication rsa-encr
 group 5
 lifetime 600
crypto isakmp key C!scO address 172.16.172.20
crypto isakmp key named hostname branch no-xauth
crypto isakmp identity hostname
crypto isakmp invalid-spi-recovery
crypto isakmp keepalive 10 3 periodic
crypto isakmp nat keepalive 20
crypto isakmp aggressive-mode disable
crypto isakmp peer address 9.9.9.9
 set aggressive-mode password secret
 set aggressive-mode client-endpoint fqdn r1.example
crypto isakmp profile P
   keyring K
   self-identity fqdn
   match identity address 0.0.0.0
   keepalive 10 retry 5
crypto ipsec security-association lifetime kilobytes 2560
crypto ipsec security-association lifetime seconds 300
crypto ipsec security-association idle-time 600
crypto ipsec security-association replay window-size 128
crypto ipsec transform-set myset esp-3des esp-md5-hmac
crypto ipsec transform-set both ah-sha-hmac esp-aes 256 esp-sha-hmac
 mode transport
crypto ipsec transform-set long esp-aes 192 esp-md5-hmac
crypto ipsec transform-set lzs esp-des comp-lzs
crypto ipsec df-bit clear
crypto ipsec fragmentation after-encryption
no crypto ipsec nat-transparency udp-encapsulation
crypto ipsec profile PROF
 set security-association idle-time 720
 set transform-set myset
 set pfs group5
 set isakmp-profile P
crypto dynamic-map DYN 10
 set transform-set both long
 reverse-route remote-peer 100.1.1.254 gateway
crypto map vpn local-address Loopback0
crypto map vpn 10 ipsec-isakmp
 description to the branch
 set peer 172.16.172.20 default
 set peer 172.16.172.30
 set transform-set myset
 match address 101
 reverse-route static
crypto map vpn 20 ipsec-manual
 set peer 1.1.1.1
 set session-key inbound ah 300 00112233445566778899AABBCCDDEEFF00112233
 set session-key outbound ah 301 00112233445566778899AABBCCDDEEFF00112233
 set transform-set both
 match address MANUAL
crypto map vpn 30 ipsec-isakmp
 match address 103
crypto map vpn 65000 ipsec-isakmp dynamic DYN discover
interface Loopback0
 ip address 1.1.1.2 255.255.255.255
interface FastEthernet0/0
 ip address 172.16.172.10 255.255.255.240
 no shutdown
 crypto map vpn
interface Tunnel0
 ip address 10.0.0.1 255.255.255.252
 tunnel source Loopback0
 tunnel destination 172.16.0.6
 tunnel mode ipsec ipv4
 tunnel protection ipsec profile PROF
access-list 101 permit ip 10.1.1.0 0.0.0.255 10.1.2.0 0.0.0.255
`;

it('what is written is read again', async () => {
  const first = await IosConsole.booted(everything);
  expect(first.refused).toEqual([]);
  const { configuration } = first;
  for (const line of everything.replace(' no shutdown\n', '').split('\n'))
    expect(configuration.replaceAll(/ +$/gm, '')).toContain(line.trimEnd());
  const second = await IosConsole.booted(configuration);
  expect(second.refused).toEqual([]);
  expect(second.configuration).toBe(configuration);
});

it('the entry that lacks something says so, and nothing else does', async () => {
  const { configuration } = await IosConsole.booted(everything);
  expect(configuration.match(/ ! Incomplete/g)).toHaveLength(1);
  expect(configuration).toContain('crypto map vpn 30 ipsec-isakmp \n ! Incomplete\n match address 103\n');
});
