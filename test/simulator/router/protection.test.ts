import { describe, expect, it } from 'vitest';
import type { TransformSet } from '../../../src-main/simulator/router/ipsec/crypto-configuration.ts';
import type { CryptoMapKind, ManualKeys, ReverseRoute } from '../../../src-main/simulator/router/ipsec/crypto-map.ts';
import type { IpsecEvent } from '../../../src-main/simulator/ipsec/events.ts';
import type { FrameOnLink } from '../../../src-main/simulator/network/link.ts';
import { parseEthernet } from '../../../src-main/simulator/wire/ethernet.ts';
import { ipProtocols, parseIpv4Packet, type Ipv4Packet } from '../../../src-main/simulator/wire/ipv4.ts';
import { isMalformed } from '../../../src-main/simulator/wire/malformed.ts';
import { formatIpv4, lengthOfMask } from '../../../src-main/base/address.ts';
import { ip, marks, type SmallNetwork } from './network.ts';
import { aesSha, apply, connect, currentOf, entryOf, listBetween, pingFrom, sites, wait } from './sites.ts';

const there = ['10.1.1.1', '10.3.1.1'] as const;

function packetOf(frame: Uint8Array): Ipv4Packet | undefined {
  const ethernet = parseEthernet(frame);
  const packet = isMalformed(ethernet) || ethernet.etherType !== 0x800 ? undefined : parseIpv4Packet(ethernet.payload);
  return packet && !isMalformed(packet) ? packet : undefined;
}

/** The packets that pass between R1 and R2 from now on. */
function packetsOn({ west }: SmallNetwork): Ipv4Packet[] {
  const packets: Ipv4Packet[] = [];
  west.frames.on(({ frame }) => {
    const packet = packetOf(frame);
    if (packet) packets.push(packet);
  });
  return packets;
}

const sets: [string, TransformSet, number][] = [
  ['AH alone', { ...aesSha, esp: undefined, ah: 'sha256' }, ipProtocols.ah],
  ['AH around ESP', { ...aesSha, ah: 'md5' }, ipProtocols.ah],
  [
    'ESP with AES-GCM of 256 bits',
    { ...aesSha, esp: { cipher: 'aes-gcm', keyBits: 256, integrity: undefined } },
    ipProtocols.esp,
  ],
  ['ESP with SHA-512', { ...aesSha, esp: { cipher: 'aes', keyBits: 192, integrity: 'sha512' } }, ipProtocols.esp],
];

describe('a transform set', () => {
  it.each(sets)('carries packets of every size in %s', (_, set, protocol) => {
    const network = sites();
    connect(network, [1], set);
    pingFrom(network, network.r1, there, { count: 1 });
    const packets = packetsOn(network);
    for (const size of [36, 100, 1000, 1400])
      expect([size, marks(pingFrom(network, network.r1, there, { count: 2, size }))]).toEqual([size, '!!']);
    expect(new Set(packets.map((one) => one.protocol))).toEqual(new Set([protocol]));
    expect(network.r3.ipsec.flows[0]?.counters).toMatchObject({ decaps: 8, receiveErrors: 0 });
  });

  it.each(sets)('in transport mode protects packets between the peers themselves: %s', (_, set, protocol) => {
    const network = sites();
    connect(network, [1], { ...set, mode: 'transport' });
    for (const [router, from, to] of [
      [network.r1, '172.16.0.1', '172.16.0.6'],
      [network.r3, '172.16.0.6', '172.16.0.1'],
    ] as const) {
      const list = listBetween(1, 3, [1]);
      for (const entry of list.entries)
        if ('action' in entry)
          Object.assign(entry, {
            protocol: 1,
            source: { address: ip(from), wildcard: 0 },
            destination: { address: ip(to), wildcard: 0 },
          });
      router.accessLists.byName.set('VPN', list);
      router.converge();
    }
    pingFrom(network, network.r1, ['172.16.0.1', '172.16.0.6'], { count: 1 });
    const packets = packetsOn(network);
    expect(marks(pingFrom(network, network.r1, ['172.16.0.1', '172.16.0.6'], { size: 300 }))).toBe('!!!!!');
    expect(new Set(packets.map((one) => one.protocol))).toEqual(new Set([protocol]));
    expect(currentOf(network.r1)?.child.proposal.mode).toBe('transport');
  });
});

