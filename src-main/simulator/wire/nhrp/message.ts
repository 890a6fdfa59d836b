/**
 * NHRP (RFC 2332), which travels in GRE as protocol type 0x2001: a fixed header of 20 bytes, a mandatory part with the
 * addresses of whom it is from and about, entries for clients or the packet that a complaint is about, and extensions.
 * NBMA and protocol addresses are of IPv4; subaddresses are not read.
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-------------------------------+-------------------------------+
 *   |   NBMA address family, 1      |     protocol type, 0x0800     |  0
 *   +-------------------------------+---------------+---------------+
 *   |              protocol SNAP, zero (5 bytes)    |   Hop count   |  4 (hop count: 9)
 *   +-------------------------------+---------------+---------------+
 *   |          Packet size          |           Checksum            | 10
 *   +-------------------------------+---------------+---------------+
 *   |      Offset of extensions     |  Version, 1   |     Type      | 14
 *   +---------------+---------------+---------------+---------------+
 *   |  NBMA length  |  subaddress   |                                 18
 *   +---------------+---------------+---------------+---------------+
 *   | source length | dest. length  |             Flags             | 20
 *   +---------------+---------------+-------------------------------+
 *   |       Request ID; of a complaint its code and an offset       | 24
 *   +---------------------------------------------------------------+
 *   |    source NBMA address, source and destination protocol address, what there is of them
 */
import { formatIpv4 } from '../../../base/address.ts';
import { bytesOfNumber, concat, putU16, u16, u32, u8 } from '../../../base/bytes.ts';
import { internetChecksum } from '../checksum.ts';
import { Malformed, isMalformed } from '../malformed.ts';
import { emitClient, parseClients, type ClientInformation } from './client-information.ts';
import { emitExtensions, parseExtensions, type NhrpExtension } from './extensions.ts';

export const nhrpOperations = {
  resolutionRequest: 1,
  resolutionReply: 2,
  registrationRequest: 3,
  registrationReply: 4,
  purgeRequest: 5,
  purgeReply: 6,
  errorIndication: 7,
  /** Of Cisco: a packet has gone a way round (`ip nhrp redirect`). */
  trafficIndication: 8,
} as const;

export type NhrpOperation = (typeof nhrpOperations)[keyof typeof nhrpOperations];

/** Bits of the flags; the first four differ by the kind of message (RFC 2332 section 5.2). */
export const nhrpFlags = {
  /** Of a resolution: who asks is a router; the answer is authoritative; it is of a station that is there; unique. */
  router: 0x8000,
  authoritative: 0x4000,
  destinationStable: 0x2000,
  uniqueResolution: 0x1000,
  sourceStable: 0x0800,
  /** Of a registration. */
  unique: 0x8000,
  /** Of a purge: no answer is wanted. */
  noReply: 0x8000,
  /** Of Cisco: translations on the way are understood. */
  nat: 0x0002,
} as const;

/** Of errors, and of the entries of replies. */
export const nhrpCodes = {
  administrativelyProhibited: 4,
  insufficientResources: 5,
  unreachable: 6,
  authenticationFailure: 11,
  noBinding: 12,
  alreadyRegistered: 14,
} as const;

interface NhrpAddresses {
  hopCount: number;
  sourceNbma: number;
  source: number;
  destination: number;
  extensions: NhrpExtension[];
}

export interface NhrpRequest extends NhrpAddresses {
  operation: 1 | 2 | 3 | 4 | 5 | 6;
  flags: number;
  requestId: number;
  clients: ClientInformation[];
}

export interface NhrpIndication extends NhrpAddresses {
  operation: 7 | 8;
  code: number;
  /** Where in the packet the error is. */
  offset: number;
  /** The packet that it is about, or its beginning. */
  contents: Uint8Array;
}

export type NhrpMessage = NhrpRequest | NhrpIndication;

export function isIndication(message: NhrpMessage): message is NhrpIndication {
  return message.operation === nhrpOperations.errorIndication || message.operation === nhrpOperations.trafficIndication;
}

const FIXED = 20;
/** With all three addresses. */
const MANDATORY = 20;
const FAMILY = 1;
const PROTOCOL = 0x0800;

