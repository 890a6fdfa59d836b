/** The debugs of IOS XE as reference/faults.tsv has them: what is wrong and packets have names of their own. */
import { expect, it } from 'vitest';
import { bareConsoles, type NetworkConsole } from '../network-console.ts';

async function site(router: NetworkConsole, number: 1 | 2, encryption: string): Promise<void> {
  const refused = await router.configure(`crypto isakmp policy 1
 encr ${encryption}
 authentication pre-share
 group 2
crypto isakmp key SECRET address 192.0.2.${3 - number}
crypto ipsec transform-set TS esp-aes esp-sha-hmac
access-list 101 permit ip host 10.${number}.1.1 host 10.${3 - number}.1.1
crypto map vpn 10 ipsec-isakmp
 set peer 192.0.2.${3 - number}
 set transform-set TS
 match address 101
interface Loopback0
 ip address 10.${number}.1.1 255.255.255.0
interface FastEthernet0/0
 ip address 192.0.2.${number} 255.255.255.0
 no shutdown
 crypto map vpn
ip route 0.0.0.0 0.0.0.0 192.0.2.${3 - number}`);
  expect(refused).toEqual([]);
}

/** What the responder says. */
async function debugged(encryption: string): Promise<string> {
  const { clock, r1, r2 } = bareConsoles('17.03.04a');
  await site(r1, 1, 'aes');
  await site(r2, 2, encryption);
  clock.runUntil(10_000);
  await r1.type('ping 192.0.2.2');
  await r2.type('debug crypto isakmp');
  await r1.type('ping 10.2.1.1 source 10.1.1.1');
  return r2.messages.map((line) => line.replace(/^\d+ /, '')).join('\n');
}

it('a key length that differs is an error, and so is what follows from it', async () => {
  const said = await debugged('aes 256');
  expect(said).toContain('ISAKMP-ERROR: (0):Proposed key length does not match policy\n');
  expect(said).toContain('ISAKMP-ERROR: (0):atts are not acceptable. Next payload is 0\n');
  expect(said).toContain('ISAKMP-ERROR: (0):no offers accepted!\n');
  expect(said).toContain('ISAKMP-ERROR: (0):phase 1 SA policy not acceptable! (local 192.0.2.2 remote 192.0.2.1)\n');
});

it('packets have a name of their own, and every line the number of its association', async () => {
  const said = await debugged('aes');
  expect(said).toContain('ISAKMP-PAK: (0):received packet from 192.0.2.1 dport 500 sport 500 Global (N) NEW SA\n');
  expect(said).toContain('ISAKMP-PAK: (0):sending packet to 192.0.2.1 my_port 500 peer_port 500 (R) MM_SA_SETUP\n');
  expect(said).toMatch(/ISAKMP: \((\d+)\):Checking IPSec proposal 1\nISAKMP: \(\1\):transform 1, ESP_AES\n/);
  expect(said).toContain('New State = IKE_P1_COMPLETE');
  expect(said).not.toMatch(/ISAKMP-ERROR|ISAKMP:\(|ISAKMP \(|ISAKMP:\S/);
});
