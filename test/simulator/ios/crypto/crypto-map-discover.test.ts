/** Tunnel Endpoint Discovery: dynamic maps that look for their peers, typed and shown as on a console. */
import { describe, expect, it } from 'vitest';
import { formatIpv4 } from '../../../../src-main/base/address.ts';
import { ip, marks, ping } from '../../router/network.ts';
import { CryptoConsole } from './crypto-console.ts';
import { pingFrom, sites, type Sites } from './crypto-sites.ts';

const map = `
crypto map CRYPTO 10 ipsec-isakmp dynamic DYN discover
interface FastEthernet0/0
 crypto map CRYPTO
`;

/** Any peer has the key, and what is protected with it is one network here, and many elsewhere. */
const discovering = (own: string): string => `
crypto isakmp key MY_K3Y address 0.0.0.0
ip access-list extended WIDE
 permit ip ${own} 0.0.0.255 10.0.0.0 0.255.255.255
crypto dynamic-map DYN 5
 set transform-set TS
 match address WIDE
${map}`;

/** The router between them has to know the way: probes have the addresses of the networks that are protected. */
async function lab(texts: Partial<{ site1: string; site2: string }> = {}): Promise<Sites> {
  const made = await sites({ site1: discovering('10.1.1.0'), site2: discovering('10.2.2.0'), ...texts });
  const { r2, clock } = made.network;
  const way = { mask: 0xffffff00, interfaceName: undefined, distance: 1 };
  r2.routes.statics.push(
    { ...way, network: 0x0a010100, nextHop: 0xac100001 },
    { ...way, network: 0x0a020200, nextHop: 0xac100006 },
  );
  r2.converge();
  clock.runUntil(clock.now() + 1000);
  return made;
}

