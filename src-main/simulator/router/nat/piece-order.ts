/**
 * Translation knows what a piece of a packet belongs to by the first piece, which has the ports. IOS has virtual
 * reassembly on the interfaces of translation for that ("Virtual Fragmentation Reassembly"): pieces that come ahead of
 * the first one wait for it, and then follow it, as pieces.
 */
import type { Clock } from '../../../base/clock.ts';
import type { Ipv4Packet } from '../../wire/ipv4.ts';

/** Packets in pieces that are remembered: more than the 16 of `max-reassemblies`, because those that pass count, too. */
const maximumPackets = 64;
/** `max-fragments` and `timeout` of ip virtual-reassembly, as they are of themselves. */
const maximumPieces = 32;
const patience = 3000;

interface PacketInPieces {
  readonly since: number;
  /** How the early ones go on, in the order in which they came. */
  readonly early: (() => void)[];
  isBegun: boolean;
}

export class PieceOrder {
  readonly #packets = new Map<string, PacketInPieces>();

  constructor(private readonly clock: Clock) {}

  /**
   * Keeps a piece that is early.
   * @param vrf the table that the piece is in: addresses of different tables are different ones
   * @param goOn the piece comes in once more, now that it is not early any longer
   */
  inbound(packet: Ipv4Packet, vrf: string | undefined, goOn: () => void): Ipv4Packet | 'taken' {
    if (!packet.moreFragments && packet.fragmentOffset === 0) return packet;
    const known = this.#packetOf(packet, vrf);
    if (packet.fragmentOffset === 0) {
      known.isBegun = true;
      // They follow the first one, which is being handled.
      for (const follow of known.early.splice(0)) this.clock.after(0, follow);
    }
    if (known.isBegun) return packet;
    if (known.early.length < maximumPieces) known.early.push(goOn);
    return 'taken';
  }

  #packetOf({ protocol, source, destination, identification }: Ipv4Packet, vrf = ''): PacketInPieces {
    const key = `${protocol} ${source} ${destination} ${identification} ${vrf}`;
    const now = this.clock.now();
    const known = this.#packets.get(key);
    if (known && now - known.since < patience) return known;
    this.#packets.delete(key);
    const [oldest] = this.#packets.keys();
    if (this.#packets.size >= maximumPackets && oldest !== undefined) this.#packets.delete(oldest);
    const begun: PacketInPieces = { since: now, early: [], isBegun: false };
    this.#packets.set(key, begun);
    return begun;
  }
}
