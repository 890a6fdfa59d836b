/** From IOS 15 on a key and a map are enough: policies and a transform set are there by themselves. */
import { describe, expect, it } from 'vitest';
import { ping, smallNetwork } from '../../router/network.ts';
import { CryptoConsole } from './crypto-console.ts';
import { pingFrom, type Sites } from './crypto-sites.ts';

const site = (own: string, other: string, peer: string): string => `
crypto isakmp key MY_K3Y address ${peer}
ip access-list extended BETWEEN
 permit ip ${own}.0 0.0.0.255 ${other}.0 0.0.0.255
crypto map CRYPTO 10 ipsec-isakmp
 set peer ${peer}
 match address BETWEEN
interface Loopback0
 ip address ${own}.1 255.255.255.0
interface FastEthernet0/0
 crypto map CRYPTO
`;

async function lab(release: string, more = ''): Promise<Sites> {
  const network = smallNetwork('smart');
  const [site1, site2] = [new CryptoConsole(network.r1, release), new CryptoConsole(network.r3, release)];
  const refused = [
    ...(await site1.configure(more + site('10.1.1', '10.2.2', '172.16.0.6'))),
    ...(await site2.configure(more + site('10.2.2', '10.1.1', '172.16.0.1'))),
  ];
  if (refused.length > 0) throw new Error(refused.join('\n'));
  // The routers between them know one another's hardware addresses, and one packet is lost while keys are made.
  ping(network, network.r1, '172.16.0.6');
  const sites = { network, site1, site2 };
  pingFrom(sites, 1);
  return sites;
}

describe('the defaults of 15', () => {
  it('protect what a map means, with AES in tunnel mode', async () => {
    const sites = await lab('15.9(3)M6');
    expect(pingFrom(sites, 1)).toBe('!!!!!');
    const lines = await sites.site1.show('show crypto ipsec sa');
    expect(lines.filter((line) => line.includes('transform: esp-aes esp-sha-hmac ,'))).toHaveLength(2);
    expect((await sites.site1.show('show crypto isakmp sa detail')).join('\n')).toMatch(/aes +sha +psk +5 /);
    expect((await sites.site1.show('show crypto isakmp policy')).slice(0, 3)).toEqual([
      '',
      'Default IKE policy',
      'Default protection suite of priority 65507',
    ]);
  });

  it('are not there in 12.4', async () => {
    const sites = await lab('12.4(15)T14');
    expect(pingFrom(sites, 1)).not.toContain('!');
  });

  it('go when they are taken away, and the configuration says so', async () => {
    const sites = await lab('15.9(3)M6', 'no crypto isakmp default policy\nno crypto ipsec default transform-set\n');
    expect(pingFrom(sites, 1)).not.toContain('!');
    expect(sites.site1.configuration).toContain('no crypto isakmp default policy\n');
    expect(sites.site1.configuration).toContain('no crypto ipsec default transform-set\n');
  });

  it('have a profile that protects a tunnel', async () => {
    const network = smallNetwork('smart');
    const ends = [
      [network.r1, '172.16.0.6', '10.9.0.1'],
      [network.r3, '172.16.0.1', '10.9.0.2'],
    ] as const;
    for (const [router, peer, address] of ends) {
      const console = new CryptoConsole(router, '15.9(3)M6');
      const refused = await console.configure(`crypto isakmp key MY_K3Y address ${peer}
interface Tunnel0
 ip address ${address} 255.255.255.252
 tunnel source FastEthernet0/0
 tunnel destination ${peer}
 tunnel mode ipsec ipv4
 tunnel protection ipsec profile default
`);
      expect(refused).toEqual([]);
      expect((await console.show('show crypto ipsec profile'))[0]).toBe('IPSEC profile default');
    }
    network.clock.runUntil(60_000);
    expect(network.r1.interfaces.get('Tunnel0')?.isUp).toBe(true);
  });
});

it('IKE version 2 has the shield of IOS XE 17.11, too', async () => {
  const console = new CryptoConsole(smallNetwork('smart').r1, '17.12.01a');
  expect(
    await console.configure('crypto ikev2 proposal P\n encryption 3des\n integrity md5\n group 2\n group 19\n'),
  ).toEqual([
    "% 3des is weak and refused: 'crypto engine compliance shield disable' would allow it",
    "% md5 is weak and refused: 'crypto engine compliance shield disable' would allow it",
    "% group 2 is weak and refused: 'crypto engine compliance shield disable' would allow it",
  ]);
});
