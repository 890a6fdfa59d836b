/** The ends of a conversation as a firewall reads them in a packet, and a packet with other ends. */
import { putU16, putU32, u16, u32, u8 } from '../../../base/bytes.ts';
import { internetChecksum } from '../../wire/checksum.ts';
import { ipProtocols, type Ipv4Packet } from '../../wire/ipv4.ts';

/** Of TCP and UDP the ports; of an echo the identifier at the end that asked, and 0 at the other. */
export interface Ends {
  readonly source: number;
  readonly sourcePort: number;
  readonly destination: number;
  readonly destinationPort: number;
}

const echoReply = 0;
const echo = 8;
const icmpErrors = [3, 4, 5, 11, 12];

const TCP_CHECKSUM = 16;
const TCP_FLAGS = 13;
const UDP_CHECKSUM = 6;
const ICMP_CHECKSUM = 2;
const ICMP_IDENTIFIER = 4;
const TCP_HEADER = 20;
const SHORTEST = 8;

export function endsOfPacket({ protocol, source, destination, payload }: Ipv4Packet): Ends {
  const ends = { source, destination, sourcePort: 0, destinationPort: 0 };
  if (payload.length < SHORTEST) return ends;
  if (protocol === ipProtocols.tcp || protocol === ipProtocols.udp) {
    return { ...ends, sourcePort: u16(payload, 0), destinationPort: u16(payload, 2) };
  }
  if (protocol !== ipProtocols.icmp) return ends;
  const type = u8(payload, 0);
  if (type === echo) return { ...ends, sourcePort: u16(payload, ICMP_IDENTIFIER) };
  return type === echoReply ? { ...ends, destinationPort: u16(payload, ICMP_IDENTIFIER) } : ends;
}

export function reversed({ source, sourcePort, destination, destinationPort }: Ends): Ends {
  return { source: destination, sourcePort: destinationPort, destination: source, destinationPort: sourcePort };
}

export function keyOf(protocol: number, { source, sourcePort, destination, destinationPort }: Ends): string {
  return `${protocol} ${source}/${sourcePort} ${destination}/${destinationPort}`;
}

/** Type and code of a message of ICMP. */
export function icmpOf({ payload }: Ipv4Packet): { type: number; code: number } {
  return payload.length < 2 ? { type: 0, code: 0 } : { type: u8(payload, 0), code: u8(payload, 1) };
}

export function isIcmpError(packet: Ipv4Packet): boolean {
  return packet.protocol === ipProtocols.icmp && icmpErrors.includes(icmpOf(packet).type);
}

type TcpFlags = { readonly syn: boolean; readonly ack: boolean; readonly fin: boolean; readonly rst: boolean };

export function tcpFlagsOf({ payload }: Ipv4Packet): TcpFlags {
  const flags = payload.length > TCP_FLAGS ? u8(payload, TCP_FLAGS) : 0;
  return { fin: (flags & 1) !== 0, syn: (flags & 2) !== 0, rst: (flags & 4) !== 0, ack: (flags & 16) !== 0 };
}

/** Bytes that the conversation itself carries. */
export function dataLengthOf({ protocol, payload }: Ipv4Packet): number {
  if (protocol === ipProtocols.tcp && payload.length >= TCP_HEADER) {
    return Math.max(0, payload.length - (u8(payload, 12) >>> 4) * 4);
  }
  const hasHeader = protocol === ipProtocols.udp || protocol === ipProtocols.icmp;
  return hasHeader ? Math.max(0, payload.length - SHORTEST) : payload.length;
}

/** The packet between other ends, its checksums mended (RFC 1624). */
export function withEnds(packet: Ipv4Packet, ends: Ends): Ipv4Packet {
  const { source, destination } = ends;
  const before = endsOfPacket(packet);
  const isSame = keyOf(0, before) === keyOf(0, ends);
  if (isSame) return packet;
  const payload = new Uint8Array(packet.payload);
  const changed = { ...packet, source, destination, payload };
  if (payload.length < SHORTEST) return changed;
  if (packet.protocol === ipProtocols.icmp) setIdentifier(payload, ends);
  if (packet.protocol === ipProtocols.udp) setPorts(payload, UDP_CHECKSUM, { before, ends });
  if (packet.protocol === ipProtocols.tcp && payload.length >= TCP_HEADER) {
    setPorts(payload, TCP_CHECKSUM, { before, ends });
  }
  return changed;
}

function setIdentifier(payload: Uint8Array, { sourcePort, destinationPort }: Ends): void {
  const type = u8(payload, 0);
  if (type !== echo && type !== echoReply) return;
  putU16(payload, ICMP_IDENTIFIER, type === echo ? sourcePort : destinationPort);
  putU16(payload, ICMP_CHECKSUM, 0);
  putU16(payload, ICMP_CHECKSUM, internetChecksum(payload));
}

function setPorts(payload: Uint8Array, place: number, { before, ends }: { before: Ends; ends: Ends }): void {
  putU16(payload, 0, ends.sourcePort);
  putU16(payload, 2, ends.destinationPort);
  const checksum = u16(payload, place);
  // A datagram of UDP that has none keeps none.
  if (checksum === 0 && place === UDP_CHECKSUM) return;
  let sum = ~checksum & 0xffff;
  for (const half of halvesOf(before)) sum += ~half & 0xffff;
  for (const half of halvesOf(ends)) sum += half;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  putU16(payload, place, ~sum & 0xffff || 0xffff);
}

function halvesOf({ source, sourcePort, destination, destinationPort }: Ends): number[] {
  return [source >>> 16, source & 0xffff, destination >>> 16, destination & 0xffff, sourcePort, destinationPort];
}

/** An error about a packet quotes it: the quotation with other addresses, so that its reader knows it again. */
export function withQuotedEnds(payload: Uint8Array, source: number, destination: number): Uint8Array {
  const changed = new Uint8Array(payload);
  if (changed.length < SHORTEST + 20) return changed;
  putU32(changed, SHORTEST + 12, source);
  putU32(changed, SHORTEST + 16, destination);
  putU16(changed, SHORTEST + 10, 0);
  putU16(changed, SHORTEST + 10, internetChecksum(changed.subarray(SHORTEST, SHORTEST + 20)));
  putU16(changed, ICMP_CHECKSUM, 0);
  putU16(changed, ICMP_CHECKSUM, internetChecksum(changed));
  return changed;
}

/** The ends of the packet that an error of ICMP quotes; undefined when too little of it is there. */
export function quotedEnds({ payload }: Ipv4Packet): { protocol: number; ends: Ends } | undefined {
  if (payload.length < SHORTEST + 28) return undefined;
  const header = payload.subarray(SHORTEST);
  const protocol = u8(header, 9);
  const inner = { protocol, source: u32(header, 12), destination: u32(header, 16), payload: header.subarray(20) };
  return { protocol, ends: endsOfPacket(inner as Ipv4Packet) };
}
