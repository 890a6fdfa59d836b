/**
 * Capture files in the classic format (draft-ietf-opsawg-pcap): a header of 24 bytes, then records. We write little
 * endian, microseconds, link type Ethernet; either byte order and nanoseconds are read.
 *
 *   0            4               8            12           16          20
 *   +------------+-------+-------+------------+------------+-----------+-----------+
 *   | a1b2c3d4   | 2     | 4     | 0          | 0          | snap len  | link type |
 *   +------------+-------+-------+------------+------------+-----------+-----------+
 *   | seconds    | microseconds  | captured   | original   | bytes ..
 *   +------------+---------------+------------+------------+-----------
 */
import { concat } from '../../base/bytes.ts';
import { Malformed } from './malformed.ts';

const MAGIC = 0;
const VERSION_MAJOR = 4;
const VERSION_MINOR = 6;
const SNAP_LENGTH = 16;
const LINK_TYPE = 20;
const FIRST_RECORD = 24;

const SECONDS = 0;
const FRACTION = 4;
const CAPTURED_LENGTH = 8;
const ORIGINAL_LENGTH = 12;
const FRAME = 16;

const MICROSECONDS_MAGIC = 0xa1b2c3d4;
const NANOSECONDS_MAGIC = 0xa1b23c4d;
const LONGEST_FRAME = 262_144;

/** https://www.tcpdump.org/linktypes.html */
export const linkTypes = { ethernet: 1, rawIp: 101, ciscoHdlc: 104 } as const;

/** Those of the links that we have: their frames are told apart by their first bytes. */
export function isOfLink(linkType: number): boolean {
  return linkType === linkTypes.ethernet || linkType === linkTypes.ciscoHdlc;
}

export interface CapturedFrame {
  /** Microseconds since 1970 in UTC. */
  time: number;
  /** From the header of the link's own framing on, which its link type names. */
  frame: Uint8Array;
}

export interface Capture {
  linkType: number;
  frames: CapturedFrame[];
}

/** @returns the frames up to the first incomplete record: a capture may be cut while it is written */
export function parsePcap(bytes: Uint8Array): Capture | Malformed {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < FIRST_RECORD) return new Malformed('pcap', `${bytes.length} bytes are no header`);
  const format = formatOf(view);
  if (!format) return new Malformed('pcap', 'not a classic capture file (pcapng is another format)');
  const { littleEndian, perMicrosecond } = format;
  const frames: CapturedFrame[] = [];
  for (let at = FIRST_RECORD; at + FRAME <= bytes.length;) {
    const end = at + FRAME + view.getUint32(at + CAPTURED_LENGTH, littleEndian);
    if (end > bytes.length) break;
    const fraction = Math.floor(view.getUint32(at + FRACTION, littleEndian) / perMicrosecond);
    const time = view.getUint32(at + SECONDS, littleEndian) * 1e6 + fraction;
    frames.push({ time, frame: bytes.subarray(at + FRAME, end) });
    at = end;
  }
  return { linkType: view.getUint32(LINK_TYPE, littleEndian) & 0xffff, frames };
}

function formatOf(view: DataView): { littleEndian: boolean; perMicrosecond: number } | undefined {
  for (const littleEndian of [true, false]) {
    const magic = view.getUint32(MAGIC, littleEndian);
    if (magic === MICROSECONDS_MAGIC) return { littleEndian, perMicrosecond: 1 };
    if (magic === NANOSECONDS_MAGIC) return { littleEndian, perMicrosecond: 1000 };
  }
  return undefined;
}

export function emitPcap({ linkType, frames }: Capture): Uint8Array {
  return concat(emitPcapHeader(linkType), ...frames.map(emitPcapRecord));
}

/** For a capture that is written as it happens: this once, then emitPcapRecord for each frame. */
export function emitPcapHeader(linkType: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(FIRST_RECORD));
  view.setUint32(MAGIC, MICROSECONDS_MAGIC, true);
  view.setUint16(VERSION_MAJOR, 2, true);
  view.setUint16(VERSION_MINOR, 4, true);
  view.setUint32(SNAP_LENGTH, LONGEST_FRAME, true);
  view.setUint32(LINK_TYPE, linkType, true);
  return new Uint8Array(view.buffer);
}

export function emitPcapRecord({ time, frame }: CapturedFrame): Uint8Array {
  const bytes = new Uint8Array(FRAME + frame.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(SECONDS, Math.floor(time / 1e6), true);
  view.setUint32(FRACTION, Math.floor(time % 1e6), true);
  view.setUint32(CAPTURED_LENGTH, frame.length, true);
  view.setUint32(ORIGINAL_LENGTH, frame.length, true);
  bytes.set(frame, FRAME);
  return bytes;
}

export function describePcap({ linkType, frames }: Capture): string {
  return `pcap link type ${linkType}, ${frames.length} frames`;
}
