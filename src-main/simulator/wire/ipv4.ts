/**
 * IPv4 (RFC 791; the type of service octet as RFC 2474 and 3168 have it).
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-------+-------+---------------+-------------------------------+
 *   |Version|  IHL  |Type of service|         Total length          |  0
 *   +-------+-------+---------------+-----+-------------------------+
 *   |        Identification         |Flags|    Fragment offset      |  4
 *   +---------------+---------------+-----+-------------------------+
 *   | Time to live  |   Protocol    |        Header checksum        |  8
 *   +---------------+---------------+-------------------------------+
 *   |                        Source address                         | 12
 *   +---------------------------------------------------------------+
 *   |                     Destination address                       | 16
 *   +-----------------------------------------------+---------------+
 *   |                    Options                    |    Padding    | 20
 *   +-----------------------------------------------+---------------+
 */
import { formatIpv4 } from '../../base/address.ts';
import { freshBytes, noBytes, putU16, putU32, u16, u32, u8 } from '../../base/bytes.ts';
import { internetChecksum } from './checksum.ts';
import { Malformed } from './malformed.ts';

const VERSION_AND_LENGTH = 0;
const TYPE_OF_SERVICE = 1;
const TOTAL_LENGTH = 2;
const IDENTIFICATION = 4;
const FRAGMENT = 6;
const TIME_TO_LIVE = 8;
const PROTOCOL = 9;
const CHECKSUM = 10;
const SOURCE = 12;
const DESTINATION = 16;
const OPTIONS = 20;

const RESERVED_FLAG = 0x8000;
const DONT_FRAGMENT = 0x4000;
const MORE_FRAGMENTS = 0x2000;
const OFFSET_MASK = 0x1fff;

export const ipv4HeaderLength = OPTIONS;

/** IANA "Assigned Internet Protocol Numbers". */
export const ipProtocols = {
  icmp: 1,
  ipv4: 4,
  tcp: 6,
  udp: 17,
  gre: 47,
  esp: 50,
  ah: 51,
  eigrp: 88,
  ospf: 89,
} as const;

const protocolNames = new Map<number, string>(
  Object.entries(ipProtocols).map(([name, number]) => [number, name === 'ipv4' ? 'IPv4' : name.toUpperCase()]),
);

export interface Ipv4Packet {
  typeOfService: number;
  identification: number;
  dontFragment: boolean;
  moreFragments: boolean;
  /** In bytes, a multiple of 8. */
  fragmentOffset: number;
  timeToLive: number;
  protocol: number;
  source: number;
  destination: number;
  /** Undecoded, a multiple of 4 bytes (emit pads with End of Option List). */
  options: Uint8Array;
  payload: Uint8Array;
}

/** What follows the packet's total length (an Ethernet frame's padding) is left out. */
export function parseIpv4Packet(bytes: Uint8Array): Ipv4Packet | Malformed {
  const fault = faultOf(bytes);
  if (fault !== undefined) return new Malformed('IPv4', fault);
  const headerLength = (u8(bytes, VERSION_AND_LENGTH) & 15) * 4;
  const fragment = u16(bytes, FRAGMENT);
  return {
    typeOfService: u8(bytes, TYPE_OF_SERVICE),
    identification: u16(bytes, IDENTIFICATION),
    dontFragment: (fragment & DONT_FRAGMENT) !== 0,
    moreFragments: (fragment & MORE_FRAGMENTS) !== 0,
    fragmentOffset: (fragment & OFFSET_MASK) * 8,
    timeToLive: u8(bytes, TIME_TO_LIVE),
    protocol: u8(bytes, PROTOCOL),
    source: u32(bytes, SOURCE),
    destination: u32(bytes, DESTINATION),
    options: headerLength === OPTIONS ? noBytes : bytes.subarray(OPTIONS, headerLength),
    payload: bytes.subarray(headerLength, u16(bytes, TOTAL_LENGTH)),
  };
}

function faultOf(bytes: Uint8Array): string | undefined {
  if (bytes.length < OPTIONS) return `${bytes.length} bytes are no header`;
  const version = u8(bytes, VERSION_AND_LENGTH) >>> 4;
  if (version !== 4) return `version ${version}`;
  const headerLength = (u8(bytes, VERSION_AND_LENGTH) & 15) * 4;
  if (headerLength < OPTIONS) return `header length ${headerLength} is below ${OPTIONS}`;
  const totalLength = u16(bytes, TOTAL_LENGTH);
  if (totalLength < headerLength) return `total length ${totalLength} is shorter than the header`;
  if (totalLength > bytes.length) return `total length ${totalLength}, and only ${bytes.length} bytes came`;
  if ((u16(bytes, FRAGMENT) & RESERVED_FLAG) !== 0) return 'the reserved flag is set';
  const checksum = u16(bytes, CHECKSUM);
  return internetChecksum(bytes, -checksum, headerLength) === checksum ? undefined : 'wrong header checksum';
}

/** The total length must fit 65535 bytes and the options 40: fragmenting is the sender's part. */
export function emitIpv4Packet(packet: Ipv4Packet): Uint8Array {
  const headerLength = OPTIONS + ((packet.options.length + 3) & ~3);
  const bytes = freshBytes(headerLength + packet.payload.length);
  bytes[VERSION_AND_LENGTH] = 0x40 | (headerLength >>> 2);
  bytes[TYPE_OF_SERVICE] = packet.typeOfService;
  putU16(bytes, TOTAL_LENGTH, bytes.length);
  putU16(bytes, IDENTIFICATION, packet.identification);
  const flags = (packet.dontFragment ? DONT_FRAGMENT : 0) | (packet.moreFragments ? MORE_FRAGMENTS : 0);
  putU16(bytes, FRAGMENT, flags | (packet.fragmentOffset >>> 3));
  bytes[TIME_TO_LIVE] = packet.timeToLive;
  bytes[PROTOCOL] = packet.protocol;
  putU32(bytes, SOURCE, packet.source);
  putU32(bytes, DESTINATION, packet.destination);
  if (headerLength !== OPTIONS) bytes.set(packet.options, OPTIONS);
  putU16(bytes, CHECKSUM, internetChecksum(bytes, 0, headerLength));
  bytes.set(packet.payload, headerLength);
  return bytes;
}

export function describeIpv4Packet(packet: Ipv4Packet): string {
  const { source, destination, protocol, timeToLive, fragmentOffset, moreFragments, dontFragment, payload } = packet;
  const name = protocolNames.get(protocol) ?? `protocol ${protocol}`;
  const flags = dontFragment ? ' DF' : '';
  const fragment =
    moreFragments || fragmentOffset > 0 ? ` fragment at ${fragmentOffset}${moreFragments ? '+' : ''}` : '';
  const length = OPTIONS + packet.options.length + payload.length;
  return `IPv4 ${formatIpv4(source)} > ${formatIpv4(destination)} ${name} ttl ${timeToLive} length ${length}${flags}${fragment}`;
}
