import { describe, expect, it } from 'vitest';
import { u16 } from '../../../src-main/base/bytes.ts';
import { EthernetPort } from '../../../src-main/simulator/router/ethernet-port.ts';
import type { RouterEvent } from '../../../src-main/simulator/router/events.ts';
import type { ProbeOutcome } from '../../../src-main/simulator/router/icmp-endpoint.ts';
import { ipProtocols, parseIpv4Packet } from '../../../src-main/simulator/wire/ipv4.ts';
import { parseEthernet } from '../../../src-main/simulator/wire/ethernet.ts';
import { isMalformed } from '../../../src-main/simulator/wire/malformed.ts';
import { defaultRoute, ip, marks, mask30, ping, smallNetwork, tunnel } from './network.ts';

describe('a router', () => {
  it('loses the first packet to a neighbour it does not know yet, and no other', () => {
    const network = smallNetwork();
    expect(marks(ping(network, network.r1, '172.16.0.2'))).toBe('.!!!!');
    expect(marks(ping(network, network.r1, '172.16.0.2'))).toBe('!!!!!');
  });

  it('forwards by the longest match, and takes as long as the links do', () => {
    const network = smallNetwork();
    ping(network, network.r1, '172.16.0.6');
    const outcomes = ping(network, network.r1, '172.16.0.6');
    expect(outcomes).toEqual(
      Array(5).fill({ kind: 'reply', milliseconds: 8, from: ip('172.16.0.6'), timeToLive: 254 }),
    );
  });

  it('says that a host is unreachable when there is no route, to whom asked', () => {
    const network = smallNetwork();
    ping(network, network.r1, '172.16.0.2');
    expect(marks(ping(network, network.r1, '9.9.9.9'))).toBe('U.U.U');
    expect(marks(ping(network, network.r2, '9.9.9.9', { count: 2 }))).toBe('..');
  });

  it('answers a datagram to a closed port with port unreachable', () => {
    const network = smallNetwork();
    ping(network, network.r1, '172.16.0.2');
    const seen: number[] = [];
    network.west.frames.on(({ frame, from }) => from === 'b' && seen.push(frame[34] ?? 0, frame[35] ?? 0));
    const datagram = { source: ip('172.16.0.1'), sourcePort: 500, destination: ip('172.16.0.2'), destinationPort: 500 };
    network.r1.udp.send({ ...datagram, payload: new Uint8Array(8) });
    network.clock.runUntil(network.clock.now() + 100);
    expect(seen).toEqual([3, 3]);
  });

  it('says twice a second at most that something is unreachable, whoever asks', () => {
    const network = smallNetwork();
    ping(network, network.r1, '172.16.0.6');
    const times: number[] = [];
    network.west.frames.on(({ frame, from, time }) => from === 'b' && frame[34] === 3 && times.push(time));
    const start = network.clock.now();
    for (let index = 0; index < 30; index++) {
      const datagram = { source: ip('172.16.0.1'), sourcePort: 9, destination: ip('172.16.0.2'), destinationPort: 9 };
      network.clock.after(50 * index, () => network.r1.udp.send({ ...datagram, payload: new Uint8Array(8) }));
    }
    network.clock.runUntil(start + 2000);
    expect(times.map((time) => time - start)).toEqual([2, 502, 1002]);
  });

  it('says that the time of a packet is over', () => {
    const network = smallNetwork();
    ping(network, network.r1, '172.16.0.6');
    const outcomes: ProbeOutcome[] = [];
    const probe = { destination: ip('172.16.0.6'), size: 100, dontFragment: false, timeout: 2000, timeToLive: 1 };
    network.r1.icmp.probe(probe, network.r1.icmp.newIdentifier(), 0, (outcome) => outcomes.push(outcome));
    network.clock.runUntil(network.clock.now() + 3000);
    expect(outcomes).toEqual([{ kind: 'time-exceeded', from: ip('172.16.0.2') }]);
  });

  it('says which size would have fitted when it may not cut a packet, and cuts it when it may', () => {
    const network = smallNetwork();
    ping(network, network.r1, '172.16.0.6');
    const narrow = network.r2.interfaces.get('FastEthernet0/1');
    if (narrow) narrow.configuredIpMtu = 1000;
    const sizes: number[] = [];
    network.west.frames.on(({ frame, from }) => from === 'b' && frame[34] === 3 && sizes.push(u16(frame, 40)));
    const probe = { destination: ip('172.16.0.6'), size: 1200, timeout: 2000 };
    const outcomes: ProbeOutcome[] = [];
    for (const dontFragment of [true, false]) {
      network.r1.icmp.probe({ ...probe, dontFragment }, network.r1.icmp.newIdentifier(), 0, (one) =>
        outcomes.push(one),
      );
    }
    network.clock.runUntil(network.clock.now() + 3000);
    expect(outcomes).toMatchObject([{ kind: 'unreachable', code: 4 }, { kind: 'reply' }]);
    expect(sizes).toEqual([1000]);
  });

  it('answers for its own addresses without a neighbour', () => {
    const network = smallNetwork();
    expect(marks(ping(network, network.r2, '172.16.0.5'))).toBe('!!!!!');
    expect(marks(ping(network, network.r2, '172.16.0.2'))).toBe('!!!!!');
  });

  it('counts the frames of a port, and asks anew for neighbours that it is told to forget', () => {
    const network = smallNetwork();
    const port = network.r1.interfaces.get('FastEthernet0/0');
    ping(network, network.r1, '172.16.0.2');
    // The request and four echoes; the answer and four replies.
    expect(port?.counters).toMatchObject({ outPackets: 5, outBytes: 60 + 4 * 114, inPackets: 5, outDrops: 1 });
    expect(network.r2.interfaces.get('FastEthernet0/0')?.counters.inBroadcasts).toBe(1);
    if (port?.carrier instanceof EthernetPort) port.carrier.refreshNeighbours();
    network.clock.runUntil(network.clock.now() + 100);
    expect(marks(ping(network, network.r1, '172.16.0.2'))).toBe('!!!!!');
  });

  it('cuts what is too large and puts it together again', () => {
    const network = smallNetwork();
    ping(network, network.r1, '172.16.0.6');
    expect(marks(ping(network, network.r1, '172.16.0.6', { count: 3, size: 4000 }))).toBe('!!!');
  });

  it('reports a line protocol that comes up and goes down', () => {
    const { r1, clock } = smallNetwork();
    const events: RouterEvent[] = [];
    r1.events.on((event) => events.push(event));
    const port = r1.interfaces.get('FastEthernet0/0');
    if (!port) throw new Error('no port');
    r1.setShutdown(port, true);
    r1.setShutdown(port, false);
    clock.runUntil(10_000);
    expect(events).toEqual([
      { kind: 'administratively-down', interface: 'FastEthernet0/0' },
      { kind: 'line-protocol', interface: 'FastEthernet0/0', isUp: false },
      { kind: 'link', interface: 'FastEthernet0/0', isUp: true },
      { kind: 'line-protocol', interface: 'FastEthernet0/0', isUp: true },
    ]);
  });
});

