import { describe, expect, it } from 'vitest';
import { ip, marks, tunnel, type SmallNetwork } from './network.ts';
import { aesSha, allowPeer2, apply, connect, currentOf, entryOf, listBetween, pingFrom, sites, wait } from './sites.ts';

const there = ['10.1.1.1', '10.3.1.1'] as const;

function connect2(network: SmallNetwork, lans: readonly number[], fields: Parameters<typeof connect>[3] = {}): void {
  for (const router of [network.r1, network.r3]) allowPeer2(router);
  connect(network, lans, aesSha, { ikev2Profile: 'V2', ...fields });
}

describe('a crypto map with a profile of IKE version 2', () => {
  it('negotiates with it, and loses the first packet too', () => {
    const network = sites([1, 2]);
    connect2(network, [1, 2]);
    expect(marks(pingFrom(network, network.r1, there))).toBe('.!!!!');
    expect(marks(pingFrom(network, network.r3, ['10.3.2.1', '10.1.2.1']))).toBe('.!!!!');
    for (const { ipsec } of [network.r1, network.r3]) {
      expect(ipsec.ike.associations).toEqual([]);
      expect(ipsec.ikev2.associations).toMatchObject([{ status: 'READY', profile: 'V2' }]);
      expect(ipsec.flows.map(({ pairs }) => pairs.map(({ keying }) => keying))).toEqual([['ikev2'], ['ikev2']]);
    }
  });

  it('renews a pair before its end without loss', () => {
    const network = sites();
    connect2(network, [1], { lifetime: { seconds: 120 } });
    pingFrom(network, network.r1, there);
    const first = currentOf(network.r1)?.inbound.spi;
    for (let second = 0; second < 300; second += 10) {
      expect(marks(pingFrom(network, network.r1, there, { count: 1 }))).toBe('!');
      wait(network, 10);
    }
    expect(currentOf(network.r1)?.inbound.spi).not.toBe(first);
    expect(currentOf(network.r1)?.outbound.spi).toBe(currentOf(network.r3)?.inbound.spi);
    expect(network.r1.ipsec.flows[0]?.pairs).toHaveLength(1);
  });

  it('is answered for less than was asked, where the other access list permits less', () => {
    const network = sites();
    connect2(network, [1]);
    const list = listBetween(3, 1, [1]);
    for (const entry of list.entries) if ('action' in entry) entry.source = { address: ip('10.3.1.1'), wildcard: 0 };
    network.r3.accessLists.byName.set('VPN', list);
    network.r3.converge();
    expect(marks(pingFrom(network, network.r1, there))).toBe('.!!!!');
    expect(network.r1.ipsec.flows).toMatchObject([
      { pairs: [] },
      { pairs: [{}], remoteSelector: { address: ip('10.3.1.1'), mask: 0xffffffff } },
    ]);
  });

  it('may be dynamic at the other end', () => {
    const network = sites();
    connect2(network, [1]);
    const entry = entryOf({ accessList: undefined, ikev2Profile: 'V2' });
    network.r3.crypto.dynamicMaps.set('DYN', [{ ...entry, map: 'DYN' }]);
    apply(network.r3, aesSha, { ...entry, type: { kind: 'dynamic', map: 'DYN', isDiscovering: false } });
    expect(marks(pingFrom(network, network.r1, there))).toBe('.!!!!');
    expect(network.r3.ipsec.flows).toMatchObject([{ isTransient: true, pairs: [{}] }]);
  });
});

describe('a virtual tunnel interface with a profile of IKE version 2', () => {
  it('comes up without traffic and carries packets', () => {
    const network = sites();
    for (const [router, inner, peer] of [
      [network.r1, '10.0.0.1', '172.16.0.6'],
      [network.r3, '10.0.0.2', '172.16.0.1'],
    ] as const) {
      allowPeer2(router);
      router.crypto.transformSets.set('Set', aesSha);
      const profile = { name: 'P', transformSets: ['Set'], pfsGroup: undefined, lifetime: {}, ikev2Profile: 'V2' };
      router.crypto.profiles.set('P', profile);
      const one = tunnel(router, inner, peer);
      Object.assign(one.carrier.settings, { mode: 'ipsec-ipv4', protection: 'P' });
      router.converge();
    }
    wait(network, 30);
    expect(marks(pingFrom(network, network.r1, ['10.0.0.1', '10.0.0.2']))).toBe('!!!!!');
  });
});