describe('a dynamic map that discovers its peers', () => {
  it.each([1, 2] as const)('finds the router before the end of a packet, from site %d', async (site) => {
    const made = await lab();
    expect(pingFrom(made, site)).toMatch(/^\.\.?!+$/);
    expect(pingFrom(made, site)).toBe('!!!!!');
    const other = site === 1 ? 2 : 1;
    expect(pingFrom(made, other)).toBe('!!!!!');
    for (const { router } of [made.site1, made.site2])
      expect(router.ipsec.flows.map(({ pairs }) => pairs.length)).toEqual([1]);
  });

  it('shows what it has found as an entry of its own', async () => {
    const made = await lab();
    pingFrom(made, 1);
    expect((await made.site1.show('show crypto map')).slice(0, 9)).toEqual([
      'Crypto Map "CRYPTO" 10 ipsec-isakmp',
      '\tDynamic map template tag: DYN',
      '\tDiscover enabled',
      '',
      'Crypto Map "CRYPTO" 65536 ipsec-isakmp',
      '\tPeer = 172.16.0.6',
      '\tExtended IP access list ',
      '\t    access-list  permit ip 10.1.1.0 0.0.0.255 10.2.2.0 0.0.0.255',
      '\t    dynamic (created from dynamic map DYN/5)',
    ]);
    expect(await made.site1.show('show running-config')).toContain(
      'crypto map CRYPTO 10 ipsec-isakmp dynamic DYN discover ',
    );
  });

  it('asks again when its question is lost', async () => {
    const made = await lab();
    const { east, clock } = made.network;
    await made.site1.show('debug crypto isakmp');
    const { debugged, router } = made.site1;
    let isFirst = true;
    east.passes = () => {
      const passes = !isFirst;
      isFirst = false;
      return passes;
    };
    expect(pingFrom(made, 1, 1)).toBe('.');
    expect(router.ipsec.flows).toEqual([]);
    clock.runUntil(clock.now() + 12_000);
    expect(router.ipsec.flows.map(({ current }) => current?.keying)).toEqual(['ikev1']);
    expect(pingFrom(made, 1)).toBe('!!!!!');
    expect(debugged.filter((line) => line.includes('PEER_DISCOVERY'))).toEqual([
      'ISAKMP:(0): sending packet to 10.2.2.1 my_port 500 peer_port 500 (I) PEER_DISCOVERY',
      'ISAKMP:(0): retransmitting phase 1 PEER_DISCOVERY...',
      'ISAKMP:(0): sending packet to 10.2.2.1 my_port 500 peer_port 500 (I) PEER_DISCOVERY',
      'ISAKMP:(0): received packet from 172.16.0.6 dport 500 sport 500 Global (I) PEER_DISCOVERY',
    ]);
    expect(debugged).toEqual(
      expect.arrayContaining([
        '\t0 {10.1.1.0/255.255.255.0:0, 10.2.2.0/255.255.255.0:0}',
        'ISAKMP:(0):initiating IKE to 172.16.0.6 in response to probe.',
      ]),
    );
  });

  it('loses packets where nobody answers, and asks anew for later ones', async () => {
    const made = await lab({ site2: '' });
    await made.site1.show('debug crypto isakmp');
    const failures = (): number =>
      made.site1.debugged.filter((line) => line.includes('Death by retransmission')).length;
    const { clock } = made.network;
    for (const count of [1, 2]) {
      expect(pingFrom(made, 1)).toBe('.....');
      clock.runUntil(clock.now() + 70_000);
      expect(failures()).toBe(count);
    }
    expect(made.site1.router.ipsec.flows).toEqual([]);
    expect(await made.site1.show('show crypto isakmp sa count')).toContain("Active ISAKMP SA's: 0");
  });

  it('is not answered by a dynamic map that discovers nothing, nor by a static one', async () => {
    for (const kind of ['ipsec-isakmp dynamic DYN', 'ipsec-isakmp\n set peer 172.16.0.1\n match address WIDE']) {
      const site2 = discovering('10.2.2.0').replace('ipsec-isakmp dynamic DYN discover', kind);
      const made = await lab({ site2 });
      expect(pingFrom(made, 1)).toBe('.....');
      expect(made.site1.router.ipsec.flows).toEqual([]);
    }
  });

  it('finds each of three sites, one of which is on the way between the others', async () => {
    const made = await lab();
    const { r2 } = made.network;
    const middle = new CryptoConsole(r2);
    r2.addLoopback('Loopback0');
    const basics = `
interface Loopback0
 ip address 10.9.9.1 255.255.255.0
crypto isakmp policy 10
 authentication pre-share
crypto ipsec transform-set TS esp-aes esp-sha-hmac
`;
    const second = 'interface FastEthernet0/1\n crypto map CRYPTO\n';
    expect(await middle.configure(basics + discovering('10.9.9.0') + second)).toEqual([]);
    const { r1, r3 } = made.network;
    const ways = [
      [r1, '10.1.1.1', '10.2.2.1'],
      [r1, '10.1.1.1', '10.9.9.1'],
      [r3, '10.2.2.1', '10.9.9.1'],
      [r2, '10.9.9.1', '10.2.2.1'],
    ] as const;
    for (const [router, source, destination] of ways) {
      ping(made.network, router, destination, { source: ip(source) });
      expect(marks(ping(made.network, router, destination, { source: ip(source) }))).toBe('!!!!!');
    }
    for (const router of [r1, r2, r3]) {
      expect(router.ipsec.flows).toHaveLength(2);
      for (const { counters, current } of router.ipsec.flows) {
        expect(current).toBeDefined();
        expect(counters.decaps).toBeGreaterThanOrEqual(5);
      }
    }
    const peers = r1.ipsec.flows.map(({ remote, remoteSelector }) => [remote, remoteSelector.address].map(formatIpv4));
    expect(peers).toEqual([
      ['172.16.0.6', '10.2.2.0'],
      ['172.16.0.2', '10.9.9.0'],
    ]);
  });
});
