/**
 * A request is sent again, the same bytes, until its answer comes (RFC 7296 section 2.1); answers are sent again only
 * when a request comes again. IOS XE 17.3 waits 2 s before the first time (the log of a C1111 in a public thread of r/Cisco,
 * June 2023: 1.8 s after another packet of the exchange). How it goes on is taken over from what Cisco's other software
 * documents, five times. RFC 7296 section 2.4 wants waits that grow exponentially and leaves to us by how much: that each
 * is twice as long as the one before is our choice, and not recorded of IOS.
 */
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';

const firstInterval = 2000;
const attempts = 5;

interface RetransmissionOwner {
  transmit(datagrams: readonly Uint8Array[]): void;
  retransmitting(attempt: number): void;
  exhausted(): void;
}

/** A steady interval instead of one that doubles, as dead peer detection has it. */
export interface Pace {
  interval: number;
  isSteady: boolean;
}

export const usualPace: Pace = { interval: firstInterval, isSteady: false };

export class Retransmission {
  #stop: Stop | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly owner: RetransmissionOwner,
  ) {}

  send(datagrams: readonly Uint8Array[], pace: Pace): void {
    this.stop();
    this.owner.transmit(datagrams);
    this.#wait(datagrams, pace, 1);
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  #wait(datagrams: readonly Uint8Array[], { interval, isSteady }: Pace, attempt: number): void {
    this.#stop = this.clock.after(interval, () => {
      if (attempt > attempts) return this.owner.exhausted();
      this.owner.retransmitting(attempt);
      this.owner.transmit(datagrams);
      this.#wait(datagrams, { interval: isSteady ? interval : 2 * interval, isSteady }, attempt + 1);
    });
  }
}
