/**
 * Packets for associations that are about to be there. The initiator of quick mode may send as soon as it has our answer,
 * and its packets overtake its last message: they wait for it, so that a renewal loses none. A real responder receives
 * from its own message on; nothing is taken here before the peer has shown that it has the keys.
 */
import type { Clock } from '../../base/clock.ts';
import type { UdpPorts } from '../ike/environment.ts';
import type { Ipv4Packet } from '../wire/ipv4.ts';

export interface EarlyPacket {
  packet: Ipv4Packet;
  ports: UdpPorts | undefined;
}

/** As long as an initiator repeats its last message, at most. */
const patience = 60_000;
const mostPackets = 8;

export class EarlyPackets {
  readonly #expected = new Map<number, { since: number; packets: EarlyPacket[] }>();

  constructor(private readonly clock: Clock) {}

  /** We have told a peer, or are about to, that we receive with this index. */
  expect(spi: number): void {
    const now = this.clock.now();
    for (const [other, { since }] of this.#expected) if (now - since > patience) this.#expected.delete(other);
    this.#expected.set(spi, { since: now, packets: [] });
  }

  /** Whether the packet waits; the oldest ones do, when there are many. */
  hold(spi: number, packet: EarlyPacket): boolean {
    const expected = this.#expected.get(spi);
    if (!expected || this.clock.now() - expected.since > patience) return false;
    if (expected.packets.length < mostPackets) expected.packets.push(packet);
    return true;
  }

  /** The association is there: what has waited for it. */
  take(spi: number): readonly EarlyPacket[] {
    const packets = this.#expected.get(spi)?.packets ?? [];
    this.#expected.delete(spi);
    return packets;
  }
}
