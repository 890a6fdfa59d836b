/**
 * Cisco's framing of serial lines (RFC 1547 section 4.3.1; link type 104 of capture files, C_HDLC). The flags and the
 * frame check sequence are not part of a captured frame, nor of ours.
 *
 *   0         1         2                   4
 *   +---------+---------+-------------------+----------------+
 *   | address | control | protocol          | payload ..     |
 *   +---------+---------+-------------------+----------------+
 */
import { freshBytes, putU16, u16 } from '../../base/bytes.ts';
import { Malformed } from './malformed.ts';

const ADDRESS = 0;
const CONTROL = 1;
const PROTOCOL = 2;
const PAYLOAD = 4;

const unicast = 0x0f;
const broadcast = 0x8f;
const control = 0;

export interface HdlcFrame {
  /** Whether it is for everybody on the line. */
  isBroadcast: boolean;
  /** As an Ethernet type. */
  protocol: number;
  payload: Uint8Array;
}

export function parseHdlc(bytes: Uint8Array): HdlcFrame | Malformed {
  if (!isHdlc(bytes)) return new Malformed('HDLC', 'no header');
  return {
    isBroadcast: bytes[ADDRESS] === broadcast,
    protocol: u16(bytes, PROTOCOL),
    payload: bytes.subarray(PAYLOAD),
  };
}

/** No frame of an Ethernet begins so: 0f:00 and 8f:00 would be addresses of groups that nobody has. */
function isHdlc(bytes: Uint8Array): boolean {
  const [address] = bytes;
  return bytes.length >= PAYLOAD && (address === unicast || address === broadcast) && bytes[CONTROL] === control;
}

export function emitHdlc({ isBroadcast, protocol, payload }: HdlcFrame): Uint8Array {
  const bytes = freshBytes(PAYLOAD + payload.length);
  bytes[ADDRESS] = isBroadcast ? broadcast : unicast;
  bytes[CONTROL] = control;
  putU16(bytes, PROTOCOL, protocol);
  bytes.set(payload, PAYLOAD);
  return bytes;
}