describe('keys typed by hand', () => {
  const key = (byte: string, length: number): string => byte.repeat(length);
  const west: ManualKeys = {
    esp: { spi: 0x1001, cipher: key('a1', 16), authenticator: key('b1', 20) },
    ah: { spi: 0x2001, key: key('c1', 20) },
  };
  const east: ManualKeys = {
    esp: { spi: 0x1003, cipher: key('a3', 16), authenticator: key('b3', 20) },
    ah: { spi: 0x2003, key: key('c3', 20) },
  };

  function connectByHand(network: SmallNetwork, set: TransformSet): void {
    connect(network, [1], set);
    const typeOf = (inbound: ManualKeys, outbound: ManualKeys): CryptoMapKind => ({
      kind: 'manual',
      inbound,
      outbound,
    });
    apply(network.r1, set, entryOf({ peers: [ip('172.16.0.6')], type: typeOf(west, east) }));
    apply(network.r3, set, entryOf({ peers: [ip('172.16.0.1')], type: typeOf(east, west) }));
  }

  it.each([aesSha, { ...aesSha, ah: 'sha1' } as const])('protect the first packet, without IKE', (set) => {
    const network = sites();
    connectByHand(network, set);
    expect(network.r1.ipsec.isOn).toBe(false);
    expect(marks(pingFrom(network, network.r1, there))).toBe('!!!!!');
    wait(network, 10_000);
    expect(network.r1.ipsec.flows).toMatchObject([{ pairs: [{ isManual: true, outbound: { spi: 0x1003 } }] }]);
    expect(marks(pingFrom(network, network.r1, there))).toBe('!!!!!');
  });

  it('protect nothing while one of them is too short', () => {
    const network = sites();
    connectByHand(network, { ...aesSha, esp: { cipher: 'aes', keyBits: 256, integrity: 'sha1' } });
    expect(network.r1.ipsec.flows).toMatchObject([{ pairs: [] }]);
    expect(marks(pingFrom(network, network.r1, there))).toBe('.....');
  });
});

describe('a lifetime', () => {
  it('is renewed 30 seconds before its end, and nothing is lost', () => {
    const network = sites();
    connect(network, [1], aesSha, { lifetime: { seconds: 120 } });
    pingFrom(network, network.r1, there);
    const events: IpsecEvent[] = [];
    network.r1.ipsec.ipsecEvents.on((event) => events.push(event));
    const first = currentOf(network.r1)?.inbound.spi;
    wait(network, 95);
    expect(events.map(({ kind }) => kind)).toContain('renewal');
    expect(currentOf(network.r1)?.inbound.spi).not.toBe(first);
    for (let second = 0; second < 300; second += 10) {
      expect(marks(pingFrom(network, network.r1, there, { count: 1 }))).toBe('!');
      wait(network, 10);
    }
    for (const { ipsec } of [network.r1, network.r3]) expect(ipsec.flows[0]?.pairs.length).toBeLessThanOrEqual(2);
    expect(currentOf(network.r1)?.outbound.spi).toBe(currentOf(network.r3)?.inbound.spi);
  });

  it('of associations that have carried nothing ends, and the next packet asks for others', () => {
    const network = sites();
    connect(network, [1], aesSha, { lifetime: { seconds: 120 } });
    pingFrom(network, network.r1, there, { count: 1 });
    wait(network, 5);
    expect(network.r1.ipsec.flows[0]?.pairs).toHaveLength(1);
    wait(network, 120);
    expect(network.r1.ipsec.flows[0]?.pairs).toHaveLength(0);
    expect(network.r3.ipsec.flows[0]?.pairs).toHaveLength(0);
    expect(marks(pingFrom(network, network.r1, there))).toBe('.!!!!');
  });

  it('in kilobytes is renewed before they are used up', () => {
    const network = sites();
    connect(network, [1], aesSha, { lifetime: { kilobytes: 2560 } });
    pingFrom(network, network.r1, there);
    const first = currentOf(network.r1)?.inbound.spi;
    const events: IpsecEvent[] = [];
    network.r1.ipsec.ipsecEvents.on((event) => events.push(event));
    expect(new Set(marks(pingFrom(network, network.r1, there, { count: 1900, size: 1400 })))).toEqual(new Set('!'));
    expect(events).toContainEqual(expect.objectContaining({ kind: 'renewal', why: 'kilobytes' }));
    expect(currentOf(network.r1)?.inbound.spi).not.toBe(first);
  });

  it('ends early when the associations are idle', () => {
    const network = sites();
    connect(network, [1], aesSha, { idleTime: 60 });
    pingFrom(network, network.r1, there);
    wait(network, 50);
    pingFrom(network, network.r1, there);
    wait(network, 50);
    expect(network.r1.ipsec.flows[0]?.pairs).toHaveLength(1);
    wait(network, 20);
    expect(network.r1.ipsec.flows[0]?.pairs).toHaveLength(0);
    expect(network.r3.ipsec.flows[0]?.pairs).toHaveLength(0);
  });
});