export function emitNhrp(message: NhrpMessage): Uint8Array {
  const body = isIndication(message)
    ? { first: 0, second: (message.code << 16) | message.offset, rest: message.contents }
    : { first: message.flags, second: message.requestId, rest: concat(...message.clients.map(emitClient)) };
  const extensions = emitExtensions(message.extensions);
  const bytes = concat(
    new Uint8Array(FIXED),
    Uint8Array.of(4, 4),
    bytesOfNumber(body.first, 2),
    bytesOfNumber(body.second >>> 0, 4),
    ...[message.sourceNbma, message.source, message.destination].map((address) => bytesOfNumber(address, 4)),
    body.rest,
    extensions,
  );
  putU16(bytes, 0, FAMILY);
  putU16(bytes, 2, PROTOCOL);
  bytes[9] = message.hopCount;
  putU16(bytes, 10, bytes.length);
  putU16(bytes, 14, extensions.length === 0 ? 0 : bytes.length - extensions.length);
  bytes[16] = 1;
  bytes[17] = message.operation;
  bytes[18] = 4;
  putU16(bytes, 12, internetChecksum(bytes));
  return bytes;
}

/** What follows the packet's own length is padding. */
export function parseNhrp(received: Uint8Array): NhrpMessage | Malformed {
  const fault = faultOf(received);
  if (fault !== undefined) return new Malformed('NHRP', fault);
  const bytes = received.subarray(0, u16(received, 10));
  const start = u16(bytes, 14) === 0 ? bytes.length : u16(bytes, 14);
  const extensions = parseExtensions(bytes.subarray(start));
  if (isMalformed(extensions)) return extensions;
  const addresses = {
    hopCount: u8(bytes, 9),
    sourceNbma: u32(bytes, 28),
    source: u32(bytes, 32),
    destination: u32(bytes, 36),
    extensions,
  };
  const operation = u8(bytes, 17) as NhrpOperation;
  const rest = bytes.subarray(FIXED + MANDATORY, start);
  if (operation === nhrpOperations.errorIndication || operation === nhrpOperations.trafficIndication)
    return { ...addresses, operation, code: u16(bytes, 24), offset: u16(bytes, 26), contents: rest.slice() };
  const clients = parseClients(rest);
  if (isMalformed(clients)) return clients;
  return { ...addresses, operation, flags: u16(bytes, 22), requestId: u32(bytes, 24), clients };
}

function faultOf(bytes: Uint8Array): string | undefined {
  if (bytes.length < FIXED + MANDATORY) return `${bytes.length} bytes are no message`;
  const [size, start] = [u16(bytes, 10), u16(bytes, 14)];
  if (size < FIXED + MANDATORY || size > bytes.length) return `a size of ${size} in ${bytes.length} bytes`;
  if (start !== 0 && (start < FIXED + MANDATORY || start > size)) return `extensions at ${start} of ${size} bytes`;
  if (internetChecksum(bytes.subarray(0, size)) !== 0) return 'the checksum is wrong';
  return faultOfKind(bytes);
}

function faultOfKind(bytes: Uint8Array): string | undefined {
  if (u16(bytes, 0) !== FAMILY || u16(bytes, 2) !== PROTOCOL) return 'addresses of another family than IPv4';
  if (u8(bytes, 16) !== 1) return `version ${u8(bytes, 16)}`;
  const operation = u8(bytes, 17);
  if (operation < nhrpOperations.resolutionRequest || operation > nhrpOperations.trafficIndication)
    return `type ${operation}`;
  const lengths = [18, 19, 20, 21].map((offset) => u8(bytes, offset));
  return lengths.join() === '4,0,4,4' ? undefined : `addresses of ${lengths.join(', ')} bytes`;
}

const names: Readonly<Record<NhrpOperation, string>> = {
  1: 'resolution request',
  2: 'resolution reply',
  3: 'registration request',
  4: 'registration reply',
  5: 'purge request',
  6: 'purge reply',
  7: 'error indication',
  8: 'traffic indication',
};

export function describeNhrp(message: NhrpMessage): string {
  const ends = `${formatIpv4(message.source)} (${formatIpv4(message.sourceNbma)}) > ${formatIpv4(message.destination)}`;
  const about = isIndication(message)
    ? `code ${message.code}`
    : `id ${message.requestId} codes ${message.clients.map(({ code }) => code).join()}`;
  return `NHRP ${names[message.operation]} ${ends} ${about}`;
}
