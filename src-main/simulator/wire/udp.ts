/**
 * UDP over IPv4 (RFC 768).
 *
 *   0             2                  4        6          8
 *   +-------------+------------------+--------+----------+--------
 *   | source port | destination port | length | checksum | payload
 *   +-------------+------------------+--------+----------+--------
 */
import { freshBytes, putU16, u16 } from '../../base/bytes.ts';
import { internetChecksum } from './checksum.ts';
import { ipProtocols } from './ipv4.ts';
import { Malformed } from './malformed.ts';

const SOURCE_PORT = 0;
const DESTINATION_PORT = 2;
const LENGTH = 4;
const CHECKSUM = 6;
const PAYLOAD = 8;

/** IANA "Service Name and Transport Protocol Port Number Registry"; 4500: RFC 3947. */
export const udpPorts = { isakmp: 500, natTraversal: 4500 } as const;

export interface UdpDatagram {
  sourcePort: number;
  destinationPort: number;
  /** False for a datagram sent without a checksum, as UDP-encapsulated ESP is (RFC 3948 section 2.1). */
  checksummed: boolean;
  payload: Uint8Array;
}

/** The addresses of the IPv4 packet around the datagram: the checksum covers them. */
interface PseudoHeader {
  source: number;
  destination: number;
}

/** What follows the datagram's length is left out. */
export function parseUdp(bytes: Uint8Array, addresses: PseudoHeader): UdpDatagram | Malformed {
  if (bytes.length < PAYLOAD) return new Malformed('UDP', `${bytes.length} bytes are no header`);
  const length = u16(bytes, LENGTH);
  if (length < PAYLOAD) return new Malformed('UDP', `length ${length} is shorter than the header`);
  if (length > bytes.length) return new Malformed('UDP', `length ${length}, and only ${bytes.length} bytes came`);
  const checksum = u16(bytes, CHECKSUM);
  if (checksum !== 0 && checksum !== sentChecksum(bytes, length, addresses, checksum))
    return new Malformed('UDP', 'wrong checksum');
  return {
    sourcePort: u16(bytes, SOURCE_PORT),
    destinationPort: u16(bytes, DESTINATION_PORT),
    checksummed: checksum !== 0,
    payload: bytes.subarray(PAYLOAD, length),
  };
}

export function emitUdp(datagram: UdpDatagram, addresses: PseudoHeader): Uint8Array {
  const bytes = freshBytes(PAYLOAD + datagram.payload.length);
  putU16(bytes, SOURCE_PORT, datagram.sourcePort);
  putU16(bytes, DESTINATION_PORT, datagram.destinationPort);
  putU16(bytes, LENGTH, bytes.length);
  bytes.set(datagram.payload, PAYLOAD);
  if (datagram.checksummed) putU16(bytes, CHECKSUM, sentChecksum(bytes, bytes.length, addresses, 0));
  return bytes;
}

function sentChecksum(
  bytes: Uint8Array,
  length: number,
  { source, destination }: PseudoHeader,
  present: number,
): number {
  const addresses = (source >>> 16) + (source & 0xffff) + (destination >>> 16) + (destination & 0xffff);
  // A checksum that comes out as zero is sent as all ones: zero says that there is none.
  return internetChecksum(bytes, addresses + ipProtocols.udp + length - present, length) || 0xffff;
}

export function describeUdp({ sourcePort, destinationPort, payload }: UdpDatagram): string {
  return `UDP ${sourcePort} > ${destinationPort} length ${PAYLOAD + payload.length}`;
}