describe('a static route', () => {
  it('stays out of the table while its next hop is unreachable, and a better distance wins', () => {
    const { r1 } = smallNetwork();
    const route = { network: ip('10.9.0.0'), mask: ip('255.255.0.0'), interfaceName: undefined };
    r1.routes.statics.push({ ...route, nextHop: ip('172.16.0.2'), distance: 5 });
    r1.routes.statics.push({ ...route, nextHop: ip('172.16.0.3'), distance: 1 });
    r1.converge();
    expect(r1.routes.match(ip('10.9.1.1'))?.nextHop).toBe(ip('172.16.0.3'));
    const port = r1.interfaces.get('FastEthernet0/0');
    if (port) r1.setShutdown(port, true);
    expect(r1.routes.installed).toEqual([]);
  });

  it('may lead through another one, and never through itself', () => {
    const { r2 } = smallNetwork();
    const statics = r2.routes.statics;
    statics.push({
      network: ip('10.1.0.0'),
      mask: ip('255.255.0.0'),
      nextHop: ip('10.2.0.1'),
      interfaceName: undefined,
      distance: 1,
    });
    statics.push({
      network: ip('10.2.0.0'),
      mask: ip('255.255.0.0'),
      nextHop: ip('172.16.0.1'),
      interfaceName: undefined,
      distance: 1,
    });
    r2.converge();
    expect(r2.routes.lookup(ip('10.1.2.3'))).toMatchObject({ nextHop: ip('172.16.0.1') });
    statics.splice(1);
    r2.converge();
    expect(r2.routes.lookup(ip('10.1.2.3'))).toBeUndefined();
    defaultRoute(r2, '99.0.0.1');
    r2.converge();
    expect(r2.routes.match(ip('8.8.8.8'))).toBeUndefined();
  });
});

