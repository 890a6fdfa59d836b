import { describe, expect, it } from 'vitest';
import type { RouterEvent } from '../../../src-main/simulator/router/events.ts';
import { parseEthernet } from '../../../src-main/simulator/wire/ethernet.ts';
import { ipProtocols, parseIpv4Packet } from '../../../src-main/simulator/wire/ipv4.ts';
import { isMalformed } from '../../../src-main/simulator/wire/malformed.ts';
import { formatIpv4 } from '../../../src-main/base/address.ts';
import { ip, marks, type SmallNetwork } from './network.ts';
import { aesSha, allowPeer, apply, connect, entryOf, listBetween, pingFrom, sites, wait } from './sites.ts';

const there = ['10.1.1.1', '10.3.1.1'] as const;
const back = ['10.3.1.1', '10.1.1.1'] as const;

/** The protocols of the packets that pass the link between R1 and R2. */
function protocolsOn({ west }: SmallNetwork): number[] {
  const protocols: number[] = [];
  west.frames.on(({ frame }) => {
    const ethernet = parseEthernet(frame);
    const packet =
      isMalformed(ethernet) || ethernet.etherType !== 0x800 ? undefined : parseIpv4Packet(ethernet.payload);
    if (packet && !isMalformed(packet)) protocols.push(packet.protocol);
  });
  return protocols;
}

describe('a site-to-site crypto map', () => {
  it('loses the first of five pings while it negotiates, and protects the others', () => {
    const network = sites();
    connect(network, [1]);
    const protocols = protocolsOn(network);
    expect(marks(pingFrom(network, network.r1, there))).toBe('.!!!!');
    expect(new Set(protocols)).toEqual(new Set([ipProtocols.udp, ipProtocols.esp]));
    const [flow] = network.r1.ipsec.flows;
    expect(flow).toMatchObject({ mapTag: 'MAP', counters: { encaps: 4, decaps: 4, sendErrors: 1 } });
    expect(network.r3.ipsec.flows[0]).toMatchObject({ counters: { encaps: 4, decaps: 4, sendErrors: 0 } });
    expect(flow?.of.name).toBe('FastEthernet0/0');
  });

  it('has a flow for each permitted line, with a pair of associations each', () => {
    const network = sites([1, 2]);
    connect(network, [1, 2]);
    pingFrom(network, network.r1, there);
    pingFrom(network, network.r3, ['10.3.2.1', '10.1.2.1']);
    for (const { ipsec } of [network.r1, network.r3]) {
      expect(ipsec.flows.map(({ pairs }) => pairs.length)).toEqual([1, 1]);
      expect(ipsec.ike.associations).toHaveLength(1);
    }
    const networks = network.r1.ipsec.flows.map(({ remoteSelector }) => formatIpv4(remoteSelector.address));
    expect(networks).toEqual(['10.3.1.0', '10.3.2.0']);
  });

  it('lets traffic pass in clear that no line permits, and takes nothing in clear that one does', () => {
    const network = sites([1, 2]);
    connect(network, [1]);
    network.r2.routes.statics.push(
      {
        network: ip('10.1.0.0'),
        mask: ip('255.255.0.0'),
        nextHop: ip('172.16.0.1'),
        interfaceName: undefined,
        distance: 1,
      },
      {
        network: ip('10.3.0.0'),
        mask: ip('255.255.0.0'),
        nextHop: ip('172.16.0.6'),
        interfaceName: undefined,
        distance: 1,
      },
    );
    network.r2.converge();
    expect(marks(pingFrom(network, network.r1, ['10.1.2.1', '10.3.2.1'], { count: 5 }))).toMatch(/!!!$/);
    network.r3.crypto.mapOn.clear();
    network.r3.converge();
    const events: RouterEvent[] = [];
    network.r1.events.on((event) => events.push(event));
    expect(marks(pingFrom(network, network.r3, back))).toBe('.....');
    expect(events).toContainEqual({ kind: 'not-ipsec', local: ip('10.1.1.1'), remote: ip('10.3.1.1'), protocol: 1 });
  });

  it('goes on with the next entry after a deny', () => {
    const network = sites([1, 2]);
    connect(network, [1]);
    const { r1 } = network;
    const list = listBetween(1, 3, [1]);
    for (const entry of list.entries) if ('action' in entry) entry.action = 'deny';
    r1.accessLists.byName.set('NOT', list);
    const [entry] = r1.crypto.maps.get('MAP') ?? [];
    r1.crypto.maps.set('MAP', [
      entryOf({ sequence: 5, accessList: 'NOT', peers: [ip('9.9.9.9')] }),
      ...(entry ? [entry] : []),
    ]);
    r1.converge();
    expect(marks(pingFrom(network, r1, there))).toBe('.!!!!');
  });

  it('asks the next peer when the first one does not answer', () => {
    const network = sites();
    connect(network, [1]);
    const { r1 } = network;
    allowPeer(r1, '172.16.0.2');
    apply(r1, aesSha, entryOf({ peers: [ip('172.16.0.2'), ip('172.16.0.6')] }));
    pingFrom(network, r1, there, { count: 1 });
    for (let seconds = 0; seconds < 90; seconds += 10) {
      wait(network, 10);
      pingFrom(network, r1, there, { count: 1 });
    }
    expect(r1.ipsec.flows[0]?.remote).toBe(ip('172.16.0.6'));
    expect(marks(pingFrom(network, r1, there))).toBe('!!!!!');
  });

  it('makes associations for two hosts at a time when it is told to', () => {
    const network = sites([1]);
    connect(network, [1], aesSha, { isPerHost: true });
    expect(network.r1.ipsec.flows).toEqual([]);
    expect(marks(pingFrom(network, network.r1, there))).toBe('.!!!!');
    expect(network.r1.ipsec.flows).toMatchObject([
      { localSelector: { address: ip('10.1.1.1'), mask: 0xffffffff }, pairs: [{}] },
    ]);
    network.r1.ipsec.clear();
    expect(network.r1.ipsec.flows).toEqual([]);
  });

  it('takes an offer for a part of what its access list permits', () => {
    const network = sites();
    connect(network, [1]);
    const [host] = listBetween(1, 3, [1]).entries;
    if (host && 'action' in host) host.source = { address: ip('10.1.1.1'), wildcard: 0 };
    network.r1.accessLists.byName.set('VPN', { name: 'VPN', kind: 'extended', entries: host ? [host] : [] });
    network.r1.converge();
    expect(marks(pingFrom(network, network.r1, there))).toBe('.!!!!');
    expect(network.r3.ipsec.flows).toMatchObject([
      { pairs: [], isTransient: false },
      { pairs: [{}], isTransient: true },
    ]);
  });
});

