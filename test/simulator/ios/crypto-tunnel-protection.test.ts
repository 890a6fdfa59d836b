import { describe, expect, it } from 'vitest';
import { tunnelProtectionLines } from '../../../src-main/simulator/ios/crypto-tunnel-protection.ts';
import { smallNetwork, tunnel } from '../router/network.ts';
import { CryptoConsole } from './crypto-console.ts';

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
