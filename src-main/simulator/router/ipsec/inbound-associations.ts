/** The associations by which a router receives, by their security parameters index; and what waits for one that is about to come. */
import type { Clock } from '../../../base/clock.ts';
import { EarlyPackets, type EarlyPacket } from './early-packets.ts';
import type { ProtectedFlow } from './protected-flow.ts';
import type { SaPair } from './sa-pair.ts';

export interface Inbound {
  flow: ProtectedFlow;
  pair: SaPair;
}

export class InboundAssociations {
  readonly #esp = new Map<number, Inbound>();
  readonly #ah = new Map<number, Inbound>();
  readonly #early: EarlyPackets;

  /** @param receive takes what has waited, as if it came now */
  constructor(
    private readonly clock: Clock,
    private readonly receive: (early: EarlyPacket) => void,
  ) {
    this.#early = new EarlyPackets(clock);
  }

  has(spi: number): boolean {
    return this.#esp.has(spi) || this.#ah.has(spi);
  }

  ofEsp(spi: number): Inbound | undefined {
    return this.#esp.get(spi);
  }

  ofAh(spi: number): Inbound | undefined {
    return this.#ah.get(spi);
  }

  /** A peer is told that we receive with this index before there is an association for it. */
  expect(spi: number): void {
    this.#early.expect(spi);
  }

  /** Whether a packet for which there is no association waits for one. */
  hold(spi: number, early: EarlyPacket): boolean {
    return this.#early.hold(spi, early);
  }

  add(flow: ProtectedFlow, pair: SaPair): void {
    if (pair.esp) this.#esp.set(pair.esp.inbound.spi, { flow, pair });
    if (pair.ah) this.#ah.set(pair.ah.inbound.spi, { flow, pair });
    const waiting = [pair.ah, pair.esp].flatMap((one) => (one ? this.#early.take(one.inbound.spi) : []));
    // Not before whoever installs the pair has done with it.
    if (waiting.length > 0) this.clock.after(0, () => waiting.forEach(this.receive));
  }

  remove({ esp, ah }: SaPair): void {
    if (esp) this.#esp.delete(esp.inbound.spi);
    if (ah) this.#ah.delete(ah.inbound.spi);
  }
}