describe('a packet that is sent twice', () => {
  const replay = (replayWindow: number): SmallNetwork => {
    const network = sites();
    connect(network, [1], aesSha, { replayWindow });
    pingFrom(network, network.r1, there);
    const seen: FrameOnLink[] = [];
    const stop = network.west.frames.on((frame) => seen.push(frame));
    pingFrom(network, network.r1, there, { count: 1 });
    stop();
    for (const { frame, from } of seen) if (from === 'a') network.west.a.send(frame);
    wait(network, 1);
    return network;
  };

  it('is refused the second time', () => {
    const { r1, r3 } = replay(1024);
    expect(r3.ipsec.flows[0]?.counters).toMatchObject({ decaps: 5, replayFailed: 1 });
    expect(r1.ipsec.flows[0]?.counters.decaps).toBe(5);
  });

  it('is taken where replays are not looked for', () => {
    const { r1, r3 } = replay(0);
    expect(r3.ipsec.flows[0]?.counters).toMatchObject({ decaps: 6, replayFailed: 0 });
    expect(r1.ipsec.flows[0]?.counters.decaps).toBe(6);
  });
});

describe('a packet that is too large once it is sealed', () => {
  const large = { count: 1, size: 1480 };

  it('is cut before it is encrypted', () => {
    const network = sites();
    connect(network, [1]);
    pingFrom(network, network.r1, there);
    const packets = packetsOn(network);
    expect(marks(pingFrom(network, network.r1, there, large))).toBe('!');
    expect(packets.map(({ moreFragments }) => moreFragments)).toEqual([false, false, false, false]);
    expect(network.r1.ipsec.flows[0]?.counters.encaps).toBe(6);
  });

  it('is cut afterwards when the router is told so', () => {
    const network = sites();
    connect(network, [1]);
    for (const { crypto } of [network.r1, network.r3]) crypto.isFragmentedBefore = false;
    pingFrom(network, network.r1, there);
    const packets = packetsOn(network);
    expect(marks(pingFrom(network, network.r1, there, large))).toBe('!');
    expect(packets.map(({ moreFragments }) => moreFragments)).toEqual([true, false, true, false]);
    expect(network.r1.ipsec.flows[0]?.counters.encaps).toBe(5);
  });

  it('and must not be cut is sent back, unless the bit is cleared', () => {
    const network = sites();
    connect(network, [1]);
    pingFrom(network, network.r1, there);
    const outcomes = pingFrom(network, network.r1, there, { ...large, dontFragment: true });
    expect(outcomes).toMatchObject([{ kind: 'unreachable', code: 4 }]);
    for (const { crypto } of [network.r1, network.r3]) crypto.dfBit = 'clear';
    expect(marks(pingFrom(network, network.r1, there, { ...large, dontFragment: true }))).toBe('!');
  });

  it('follows what a router on the way says of its next link', () => {
    const network = sites();
    connect(network, [1]);
    for (const { crypto } of [network.r1, network.r3]) crypto.dfBit = 'set';
    pingFrom(network, network.r1, there);
    const narrow = network.r2.interfaces.get('FastEthernet0/1');
    if (narrow) narrow.configuredIpMtu = 600;
    expect(marks(pingFrom(network, network.r1, there, { count: 3, size: 1000 }))).toBe('.!!');
    expect(network.r1.ipsec.flows[0]?.pathMtu.bytes).toBe(600);
  });
});

