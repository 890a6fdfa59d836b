/** Cutting an IPv4 packet to a link's MTU, and putting the pieces together again (RFC 791 section 3.2, RFC 815). */
import { concat } from '../../base/bytes.ts';
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import { ipv4HeaderLength, type Ipv4Packet } from '../wire/ipv4.ts';

/** Total length of the packet in bytes. */
export function lengthOf(packet: Ipv4Packet): number {
  return ipv4HeaderLength + packet.options.length + packet.payload.length;
}

/** Pieces of at most `mtu` bytes each. Options are carried by the first piece alone: the simulator sends none. */
export function fragment(packet: Ipv4Packet, mtu: number): Ipv4Packet[] {
  if (lengthOf(packet) <= mtu) return [packet];
  const room = Math.max(8, (mtu - ipv4HeaderLength - packet.options.length) & ~7);
  const pieces: Ipv4Packet[] = [];
  for (let offset = 0; offset < packet.payload.length; offset += room) {
    const payload = packet.payload.subarray(offset, offset + room);
    const isLast = offset + room >= packet.payload.length;
    pieces.push({
      ...packet,
      payload,
      fragmentOffset: packet.fragmentOffset + offset,
      moreFragments: packet.moreFragments || !isLast,
      options: offset === 0 ? packet.options : new Uint8Array(0),
    });
  }
  return pieces;
}

/** How long pieces wait for the others, in milliseconds (RFC 1122 section 3.3.2 allows 60 to 120 s). */
const patience = 60_000;
/** Packets that may be in pieces at one time: more is an attack, and the newest is refused. */
const maximumInPieces = 64;

interface Pieces {
  parts: Ipv4Packet[];
  giveUp: Stop;
}

export class Reassembly {
  readonly #waiting = new Map<string, Pieces>();

  constructor(private readonly clock: Clock) {}

  /** The whole packet when this piece completes it. A packet that is not a piece comes back as it is. */
  add(packet: Ipv4Packet): Ipv4Packet | undefined {
    if (!packet.moreFragments && packet.fragmentOffset === 0) return packet;
    const key = `${packet.source} ${packet.destination} ${packet.protocol} ${packet.identification}`;
    const pieces = this.#waiting.get(key) ?? this.#begin(key);
    if (!pieces) return undefined;
    pieces.parts.push(packet);
    const whole = join(pieces.parts);
    if (whole) this.#forget(key, pieces);
    return whole;
  }

  #begin(key: string): Pieces | undefined {
    if (this.#waiting.size >= maximumInPieces) return undefined;
    const pieces: Pieces = { parts: [], giveUp: this.clock.after(patience, () => this.#waiting.delete(key)) };
    this.#waiting.set(key, pieces);
    return pieces;
  }

  #forget(key: string, { giveUp }: Pieces): void {
    giveUp();
    this.#waiting.delete(key);
  }
}

function join(parts: readonly Ipv4Packet[]): Ipv4Packet | undefined {
  const ordered = [...parts].sort((a, b) => a.fragmentOffset - b.fragmentOffset);
  const [first] = ordered;
  if (!first || ordered.at(-1)?.moreFragments) return undefined;
  const payloads: Uint8Array[] = [];
  let end = 0;
  for (const { fragmentOffset, payload } of ordered) {
    if (fragmentOffset > end) return undefined;
    // What overlaps was already received: the first to come is kept.
    const fresh = payload.subarray(Math.min(payload.length, end - fragmentOffset));
    payloads.push(fresh);
    end += fresh.length;
  }
  return { ...first, moreFragments: false, fragmentOffset: 0, payload: concat(...payloads) };
}
