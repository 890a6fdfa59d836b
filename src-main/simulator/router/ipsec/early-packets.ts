/**
 * Packets for associations that are about to be there. The peer may send as soon as it has its own: the initiator of quick
 * mode before its last message has come, the responder of IKE version 2 before its answer has. Such packets wait, so that
 * a renewal loses none; they are opened when the peer has shown that it has the keys, and not before.
 */
import type { Clock } from '../../../base/clock.ts';
import type { UdpPorts } from '../../ike/environment.ts';
import type { Ipv4Packet } from '../../wire/ipv4.ts';

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

  /** Whether the packet is for one of them: the first few wait, those after them are lost. */
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
