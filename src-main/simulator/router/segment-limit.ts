/**
 * `ip tcp adjust-mss`: a connection that is opened through an interface agrees on segments of at most so many bytes. The
 * option of the segment with SYN is rewritten, in both directions (RFC 793 section 3.1, option 2).
 */
import { putU16, u16, u8 } from '../../base/bytes.ts';
import { ipProtocols, type Ipv4Packet } from '../wire/ipv4.ts';

const DATA_OFFSET = 12;
const FLAGS = 13;
const CHECKSUM = 16;
const OPTIONS = 20;
const SYN = 0x02;
const end = 0;
const nothing = 1;
const maximumSegmentSize = 2;

export function withSegmentLimit(packet: Ipv4Packet, limit: number | undefined): Ipv4Packet {
  if (limit === undefined || packet.protocol !== ipProtocols.tcp || packet.fragmentOffset > 0) return packet;
  const { payload } = packet;
  if (payload.length < OPTIONS || (u8(payload, FLAGS) & SYN) === 0) return packet;
  const at = placeOfSize(payload);
  if (at === undefined || u16(payload, at) <= limit) return packet;
  const changed = Uint8Array.from(payload);
  putU16(changed, at, limit);
  putU16(changed, CHECKSUM, updated(u16(payload, CHECKSUM), wordsAt(payload, at), wordsAt(changed, at)));
  return { ...packet, payload: changed };
}

function placeOfSize(segment: Uint8Array): number | undefined {
  const stop = Math.min(segment.length, 4 * (u8(segment, DATA_OFFSET) >>> 4));
  for (let at = OPTIONS; at + 1 < stop;) {
    const kind = u8(segment, at);
    if (kind === end) return undefined;
    if (kind === maximumSegmentSize) return at + 4 <= stop ? at + 2 : undefined;
    at += kind === nothing ? 1 : Math.max(2, u8(segment, at + 1));
  }
  return undefined;
}

/** The two words of the checksum that the option may lie across. */
function wordsAt(bytes: Uint8Array, at: number): [number, number] {
  const even = at & ~1;
  return [u16(bytes, even), even + 3 < bytes.length ? u16(bytes, even + 2) : 0];
}

/** RFC 1624. */
function updated(checksum: number, before: readonly [number, number], after: readonly [number, number]): number {
  let sum = ~checksum & 0xffff;
  for (const index of [0, 1] as const) sum += (~before[index] & 0xffff) + after[index];
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}