describe('a GRE tunnel', () => {
  it('carries a ping from one end of its subnet to the other, as protocol 47', () => {
    const network = smallNetwork();
    const t1 = tunnel(network.r1, '10.0.0.1', '172.16.0.6');
    tunnel(network.r3, '10.0.0.2', '172.16.0.1');
    ping(network, network.r1, '172.16.0.6');
    const protocols = new Set<number>();
    network.west.frames.on(({ frame }) => {
      const packet = frameOf(frame);
      if (packet) protocols.add(packet.protocol);
    });
    expect(marks(ping(network, network.r1, '10.0.0.2'))).toBe('!!!!!');
    expect([...protocols]).toEqual([ipProtocols.gre]);
    expect(t1.counters).toMatchObject({ inPackets: 5, outPackets: 5, inBytes: 620, outBytes: 620 });
  });

  it('is down without a destination, a source that is up, or a way to the far end', () => {
    const network = smallNetwork();
    const t1 = tunnel(network.r1, '10.0.0.1', '172.16.0.6');
    expect(t1.isUp).toBe(true);
    t1.carrier.settings.destination = undefined;
    expect(t1.isUp).toBe(false);
    t1.carrier.settings.destination = ip('172.16.0.6');
    network.r1.routes.statics.splice(0);
    network.r1.converge();
    expect(t1.isUp).toBe(false);
    expect(network.r1.routes.installed.map(({ network: prefix }) => prefix)).toEqual([ip('172.16.0.0')]);
  });

  it('does not lead to itself: a route to the far end through the tunnel takes the tunnel down', () => {
    const network = smallNetwork();
    const t1 = tunnel(network.r1, '10.0.0.1', '172.16.0.6');
    const host = { network: ip('172.16.0.6'), mask: ip('255.255.255.255'), nextHop: undefined };
    network.r1.routes.statics.push({ ...host, interfaceName: 'Tunnel0', distance: 1 });
    network.r1.converge();
    expect(t1.address?.mask).toBe(mask30);
    expect(t1.wasUp).toBe(t1.isUp);
  });

  it('may borrow the address of another interface for what the router itself sends', () => {
    const network = smallNetwork();
    const [t1, t3] = [tunnel(network.r1, '10.0.0.1', '172.16.0.6'), tunnel(network.r3, '10.0.0.2', '172.16.0.1')];
    network.r1.setAddress(t1, undefined);
    t1.lender = network.r1.interfaces.get('FastEthernet0/0');
    network.r1.routes.statics.push({
      network: ip('10.0.0.0'),
      mask: mask30,
      nextHop: undefined,
      interfaceName: 'Tunnel0',
      distance: 1,
    });
    network.r1.converge();
    ping(network, network.r1, '172.16.0.6');
    expect(marks(ping(network, network.r1, '10.0.0.2'))).toBe('!!!!!');
    // The answers come back outside the tunnel: the address is the one of the port.
    expect([t3.counters.inPackets, t3.counters.outPackets]).toEqual([5, 0]);
    network.r1.removeInterface('FastEthernet0/0');
    expect(t1.sourceAddress).toBeUndefined();
  });

  it('carries packets that its MTU makes it cut', () => {
    const network = smallNetwork();
    tunnel(network.r1, '10.0.0.1', '172.16.0.6');
    tunnel(network.r3, '10.0.0.2', '172.16.0.1');
    ping(network, network.r1, '10.0.0.2');
    expect(marks(ping(network, network.r1, '10.0.0.2', { count: 3, size: 3000 }))).toBe('!!!');
  });
});

function frameOf(frame: Uint8Array): { protocol: number } | undefined {
  const ethernet = parseEthernet(frame);
  const packet = isMalformed(ethernet) || ethernet.etherType !== 0x0800 ? undefined : parseIpv4Packet(ethernet.payload);
  return packet && !isMalformed(packet) ? packet : undefined;
}
