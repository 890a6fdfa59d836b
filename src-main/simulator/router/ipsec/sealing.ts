/** A packet through the associations of a pair: ESP first, UDP around it where a NAT is on the way, AH outside. */
import type { EspPlaintext } from '../../wire/esp.ts';
import { parseEsp } from '../../wire/esp.ts';
import { ipProtocols, ipv4HeaderLength, type Ipv4Packet } from '../../wire/ipv4.ts';
import { isMalformed } from '../../wire/malformed.ts';
import { emitUdp } from '../../wire/udp.ts';
import type { Unopened } from '../../ipsec/association-usage.ts';
import type { EspSecurityAssociation } from '../../ipsec/esp-security-association.ts';
import type { SaPair, SecurityAssociation } from './sa-pair.ts';

const udpHeaderLength = 8;

/** @param packet in tunnel mode the outer one, with the whole inner packet as its payload */
export function sealed(pair: SaPair, packet: Ipv4Packet): Ipv4Packet {
  const inEsp = pair.esp ? sealedByEsp(pair, pair.esp.outbound, packet) : packet;
  return pair.ah ? pair.ah.outbound.seal(inEsp) : inEsp;
}

function sealedByEsp({ encapsulation }: SaPair, association: EspSecurityAssociation, packet: Ipv4Packet): Ipv4Packet {
  const payload = association.seal(packet.payload, packet.protocol);
  if (!encapsulation) return { ...packet, protocol: ipProtocols.esp, payload };
  // RFC 3948 section 2.1: without a checksum, which ESP does not need.
  const datagram = {
    sourcePort: encapsulation.local,
    destinationPort: encapsulation.remote,
    checksummed: false,
    payload,
  };
  return { ...packet, protocol: ipProtocols.udp, payload: emitUdp(datagram, packet) };
}

/** Which association has refused a packet, and why. */
export interface Refusal {
  association: SecurityAssociation;
  why: Unopened;
  sequence: number;
}

/** What a packet in ESP, or in AH, carries. */
export function opened(pair: SaPair, packet: Ipv4Packet): EspPlaintext | Refusal {
  const { ah, esp } = pair;
  if (!ah)
    return esp ? openedEsp(esp.inbound, packet.payload) : { association: pair.inbound, why: 'malformed', sequence: 0 };
  const inside = ah.inbound.open(packet);
  if (typeof inside === 'string') return { association: ah.inbound, why: inside, sequence: 0 };
  if (!esp) return inside;
  // Both were agreed on, so neither may be missing.
  if (inside.nextHeader !== ipProtocols.esp) return { association: esp.inbound, why: 'malformed', sequence: 0 };
  return openedEsp(esp.inbound, inside.payload);
}

function openedEsp(association: EspSecurityAssociation, bytes: Uint8Array): EspPlaintext | Refusal {
  const packet = parseEsp(bytes);
  if (isMalformed(packet)) return { association, why: 'malformed', sequence: 0 };
  const plaintext = association.open(packet, bytes);
  return typeof plaintext === 'string' ? { association, why: plaintext, sequence: packet.sequence } : plaintext;
}

/** How large a packet may be so that, sealed in transport mode, it does not grow beyond `outerMtu` bytes: its header stays. */
export function roomInTransport(pair: SaPair, outerMtu: number): number {
  return roomIn(pair, outerMtu) + ipv4HeaderLength;
}

/** How large a packet may be so that, sealed in tunnel mode, it fits an outer packet of `outerMtu` bytes. */
export function roomIn({ esp, ah, encapsulation }: SaPair, outerMtu: number): number {
  const around = ipv4HeaderLength + (ah?.outbound.overhead ?? 0) + (encapsulation ? udpHeaderLength : 0);
  const room = outerMtu - around;
  return esp ? esp.outbound.roomIn(room) : room;
}
