import { describe, expect, it } from 'vitest';
import { parseEthernet } from '../../../src-main/simulator/wire/ethernet.ts';
import { ipProtocols, parseIpv4Packet } from '../../../src-main/simulator/wire/ipv4.ts';
import { isMalformed } from '../../../src-main/simulator/wire/malformed.ts';
import { parseUdp, type UdpDatagram } from '../../../src-main/simulator/wire/udp.ts';
import { anyAddress } from '../../../src-main/simulator/router/access/access-list.ts';
import type { CryptoMapEntry } from '../../../src-main/simulator/router/ipsec/crypto-map.ts';
import { ip, marks, type SmallNetwork } from './network.ts';
import { aesSha, allowPeer, allowPeer2, apply, connect, currentOf, entryOf, pingFrom, sites, wait } from './sites.ts';

const there = ['10.1.1.1', '10.3.1.1'] as const;

/** R2 translates what comes from R1 to its own outside address; R3 takes any peer. */
function behindNat(fields: Partial<CryptoMapEntry> = {}): SmallNetwork {
  const network = sites();
  const { r1, r2, r3 } = network;
  for (const router of [r1, r3]) allowPeer2(router);
  connect(network, [1], aesSha, fields);
  r3.crypto.keys.push({ secret: 'FooB4r', address: 0, mask: 0, noXauth: false });
  r3.crypto.dynamicMaps.set('DYN', [{ ...entryOf({ ...fields, accessList: undefined }), map: 'DYN' }]);
  apply(r3, aesSha, entryOf({ accessList: undefined, type: { kind: 'dynamic', map: 'DYN', isDiscovering: false } }));
  const [inside, outside] = ['FastEthernet0/0', 'FastEthernet0/1'].map((name) => r2.interfaces.get(name));
  if (inside) inside.natSide = 'inside';
  if (outside) outside.natSide = 'outside';
  const line = { sequence: 10, action: 'permit', protocol: 0, destination: anyAddress, matches: 0 } as const;
  r2.accessLists.byName.set('1', { name: '1', kind: 'standard', entries: [{ ...line, source: anyAddress }] });
  const target = { interface: 'FastEthernet0/1' };
  r2.nat.rules.push({ kind: 'dynamic', meant: { list: '1' }, target, isOverloaded: true });
  return network;
}

/** The datagrams between R2 and R3 from now on. */
function datagramsOn({ east }: SmallNetwork): UdpDatagram[] {
  const datagrams: UdpDatagram[] = [];
  east.frames.on(({ frame }) => {
    const ethernet = parseEthernet(frame);
    const packet = isMalformed(ethernet) ? ethernet : parseIpv4Packet(ethernet.payload);
    if (isMalformed(packet) || packet.protocol !== ipProtocols.udp) return;
    const datagram = parseUdp(packet.payload, packet);
    if (!isMalformed(datagram)) datagrams.push(datagram);
  });
  return datagrams;
}

describe.each([
  ['version 1', {}],
  ['version 2', { ikev2Profile: 'V2' }],
])('with a NAT on the way, IKE %s', (_, fields) => {
  it('moves to port 4500, and ESP goes inside of UDP', () => {
    const network = behindNat(fields);
    expect(marks(pingFrom(network, network.r1, there))).toMatch(/^\.{1,2}!+$/);
    const datagrams = datagramsOn(network);
    expect(marks(pingFrom(network, network.r1, there, { size: 1400 }))).toBe('!!!!!');
    expect(datagrams).toHaveLength(10);
    expect(datagrams.every(({ sourcePort, destinationPort }) => [sourcePort, destinationPort].includes(4500))).toBe(
      true,
    );
    expect(currentOf(network.r1)?.encapsulation).toEqual({ local: 4500, remote: 4500 });
    expect(network.r3.ipsec.flows).toMatchObject([{ remote: ip('172.16.0.5'), pairs: [{}] }]);
  });

  it('follows the NAT to another port when that has forgotten the mapping', () => {
    const network = behindNat(fields);
    pingFrom(network, network.r1, there);
    const before = currentOf(network.r3)?.encapsulation?.remote;
    // Another address behind the NAT is quicker, and gets the port.
    network.r2.nat.table.clear();
    const keepalive = { sourcePort: 4500, destinationPort: 4500, payload: Uint8Array.of(0xff) };
    network.r1.udp.send({ source: ip('10.1.1.1'), destination: ip('172.16.0.6'), ...keepalive });
    wait(network, 1);
    expect(marks(pingFrom(network, network.r1, there))).toBe('!!!!!');
    expect(currentOf(network.r3)?.encapsulation?.remote).not.toBe(before);
  });
});

describe('an SPI that a router does not know', () => {
  it('is reported to the peer, which then lets its associations go', () => {
    const network = sites();
    connect(network, [1]);
    for (const { crypto } of [network.r1, network.r3]) crypto.isakmp.isInvalidSpiRecovered = true;
    pingFrom(network, network.r1, there);
    // R3 has lost its memory: it had no way to tell.
    const { r3 } = network;
    const lost = network.east.passes;
    network.east.passes = () => false;
    r3.ipsec.clear();
    r3.ipsec.ike.clear();
    wait(network, 1);
    network.east.passes = lost;
    pingFrom(network, network.r1, there, { count: 1 });
    wait(network, 20);
    allowPeer(network.r1, '172.16.0.6');
    expect(marks(pingFrom(network, network.r1, there))).toMatch(/!!!$/);
  });
});