describe('reverse route injection', () => {
  const plain: ReverseRoute = {
    isStatic: false,
    remotePeer: undefined,
    isGateway: false,
    tag: undefined,
    distance: undefined,
  };
  const forms: [string, ReverseRoute, string[]][] = [
    ['by the interface', plain, ['10.3.1.0/24 by FastEthernet0/0']],
    ['with a tag', { ...plain, tag: 7 }, ['10.3.1.0/24 by FastEthernet0/0']],
    ['to the peer', { ...plain, isToPeer: true }, ['172.16.0.6/32 by FastEthernet0/0', '10.3.1.0/24 to 172.16.0.6']],
    ['to a next hop', { ...plain, remotePeer: ip('172.16.0.2') }, ['10.3.1.0/24 to 172.16.0.2']],
    [
      'to the peer by a gateway',
      { ...plain, remotePeer: ip('172.16.0.2'), isGateway: true },
      ['172.16.0.6/32 to 172.16.0.2', '10.3.1.0/24 to 172.16.0.6'],
    ],
  ];
  const injected = ({ r1 }: SmallNetwork): string[] =>
    r1.routes.installed
      .filter(({ source, mask }) => source === 'static' && mask !== 0)
      .map(({ network, mask, nextHop, via }) => {
        const way = nextHop === undefined ? `by ${via?.name ?? ''}` : `to ${formatIpv4(nextHop)}`;
        return `${formatIpv4(network)}/${lengthOfMask(mask) ?? ''} ${way}`;
      });

  it.each(forms)('adds routes %s while there are associations', (_, reverseRoute, routes) => {
    const network = sites();
    connect(network, [1], aesSha, { reverseRoute });
    expect(injected(network)).toEqual([]);
    pingFrom(network, network.r1, there);
    expect(injected(network)).toEqual(routes);
    expect(marks(pingFrom(network, network.r1, there))).toBe('!!!!!');
    network.r1.ipsec.clear();
    expect(injected(network)).toEqual([]);
  });

  it('adds them by the access list alone when it is static', () => {
    const network = sites([1, 2]);
    connect(network, [1, 2], aesSha, { reverseRoute: { ...plain, isStatic: true } });
    expect(injected(network)).toEqual(['10.3.1.0/24 by FastEthernet0/0', '10.3.2.0/24 by FastEthernet0/0']);
  });
});

describe('an access group of a crypto map', () => {
  it.each(['in', 'out'] as const)('refuses packets %s, inside of the tunnel', (direction) => {
    const network = sites();
    connect(network, [1]);
    pingFrom(network, network.r1, there);
    const [from, to] = direction === 'in' ? [3, 1] : [1, 3];
    const list = listBetween(from, to, [1], 'NO');
    for (const entry of list.entries) if ('action' in entry) entry.action = 'deny';
    network.r1.accessLists.byName.set('NO', list);
    const [entry] = network.r1.crypto.maps.get('MAP') ?? [];
    if (entry) entry.accessGroup = { [direction]: 'NO' };
    expect(marks(pingFrom(network, network.r1, there))).toBe('.....');
  });
});
