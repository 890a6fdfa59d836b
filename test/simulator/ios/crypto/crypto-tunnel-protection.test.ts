import { describe, expect, it, test } from 'vitest';
import { tunnelProtectionLines } from '../../../../src-main/simulator/ios/crypto/crypto-tunnel-protection.ts';
import { smallNetwork, tunnel } from '../../router/network.ts';
import { CryptoConsole } from './crypto-console.ts';
import { bareConsoles, type NetworkConsole } from '../network-console.ts';

describe('tunnel protection', () => {
  it('turns IKE on with the tunnel that is the first to need it, and off with the last', async () => {
    const r1 = new CryptoConsole(smallNetwork().r1);
    const { carrier } = tunnel(r1.router, '10.0.0.1', '172.16.0.6');
    await r1.configure('crypto ipsec transform-set A esp-3des\ncrypto ipsec profile P\n set transform-set A');
    expect(r1.router.ipsec.isOn).toBe(false);
    expect(await r1.configureInterface('Tunnel0', 'tunnel protection ipsec profile P')).toEqual([]);
    expect(r1.router.ipsec.isOn).toBe(true);
    expect(r1.interfaceConfiguration('Tunnel0')).toContain('tunnel protection ipsec profile P\n');
    expect(tunnelProtectionLines(carrier.settings)).toEqual(['  Tunnel protection via IPSec (profile "P")']);
    await r1.configureInterface('Tunnel0', 'no tunnel protection ipsec profile');
    expect(r1.router.ipsec.isOn).toBe(false);
    expect(r1.interfaceConfiguration('Tunnel0')).not.toContain('protection');
    expect(tunnelProtectionLines(carrier.settings)).toEqual([]);
  });

  it('may be shared, which names the crypto map after the profile', async () => {
    const r1 = new CryptoConsole(smallNetwork().r1);
    tunnel(r1.router, '10.0.0.1', '172.16.0.6');
    await r1.configure('crypto ipsec transform-set A esp-3des\ncrypto ipsec profile P\n set transform-set A');
    await r1.configureInterface('Tunnel0', 'tunnel protection ipsec profile P shared');
    expect(r1.interfaceConfiguration('Tunnel0')).toContain('tunnel protection ipsec profile P shared\n');
    expect((await r1.show('show crypto map'))[0]).toBe('Crypto Map "P-head-1" 65536 ipsec-isakmp');
  });

  it('is for tunnels, and for profiles that exist', async () => {
    const r1 = new CryptoConsole(smallNetwork().r1);
    tunnel(r1.router, '10.0.0.1', '172.16.0.6');
    expect(await r1.configureInterface('Tunnel0', 'tunnel protection ipsec profile P')).toEqual([
      'ERROR: IPSec profile "P" does not exist.',
    ]);
    expect(await r1.configureInterface('FastEthernet0/0', 'tunnel protection ipsec profile P')).toEqual([
      `% Invalid input: 'tunnel'`,
    ]);
  });
});

/** Two tunnels between the same addresses, told apart by their keys, and one protection for both. */
const twoTunnels = (own: string, peer: string, last: number): string => `interface f0/0
 ip address ${own} 255.255.255.0
 no shutdown
crypto isakmp policy 10
 encryption aes
 authentication pre-share
 group 5
crypto isakmp key secret address ${peer}
crypto ipsec transform-set T esp-aes esp-sha-hmac
crypto ipsec profile P
 set transform-set T
${[1, 2]
  .map(
    (number) => `interface Tunnel${number}
 ip address 10.0.${number}.${last} 255.255.255.252
 tunnel source f0/0
 tunnel destination ${peer}
 tunnel key ${number}
 tunnel protection ipsec profile P shared
`,
  )
  .join('')}`;

async function isPinged(console: NetworkConsole, address: string): Promise<boolean> {
  return (await console.type(`ping ${address}`)).includes('!!!!!');
}

test('tunnels between the same addresses that share their protection have one pair of associations', async () => {
  const { r1, r2, clock } = bareConsoles();
  expect(await r1.configure(twoTunnels('192.0.2.1', '192.0.2.2', 1))).toEqual([]);
  expect(await r2.configure(twoTunnels('192.0.2.2', '192.0.2.1', 2))).toEqual([]);
  clock.runUntil(60_000);
  for (const number of [1, 2]) expect(await isPinged(r1, `10.0.${number}.2`)).toBe(true);
  const shown = await r1.type('show crypto session');
  expect(shown.match(/Active SAs: \d+/g)).toEqual(['Active SAs: 2']);
  // Whichever of them goes, the other one stays.
  await r1.configure('interface Tunnel1\n shutdown');
  clock.runUntil(clock.now() + 60_000);
  expect(await isPinged(r1, '10.0.2.2')).toBe(true);
});
