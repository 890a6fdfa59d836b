/**
 * Generic Routing Encapsulation (RFC 2784, with the key and sequence number of RFC 2890).
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-+-+-+-----------------+-----+-------------------------------+
 *   |C| |K|S|    Reserved0    | Ver |         Protocol type         |  0
 *   +-+-+-+-+-----------------+-----+-------------------------------+
 *   |      Checksum (if C)          |       Reserved1 (if C)        |  each of these three
 *   +-------------------------------+-------------------------------+
 *   |                            Key (if K)                         |  only when its
 *   +---------------------------------------------------------------+
 *   |                     Sequence number (if S)                    |  bit is set
 *   +---------------------------------------------------------------+
 */
import { putU16, putU32, u16, u32 } from '../../base/bytes.ts';
import { internetChecksum } from './checksum.ts';
import { Malformed } from './malformed.ts';

const FLAGS_AND_VERSION = 0;
const PROTOCOL_TYPE = 2;
const OPTIONAL_FIELDS = 4;

const CHECKSUM_PRESENT = 0x8000;
const KEY_PRESENT = 0x2000;
const SEQUENCE_PRESENT = 0x1000;
const VERSION_MASK = 0x0007;
/** RFC 1701's routing and strict source route and the next two bits: a receiver that has only RFC 2784 discards. */
const MUST_BE_ZERO = 0x4c00;

export interface GrePacket {
  /** An EtherType: 0x0800 for IPv4. */
  protocolType: number;
  checksummed: boolean;
  key: number | undefined;
  sequence: number | undefined;
  payload: Uint8Array;
}

/** The bits that a receiver must ignore (the rest of Reserved0, Reserved1) are ignored and sent as zero. */
export function parseGre(bytes: Uint8Array): GrePacket | Malformed {
  if (bytes.length < OPTIONAL_FIELDS) return new Malformed('GRE', `${bytes.length} bytes are no header`);
  const flags = u16(bytes, FLAGS_AND_VERSION);
  if ((flags & VERSION_MASK) !== 0) return new Malformed('GRE', `version ${flags & VERSION_MASK}`);
  if ((flags & MUST_BE_ZERO) !== 0) return new Malformed('GRE', `flags 0x${flags.toString(16)} that RFC 2784 forbids`);
  const length = headerLengthOf(flags);
  if (bytes.length < length) return new Malformed('GRE', `${bytes.length} bytes of a header of ${length}`);
  const checksummed = (flags & CHECKSUM_PRESENT) !== 0;
  const checksum = u16(bytes, OPTIONAL_FIELDS);
  if (checksummed && internetChecksum(bytes, -checksum) !== checksum) return new Malformed('GRE', 'wrong checksum');
  const hasSequence = (flags & SEQUENCE_PRESENT) !== 0;
  return {
    protocolType: u16(bytes, PROTOCOL_TYPE),
    checksummed,
    key: (flags & KEY_PRESENT) !== 0 ? u32(bytes, checksummed ? 8 : 4) : undefined,
    sequence: hasSequence ? u32(bytes, length - 4) : undefined,
    payload: bytes.subarray(length),
  };
}

export function emitGre({ protocolType, checksummed, key, sequence, payload }: GrePacket): Uint8Array {
  const flags =
    (checksummed ? CHECKSUM_PRESENT : 0) |
    (key === undefined ? 0 : KEY_PRESENT) |
    (sequence === undefined ? 0 : SEQUENCE_PRESENT);
  const length = headerLengthOf(flags);
  const bytes = new Uint8Array(length + payload.length);
  putU16(bytes, FLAGS_AND_VERSION, flags);
  putU16(bytes, PROTOCOL_TYPE, protocolType);
  if (key !== undefined) putU32(bytes, checksummed ? 8 : 4, key);
  if (sequence !== undefined) putU32(bytes, length - 4, sequence);
  bytes.set(payload, length);
  if (checksummed) putU16(bytes, OPTIONAL_FIELDS, internetChecksum(bytes));
  return bytes;
}

function headerLengthOf(flags: number): number {
  const present = [CHECKSUM_PRESENT, KEY_PRESENT, SEQUENCE_PRESENT].filter((flag) => (flags & flag) !== 0).length;
  return OPTIONAL_FIELDS + 4 * present;
}

export function describeGre({ protocolType, key, sequence, payload }: GrePacket): string {
  const keyText = key === undefined ? '' : ` key ${key}`;
  const sequenceText = sequence === undefined ? '' : ` seq ${sequence}`;
  return `GRE type 0x${protocolType.toString(16).padStart(4, '0')}${keyText}${sequenceText} payload ${payload.length}`;
}