describe('a dynamic crypto map', () => {
  const dynamic = (network: SmallNetwork, accessList?: string): void => {
    const { r3 } = network;
    connect(network, [1]);
    r3.crypto.dynamicMaps.set('DYN', [{ ...entryOf({ accessList }), map: 'DYN' }]);
    apply(r3, aesSha, entryOf({ type: { kind: 'dynamic', map: 'DYN', isDiscovering: false }, accessList: undefined }));
  };

  it('makes a flow of what a peer offers, and forgets it with its associations', () => {
    const network = sites();
    dynamic(network);
    expect(network.r3.ipsec.flows).toEqual([]);
    expect(marks(pingFrom(network, network.r1, there))).toBe('.!!!!');
    expect(network.r3.ipsec.flows).toMatchObject([{ mapTag: 'MAP', pairs: [{}], counters: { encaps: 4 } }]);
    expect(marks(pingFrom(network, network.r3, back))).toBe('!!!!!');
    network.r1.ipsec.clear();
    wait(network, 1);
    expect(network.r3.ipsec.flows).toEqual([]);
  });

  it('cannot begin: what its access list permits is dropped until the peer has come', () => {
    const network = sites();
    dynamic(network, 'VPN');
    expect(marks(pingFrom(network, network.r3, back))).toBe('.....');
    expect(network.r3.ipsec.ike.associations).toEqual([]);
    pingFrom(network, network.r1, there);
    expect(marks(pingFrom(network, network.r3, back))).toBe('!!!!!');
  });

  it('refuses an offer that its access list does not permit', () => {
    const network = sites([1, 2]);
    dynamic(network, 'OTHER');
    network.r3.accessLists.byName.set('OTHER', listBetween(3, 1, [2], 'OTHER'));
    network.r3.converge();
    expect(marks(pingFrom(network, network.r1, there))).toBe('.....');
    expect(network.r3.ipsec.flows).toEqual([]);
  });
});

describe('an access list that changes while a crypto map uses it', () => {
  it('protects what its new lines permit, and no longer what is gone', () => {
    const network = sites([1, 2]);
    connect(network, [1]);
    pingFrom(network, network.r1, there);
    for (const [router, from, to] of [
      [network.r1, 1, 3],
      [network.r3, 3, 1],
    ] as const)
      router.accessLists.byName.get('VPN')?.entries.push(...listBetween(from, to, [2]).entries);
    expect(marks(pingFrom(network, network.r1, ['10.1.2.1', '10.3.2.1']))).toBe('.!!!!');
    expect(network.r1.ipsec.flows.map(({ pairs }) => pairs.length)).toEqual([1, 1]);
    for (const { accessLists } of [network.r1, network.r3]) accessLists.byName.get('VPN')?.entries.shift();
    expect(network.r1.ipsec.flows).toMatchObject([{ remoteSelector: { address: ip('10.3.2.0') }, pairs: [{}] }]);
  });
});
