/** Translation of addresses: what goes out comes back to whom it belongs, and nothing inside a packet is left damaged. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VirtualClock } from '../../../src-main/simulator/network/virtual-clock.ts';
import { AccessLists, anyAddress } from '../../../src-main/simulator/router/access/access-list.ts';
import { Interface, loopbackCarrier } from '../../../src-main/simulator/router/interface.ts';
import { Nat } from '../../../src-main/simulator/router/nat/nat.ts';
import type { RouteMap } from '../../../src-main/simulator/router/routing/route-map.ts';
import { emitIcmp, parseIcmp } from '../../../src-main/simulator/wire/icmp.ts';
import { emitIpv4Packet, ipProtocols, type Ipv4Packet } from '../../../src-main/simulator/wire/ipv4.ts';
import { isMalformed } from '../../../src-main/simulator/wire/malformed.ts';
import { emitUdp, parseUdp } from '../../../src-main/simulator/wire/udp.ts';

const global = 0xc6336401; // 198.51.100.1
const outside = 0xcb007101; // 203.0.113.1

interface Scene {
  clock: VirtualClock;
  nat: Nat;
  inside: Interface;
  out: Interface;
}

function scene(): Scene {
  const clock = new VirtualClock();
  const inside = new Interface('Inside', loopbackCarrier);
  const out = new Interface('Outside', loopbackCarrier);
  inside.natSide = 'inside';
  out.natSide = 'outside';
  out.address = { address: global, mask: 0xffffff00 };
  const accessLists = new AccessLists();
  accessLists.byName.set('1', {
    name: '1',
    kind: 'standard',
    entries: [
      { sequence: 10, action: 'permit', protocol: 0, source: { address: 0x0a000000, wildcard: 0xffffff }, destination: anyAddress, matches: 0 }, // prettier-ignore
    ],
  });
  const routeMaps = new Map<string, RouteMap>();
  const nat = new Nat({ clock, accessLists, routeMaps, interfaces: new Map([[out.name, out]]) });
  nat.rules.push({ kind: 'dynamic', meant: { list: '1' }, target: { interface: 'Outside' }, isOverloaded: true });
  return { clock, nat, inside, out };
}

function packet(protocol: number, source: number, destination: number, payload: Uint8Array): Ipv4Packet {
  return {
    typeOfService: 0,
    identification: 7,
    dontFragment: false,
    moreFragments: false,
    fragmentOffset: 0,
    timeToLive: 64,
    protocol,
    source,
    destination,
    options: new Uint8Array(0),
    payload,
  };
}

interface Flow {
  source: number;
  sourcePort: number;
  destination: number;
  destinationPort: number;
}

function datagram({ source, sourcePort, destination, destinationPort }: Flow): Ipv4Packet {
  const payload = emitUdp({ sourcePort, destinationPort, checksummed: true, payload: Uint8Array.of(1, 2, 3) }, { source, destination }); // prettier-ignore
  return packet(ipProtocols.udp, source, destination, payload);
}

function flowOf(of: Ipv4Packet): Flow {
  const read = parseUdp(of.payload, of);
  if (isMalformed(read)) throw new Error('not a datagram');
  return { source: of.source, destination: of.destination, sourcePort: read.sourcePort, destinationPort: read.destinationPort }; // prettier-ignore
}

function sent({ nat, inside, out }: Scene, of: Ipv4Packet): Ipv4Packet {
  const after = nat.outbound(of, out, inside);
  if (after === 'taken') throw new Error('no address was left');
  return after;
}

const port = fc.integer({ min: 1, max: 65535 });
const flow = fc.record({
  source: fc.integer({ min: 0x0a000001, max: 0x0a000004 }),
  sourcePort: fc.oneof(port, fc.constantFrom(500, 4500)),
  destination: fc.integer({ min: outside, max: outside + 2 }),
  destinationPort: fc.oneof(port, fc.constantFrom(500, 4500)),
});

test('every flow has a near end of its own outside, and its answers come back to it', () => {
  fc.assert(
    fc.property(fc.array(flow, { minLength: 1, maxLength: 40 }), (flows) => {
      const at = scene();
      const owners = new Map<string, string>();
      for (const own of flows) {
        const there = flowOf(sent(at, datagram(own)));
        expect(there).toMatchObject({
          source: global,
          destination: own.destination,
          destinationPort: own.destinationPort,
        });
        const owner = `${own.source} ${own.sourcePort}`;
        expect(owners.get(String(there.sourcePort)) ?? owner).toBe(owner);
        owners.set(String(there.sourcePort), owner);
        const answer = datagram({ source: there.destination, sourcePort: there.destinationPort, destination: there.source, destinationPort: there.sourcePort }); // prettier-ignore
        expect(flowOf(at.nat.inbound(answer, at.out))).toEqual({
          source: own.destination,
          sourcePort: own.destinationPort,
          destination: own.source,
          destinationPort: own.sourcePort,
        });
      }
    }),
  );
});

test('a port is kept while nobody else has it, and given back when nothing has used it', () => {
  const at = scene();
  const first = { source: 0x0a000001, sourcePort: 500, destination: outside, destinationPort: 500 };
  expect(flowOf(sent(at, datagram(first))).sourcePort).toBe(500);
  expect(flowOf(sent(at, datagram({ ...first, source: 0x0a000002 }))).sourcePort).toBe(1);
  at.clock.runUntil(301_000);
  expect(at.nat.table.flows()).toEqual([]);
  expect(at.nat.table.expired).toBe(2);
  expect(flowOf(sent(at, datagram({ ...first, source: 0x0a000002 }))).sourcePort).toBe(500);
});

describe('what has no ports', () => {
  test('passes for one host at a time with each far end', () => {
    const at = scene();
    const esp = (source: number): Ipv4Packet =>
      packet(ipProtocols.esp, source, outside, Uint8Array.of(0, 0, 1, 0, 0, 0, 0, 1));
    expect(sent(at, esp(0x0a000001))).toMatchObject({ source: global, payload: esp(1).payload });
    expect(at.nat.outbound(esp(0x0a000002), at.out, at.inside)).toBe('taken');
    expect(at.nat.inbound(packet(ipProtocols.esp, outside, global, esp(1).payload), at.out).destination).toBe(
      0x0a000001,
    );
  });

  test('an error about a packet that was translated comes to its sender, about the packet as it was', () => {
    const at = scene();
    const own = datagram({ source: 0x0a000001, sourcePort: 33434, destination: outside, destinationPort: 33435 });
    sent(at, datagram({ source: 0x0a000002, sourcePort: 33434, destination: outside, destinationPort: 9 }));
    const there = sent(at, own);
    expect(flowOf(there).sourcePort).toBe(1024);
    const original = emitIpv4Packet(there).subarray(0, 28);
    const error = packet(ipProtocols.icmp, outside, global, emitIcmp({ kind: 'timeExceeded', code: 0, original }));
    const told = at.nat.inbound(error, at.out);
    expect(told.destination).toBe(0x0a000001);
    const message = parseIcmp(told.payload);
    expect(message).toMatchObject({ kind: 'timeExceeded' });
    expect(message).toHaveProperty(
      'original',
      emitIpv4Packet(own).subarray(0, 26).length > 0 ? expect.anything() : undefined,
    );
    const quoted = (message as { original: Uint8Array }).original;
    expect(Array.from(quoted.subarray(0, 24))).toEqual(Array.from(emitIpv4Packet(own).subarray(0, 24)));
  });
});

test('a packet from outside that belongs to nobody is left as it is, and one from inside that no rule means', () => {
  const at = scene();
  const stray = datagram({ source: outside, sourcePort: 1, destination: global, destinationPort: 2 });
  expect(at.nat.inbound(stray, at.out)).toBe(stray);
  const other = datagram({ source: 0x0b000001, sourcePort: 1, destination: outside, destinationPort: 2 });
  expect(at.nat.outbound(other, at.out, at.inside)).toBe(other);
});

test('every host has an address for itself from a pool without overload, until there are no more', () => {
  const at = scene();
  at.nat.rules.splice(0, 1, { kind: 'dynamic', meant: { list: '1' }, target: { pool: 'P' }, isOverloaded: false });
  at.nat.pools.set('P', { name: 'P', first: global + 9, last: global + 10, mask: 0xffffff00, hasPrefixLength: false });
  const from = (source: number): Ipv4Packet =>
    datagram({ source, sourcePort: 7, destination: outside, destinationPort: 7 });
  expect(sent(at, from(0x0a000001)).source).toBe(global + 9);
  expect(sent(at, from(0x0a000002)).source).toBe(global + 10);
  expect(at.nat.outbound(from(0x0a000003), at.out, at.inside)).toBe('taken');
  const call = datagram({ source: outside, sourcePort: 99, destination: global + 10, destinationPort: 80 });
  expect(flowOf(at.nat.inbound(call, at.out))).toMatchObject({ destination: 0x0a000002, destinationPort: 80 });
  expect(at.nat.standsFor(global + 10, undefined)).toBe(true);
});

test('what is configured for a port leads there from outside, and no other port does', () => {
  const at = scene();
  at.nat.rules.push({ kind: 'static-port', protocol: 'udp', local: 0x0a000009, localPort: 69, global: { interface: 'Outside' }, globalPort: 6969, options: '' }); // prettier-ignore
  const call = (destinationPort: number): Ipv4Packet => datagram({ source: outside, sourcePort: 5, destination: global, destinationPort }); // prettier-ignore
  expect(flowOf(at.nat.inbound(call(6969), at.out))).toMatchObject({ destination: 0x0a000009, destinationPort: 69 });
  expect(at.nat.inbound(call(6970), at.out).destination).toBe(global);
});
