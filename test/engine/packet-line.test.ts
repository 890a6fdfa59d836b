import { describe, expect, it } from 'vitest';
import { parseIpv4 } from '../../src-main/base/address.ts';
import { PacketLines } from '../../src-main/engine/packet-line.ts';
import { emitAh } from '../../src-main/simulator/wire/ah.ts';
import { emitEsp } from '../../src-main/simulator/wire/esp.ts';
import { emitEthernet, etherTypes } from '../../src-main/simulator/wire/ethernet.ts';
import { emitGre } from '../../src-main/simulator/wire/gre.ts';
import { emitHdlc } from '../../src-main/simulator/wire/hdlc.ts';
import { emitIcmp } from '../../src-main/simulator/wire/icmp.ts';
import { emitIpv4Packet, ipProtocols } from '../../src-main/simulator/wire/ipv4.ts';
import { emitUdp } from '../../src-main/simulator/wire/udp.ts';
import { withVlanTag } from '../../src-main/simulator/wire/vlan.ts';

const address = (text: string): number => parseIpv4(text) ?? 0;
const ends = { source: address('172.16.0.1'), destination: address('172.16.0.6') };

function packet(protocol: number, payload: Uint8Array, more: object = {}): Uint8Array {
  return emitIpv4Packet({
    ...{ typeOfService: 0, identification: 1, dontFragment: false, moreFragments: false, fragmentOffset: 0 },
    ...{ timeToLive: 255, protocol, options: new Uint8Array(), payload, ...ends, ...more },
  });
}

function framed(payload: Uint8Array, etherType: number = etherTypes.ipv4): Uint8Array {
  return emitEthernet({ destination: new Uint8Array(6), source: new Uint8Array(6), etherType, payload });
}

const echo = emitIcmp({ kind: 'echo', identifier: 7, sequence: 3, data: new Uint8Array(8) });

function linesOf(...frames: Uint8Array[]): string[] {
  const lines = new PacketLines();
  frames.forEach((frame, index) => lines.add({ time: 1_000_000 + index * 250_000, frame }));
  return lines.text.split('\n');
}

describe('a packet as a line of evidence', () => {
  it('tells what ESP and AH show, and nothing of what is encrypted', () => {
    const esp = packet(ipProtocols.esp, emitEsp({ spi: 0x1a2b3c4d, sequence: 5, rest: new Uint8Array(40) }));
    const ah = packet(
      ipProtocols.ah,
      emitAh({ nextHeader: 4, spi: 0x5, sequence: 6, integrityCheckValue: new Uint8Array(12), payload: packet(ipProtocols.icmp, echo) }),
    ); // prettier-ignore
    expect(linesOf(framed(esp), framed(ah))).toEqual([
      '0.000000 172.16.0.1 > 172.16.0.6 ESP length=68 ttl=255 spi=0x1a2b3c4d sequence=5',
      '0.250000 172.16.0.1 > 172.16.0.6 AH length=80 ttl=255 spi=0x00000005 sequence=6 inner=172.16.0.1>172.16.0.6/ICMP',
      '2 packets',
    ]);
  });

  it('tells what is inside GRE, of ICMP its number, and of UDP its ports', () => {
    const inner = packet(ipProtocols.icmp, echo, { source: address('10.0.0.1'), destination: address('10.0.0.2') });
    const gre = packet(ipProtocols.gre, emitGre({ protocolType: etherTypes.ipv4, checksummed: false, key: undefined, sequence: undefined, payload: inner })); // prettier-ignore
    const udp = packet(ipProtocols.udp, emitUdp({ sourcePort: 1000, destinationPort: 53, checksummed: true, payload: new Uint8Array(4) }, ends)); // prettier-ignore
    const natted = packet(ipProtocols.udp, emitUdp({ sourcePort: 4500, destinationPort: 4500, checksummed: false, payload: emitEsp({ spi: 9, sequence: 1, rest: new Uint8Array(16) }) }, ends)); // prettier-ignore
    expect(linesOf(framed(gre), withVlanTag(framed(packet(ipProtocols.icmp, echo)), 10), framed(udp), framed(natted))).toEqual([
      '0.000000 172.16.0.1 > 172.16.0.6 GRE length=60 ttl=255 inner=10.0.0.1>10.0.0.2/ICMP',
      '0.250000 172.16.0.1 > 172.16.0.6 ICMP length=36 ttl=255 type=echo sequence=3',
      '0.500000 172.16.0.1 > 172.16.0.6 UDP length=32 ttl=255 sourcePort=1000 destinationPort=53',
      '0.750000 172.16.0.1 > 172.16.0.6 ESP length=52 ttl=255 spi=0x00000009 sequence=1 sourcePort=4500 destinationPort=4500',
      '4 packets',
    ]);
  }); // prettier-ignore

  it('tells a packet on a serial line as one on an Ethernet', () => {
    const payload = packet(ipProtocols.icmp, echo);
    expect(linesOf(emitHdlc({ isBroadcast: false, protocol: etherTypes.ipv4, payload }))).toEqual([
      '0.000000 172.16.0.1 > 172.16.0.6 ICMP length=36 ttl=255 type=echo sequence=3',
      '1 packet',
    ]);
  });

  it('leaves out what is no IP, and is not put off by what is broken', () => {
    const broken = framed(Uint8Array.of(0x45, 0, 0, 200));
    const later = packet(ipProtocols.esp, new Uint8Array(16), { fragmentOffset: 64 });
    expect(linesOf(new Uint8Array(3), broken, framed(new Uint8Array(50), 0x88cc), framed(later))).toEqual([
      '0.000000 172.16.0.1 > 172.16.0.6 ESP length=36 ttl=255 fragment=64',
      '1 packet',
    ]);
    expect(linesOf()).toEqual(['0 packets']);
  });

  it('counts what is beyond the most that is listed', () => {
    const frame = framed(packet(ipProtocols.icmp, echo));
    const lines = linesOf(...Array.from({ length: 2010 }, () => frame));
    expect([lines.length, lines.at(-1)]).toEqual([2001, '2010 packets, of which the last 10 are not listed']);
  });
});
