/**
 * Keepalives of Cisco's HDLC, which are messages of its Serial Line Address Resolution Protocol (layout and numbers as
 * Linux and Wireshark have them: hdlc_cisco.c, packet-chdlc.c). The other messages, by which a router without a
 * configuration asks for its address, are not read.
 *
 *   0          4                 8                  12              14           18
 *   +----------+-----------------+------------------+---------------+------------+
 *   | type: 2  | sequence number | returned number  | reliability   | uptime ..  |
 *   +----------+-----------------+------------------+---------------+------------+
 */
import { freshBytes, putU16, putU32, u32 } from '../../base/bytes.ts';
import { Malformed } from './malformed.ts';

const TYPE = 0;
const SEQUENCE = 4;
const RETURNED = 8;
const RELIABILITY = 12;
const UPTIME = 14;
const LENGTH = 18;

const keepalive = 2;
/** Of 65535: all that was sent has come. */
const reliable = 0xffff;

/** The protocol of such a message in the header of HDLC. */
export const slarpProtocol = 0x8035;

export interface SlarpKeepalive {
  /** Of this message, counted by its sender: 32 bits. */
  sequence: number;
  /** Of the last one that its sender has had from the other end; 0 for none. */
  returned: number;
}

export function parseSlarpKeepalive(bytes: Uint8Array): SlarpKeepalive | Malformed {
  if (bytes.length < UPTIME) return new Malformed('SLARP', `${bytes.length} bytes of ${UPTIME}`);
  const type = u32(bytes, TYPE);
  if (type !== keepalive) return new Malformed('SLARP', `type ${type} is no keepalive`);
  return { sequence: u32(bytes, SEQUENCE), returned: u32(bytes, RETURNED) };
}

/** @param uptime of the sender, in milliseconds */
export function emitSlarpKeepalive({ sequence, returned }: SlarpKeepalive, uptime: number): Uint8Array {
  const bytes = freshBytes(LENGTH);
  putU32(bytes, TYPE, keepalive);
  putU32(bytes, SEQUENCE, sequence);
  putU32(bytes, RETURNED, returned);
  putU16(bytes, RELIABILITY, reliable);
  putU32(bytes, UPTIME, uptime >>> 0);
  return bytes;
}
