/**
 * A packet with another address and port at one of its ends. The checksums inside are brought along without being worked
 * out anew (RFC 1624), so that a packet that was damaged stays so, and pieces of a packet can be changed alone.
 */
import { putU16, putU32, u16, u32, u8 } from '../../../base/bytes.ts';
import { internetChecksum } from '../../wire/checksum.ts';
import { ipProtocols, type Ipv4Packet } from '../../wire/ipv4.ts';

/** One end of a flow. The port is the identifier of an ICMP query, and 0 for what has no ports. */
export interface End {
  readonly address: number;
  readonly port: number;
}

export interface Ends {
  readonly protocol: number;
  readonly source: End;
  readonly destination: End;
}

const tcpChecksum = 16;
const udpChecksum = 6;
const icmpChecksum = 2;
const icmpIdentifier = 4;
const queries = new Set([0, 8, 13, 14, 15, 16, 17, 18]);
const errors = new Set([3, 4, 5, 11, 12]);
const errorHeader = 8;

export function isIcmpErrorPacket({ protocol, payload, fragmentOffset }: Ipv4Packet): boolean {
  return protocol === ipProtocols.icmp && fragmentOffset === 0 && errors.has(payload[0] ?? 0);
}

/** Both ends of a packet, unless it is a later piece of one, whose ports are not in it. */
export function endsOfPacket({ protocol, source, destination, payload, fragmentOffset }: Ipv4Packet): Ends | undefined {
  if (fragmentOffset > 0) return undefined;
  const ports = portsIn(protocol, payload);
  return ports && { protocol, source: { address: source, port: ports[0] }, destination: { address: destination, port: ports[1] } }; // prettier-ignore
}

function portsIn(protocol: number, payload: Uint8Array): [number, number] | undefined {
  if (protocol === ipProtocols.icmp) return identifierIn(payload);
  if (protocol !== ipProtocols.tcp && protocol !== ipProtocols.udp) return [0, 0];
  return payload.length < 4 ? undefined : [u16(payload, 0), u16(payload, 2)];
}

function identifierIn(payload: Uint8Array): [number, number] | undefined {
  if (payload.length < errorHeader) return undefined;
  const identifier = queries.has(u8(payload, 0)) ? u16(payload, icmpIdentifier) : 0;
  return [identifier, identifier];
}

/** The packet with another end. A later piece has its address changed alone. */
export function withEnd(packet: Ipv4Packet, which: 'source' | 'destination', end: End): Ipv4Packet {
  const before = packet[which];
  const payload = packet.fragmentOffset > 0 ? packet.payload : payloadWithEnd(packet, which, { before, end });
  return { ...packet, [which]: end.address, payload };
}

function payloadWithEnd(
  { protocol, payload }: Ipv4Packet,
  which: 'source' | 'destination',
  { before, end }: { before: number; end: End },
): Uint8Array {
  const place = placesOf(protocol, payload, which);
  if (!place || payload.length < place.checksum + 2) return payload;
  const changed = Uint8Array.from(payload);
  const words = place.coversAddresses ? addressWords(before, end.address) : [];
  if (place.port !== undefined) {
    words.push([u16(payload, place.port), end.port]);
    putU16(changed, place.port, end.port);
  }
  const old = u16(payload, place.checksum);
  // A datagram without a checksum stays without one.
  if (protocol === ipProtocols.udp && old === 0) return changed;
  const sum = updatedChecksum(old, words);
  putU16(changed, place.checksum, protocol === ipProtocols.udp && sum === 0 ? 0xffff : sum);
  return changed;
}

interface Places {
  readonly checksum: number;
  readonly port: number | undefined;
  /** Whether the checksum covers the addresses of the packet around. */
  readonly coversAddresses: boolean;
}

function placesOf(protocol: number, payload: Uint8Array, which: 'source' | 'destination'): Places | undefined {
  const port = which === 'source' ? 0 : 2;
  if (protocol === ipProtocols.tcp) return { checksum: tcpChecksum, port, coversAddresses: true };
  if (protocol === ipProtocols.udp) return { checksum: udpChecksum, port, coversAddresses: true };
  const isQuery = protocol === ipProtocols.icmp && queries.has(payload[0] ?? -1);
  return isQuery ? { checksum: icmpChecksum, port: icmpIdentifier, coversAddresses: false } : undefined;
}

function addressWords(before: number, after: number): [number, number][] {
  return [
    [before >>> 16, after >>> 16],
    [before & 0xffff, after & 0xffff],
  ];
}

/** RFC 1624: HC' = ~(~HC + ~m + m') for every word m that becomes m'. */
function updatedChecksum(checksum: number, words: readonly (readonly [number, number])[]): number {
  let sum = ~checksum & 0xffff;
  for (const [before, after] of words) sum += (~before & 0xffff) + after;
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

/** Both ends of the packet that an ICMP error is about, as it was sent. */
export function quotedEnds({ payload }: Ipv4Packet): Ends | undefined {
  const quoted = payload.subarray(errorHeader);
  const length = 4 * (u8(quoted.length > 0 ? quoted : new Uint8Array(1), 0) & 0xf);
  if (length < 20 || quoted.length < length + 8) return undefined;
  const protocol = u8(quoted, 9);
  const ports = portsIn(protocol, quoted.subarray(length));
  return ports && { protocol, source: { address: u32(quoted, 12), port: ports[0] }, destination: { address: u32(quoted, 16), port: ports[1] } }; // prettier-ignore
}

/** An ICMP error that is about a packet with another end. */
export function withQuotedEnd(packet: Ipv4Packet, which: 'source' | 'destination', end: End): Ipv4Packet {
  const payload = Uint8Array.from(packet.payload);
  const quoted = payload.subarray(errorHeader);
  const length = 4 * (u8(quoted, 0) & 0xf);
  putU32(quoted, which === 'source' ? 12 : 16, end.address);
  putU16(quoted, 10, 0);
  putU16(quoted, 10, internetChecksum(quoted.subarray(0, length)));
  const inner = quoted.subarray(length);
  const place = placesOf(u8(quoted, 9), inner, which);
  if (place?.port !== undefined) putU16(inner, place.port, end.port);
  putU16(payload, icmpChecksum, 0);
  putU16(payload, icmpChecksum, internetChecksum(payload));
  return { ...packet, payload };
}
