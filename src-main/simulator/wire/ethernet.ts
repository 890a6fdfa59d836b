/**
 * Ethernet II (IEEE 802.3 clause 3, RFC 894). The frame check sequence is not part of a captured frame, nor of ours.
 *
 *   0                   6                  12      14
 *   +-------------------+-------------------+-------+---------------------+
 *   | destination       | source            | type  | payload (46 .. )    |
 *   +-------------------+-------------------+-------+---------------------+
 */
import { formatMac } from '../../base/address.ts';
import { freshBytes, putU16, u16 } from '../../base/bytes.ts';
import { Malformed } from './malformed.ts';

const DESTINATION = 0;
const SOURCE = 6;
const TYPE = 12;
const PAYLOAD = 14;

/** Shorter frames are padded with zeros on the wire (60 bytes and a frame check sequence of 4 are the least). */
const MINIMUM_LENGTH = 60;

/** For those who look at a frame without taking it apart. */
export const ethernetHeader = { type: TYPE, length: PAYLOAD } as const;

export const etherTypes = { ipv4: 0x0800, arp: 0x0806, loopback: 0x9000 } as const;

export const broadcastMac = new Uint8Array(6).fill(0xff);

export interface EthernetFrame {
  /** Six bytes, as is `source`. */
  destination: Uint8Array;
  source: Uint8Array;
  /** Below 0x600 it is the length of an 802.3 frame. */
  etherType: number;
  /** On parse with the sender's padding, if any: the protocol inside says where it ends. */
  payload: Uint8Array;
}

export function parseEthernet(bytes: Uint8Array): EthernetFrame | Malformed {
  if (bytes.length < PAYLOAD) return new Malformed('Ethernet', `${bytes.length} bytes are no header`);
  return {
    destination: bytes.subarray(DESTINATION, SOURCE),
    source: bytes.subarray(SOURCE, TYPE),
    etherType: u16(bytes, TYPE),
    payload: bytes.subarray(PAYLOAD),
  };
}

/** Whether the frame, which is no shorter than a header, is for this address. */
export function isSentTo(frame: Uint8Array, mac: Uint8Array): boolean {
  for (let i = SOURCE - 1; i >= DESTINATION; i--) if (frame[i] !== mac[i]) return false;
  return true;
}

export function emitEthernet({ destination, source, etherType, payload }: EthernetFrame): Uint8Array {
  const bytes = freshBytes(Math.max(MINIMUM_LENGTH, PAYLOAD + payload.length));
  bytes.set(destination, DESTINATION);
  bytes.set(source, SOURCE);
  putU16(bytes, TYPE, etherType);
  bytes.set(payload, PAYLOAD);
  return bytes;
}

export function describeEthernet({ destination, source, etherType, payload }: EthernetFrame): string {
  const type = etherType.toString(16).padStart(4, '0');
  return `Ethernet ${formatMac(source)} > ${formatMac(destination)} type 0x${type} length ${PAYLOAD + payload.length}`;
}
