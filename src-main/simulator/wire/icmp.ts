/**
 * ICMP (RFC 792; the next-hop MTU of "fragmentation needed": RFC 1191).
 *
 *   0      1      2          4                        8
 *   +------+------+----------+------------------------+----------------
 *   | type | code | checksum | depends on the type    | data
 *   +------+------+----------+------------------------+----------------
 *   echo, echo reply           identifier | sequence    data
 *   unreachable                0          | MTU         the packet it is about: header and at least 8 bytes
 *   time exceeded              0          | 0           the same
 */
import { putU16, u16, u32, u8 } from '../../base/bytes.ts';
import { internetChecksum } from './checksum.ts';
import { Malformed } from './malformed.ts';

const TYPE = 0;
const CODE = 1;
const CHECKSUM = 2;
const REST = 4;
const IDENTIFIER = 4;
const UNUSED = 4;
const SEQUENCE = 6;
const MTU = 6;
const DATA = 8;

const ECHO_REPLY = 0;
const UNREACHABLE = 3;
const ECHO = 8;
const TIME_EXCEEDED = 11;

/** Codes of `unreachable` (RFC 792; 9 to 13: RFC 1812 section 5.2.7.1). */
export const unreachableCodes = {
  network: 0,
  host: 1,
  protocol: 2,
  port: 3,
  fragmentationNeeded: 4,
  sourceRouteFailed: 5,
  administrativelyProhibited: 13,
} as const;

/** Codes of `timeExceeded`. */
export const timeExceededCodes = { inTransit: 0, reassembly: 1 } as const;

export type IcmpMessage =
  | { kind: 'echo' | 'echoReply'; identifier: number; sequence: number; data: Uint8Array }
  /** `original`: the header and first bytes of the packet that it is about. `nextHopMtu` is 0 but for code 4. */
  | { kind: 'unreachable'; code: number; nextHopMtu: number; original: Uint8Array }
  | { kind: 'timeExceeded'; code: number; original: Uint8Array }
  /** Every other type, and known ones whose unused fields are in use. `rest` begins after the checksum. */
  | { kind: 'other'; type: number; code: number; rest: Uint8Array };

const typeNames = new Map([
  [4, 'source quench'],
  [5, 'redirect'],
  [9, 'router advertisement'],
  [10, 'router solicitation'],
  [12, 'parameter problem'],
  [13, 'timestamp'],
  [14, 'timestamp reply'],
  [17, 'address mask request'],
  [18, 'address mask reply'],
]);

export function parseIcmp(bytes: Uint8Array): IcmpMessage | Malformed {
  if (bytes.length < DATA) return new Malformed('ICMP', `${bytes.length} bytes are no header`);
  const checksum = u16(bytes, CHECKSUM);
  if (internetChecksum(bytes, -checksum) !== checksum) return new Malformed('ICMP', 'wrong checksum');
  const type = u8(bytes, TYPE);
  const code = u8(bytes, CODE);
  return known(type, code, bytes) ?? { kind: 'other', type, code, rest: bytes.subarray(REST) };
}

function known(type: number, code: number, bytes: Uint8Array): IcmpMessage | undefined {
  const tail = bytes.subarray(DATA);
  if ((type === ECHO || type === ECHO_REPLY) && code === 0) {
    const kind = type === ECHO ? 'echo' : 'echoReply';
    return { kind, identifier: u16(bytes, IDENTIFIER), sequence: u16(bytes, SEQUENCE), data: tail };
  }
  if (type === UNREACHABLE && u16(bytes, UNUSED) === 0)
    return { kind: 'unreachable', code, nextHopMtu: u16(bytes, MTU), original: tail };
  if (type === TIME_EXCEEDED && u32(bytes, UNUSED) === 0) return { kind: 'timeExceeded', code, original: tail };
  return undefined;
}

export function emitIcmp(message: IcmpMessage): Uint8Array {
  switch (message.kind) {
    case 'echo':
    case 'echoReply': {
      const { kind, identifier, sequence, data } = message;
      return sealed(kind === 'echo' ? ECHO : ECHO_REPLY, 0, [identifier, sequence], data);
    }
    case 'unreachable':
      return sealed(UNREACHABLE, message.code, [0, message.nextHopMtu], message.original);
    case 'timeExceeded':
      return sealed(TIME_EXCEEDED, message.code, [0, 0], message.original);
    case 'other':
      return sealed(message.type, message.code, [], message.rest);
  }
}

function sealed(type: number, code: number, words: readonly number[], tail: Uint8Array): Uint8Array {
  const start = REST + 2 * words.length;
  const bytes = new Uint8Array(start + tail.length);
  bytes[TYPE] = type;
  bytes[CODE] = code;
  words.forEach((word, i) => putU16(bytes, REST + 2 * i, word));
  bytes.set(tail, start);
  putU16(bytes, CHECKSUM, internetChecksum(bytes));
  return bytes;
}

export function describeIcmp(message: IcmpMessage): string {
  switch (message.kind) {
    case 'echo':
    case 'echoReply': {
      const name = message.kind === 'echo' ? 'echo request' : 'echo reply';
      return `ICMP ${name} id ${message.identifier} seq ${message.sequence} length ${DATA + message.data.length}`;
    }
    case 'unreachable':
      return `ICMP ${unreachableName(message.code)}${message.nextHopMtu > 0 ? `, next hop MTU ${message.nextHopMtu}` : ''}`;
    case 'timeExceeded':
      return `ICMP time exceeded ${message.code === timeExceededCodes.reassembly ? 'in reassembly' : 'in transit'}`;
    case 'other':
      return `ICMP ${typeNames.get(message.type) ?? `type ${message.type}`} code ${message.code}`;
  }
}

function unreachableName(code: number): string {
  const name = Object.entries(unreachableCodes).find(([, number]) => number === code)?.[0];
  const words = name?.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`) ?? `code ${code}`;
  return `unreachable: ${words}`;
}
