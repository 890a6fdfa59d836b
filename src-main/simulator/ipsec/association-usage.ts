/** What a security association has carried, and how much longer it may: the same for ESP and AH. */

export interface AssociationLife {
  spi: number;
  /** The number that `show crypto engine connections active` lists it under. */
  connectionId: number;
  /** Undefined for one that was keyed by hand: it never ends (RFC 4301 section 4.4.2.1). */
  lifetimeSeconds: number | undefined;
  /** What the association may still carry when it is new. */
  kilobytesAtStart: number;
  /** Virtual time in milliseconds. */
  createdAt: number;
  /** How many sequence numbers back are still let in; 64 when left out, the default of IOS, and 0 when none is checked. */
  replayWindow?: number;
}

/** Why a packet could not be opened. */
export type Unopened = 'mac-error' | 'replay' | 'malformed';

/** The default of IOS: crypto ipsec security-association replay window-size 64. */
export const defaultReplayWindow = 64;

export class AssociationUsage {
  packets = 0;
  bytes = 0;
  /** Packets that were not let in, by why. */
  readonly refused: Record<Unopened, number> = { 'mac-error': 0, replay: 0, malformed: 0 };
  readonly kilobytesAtStart: number;
  readonly #createdAt: number;
  readonly #seconds: number | undefined;

  constructor({ kilobytesAtStart, createdAt, lifetimeSeconds }: AssociationLife) {
    this.kilobytesAtStart = kilobytesAtStart;
    this.#createdAt = createdAt;
    this.#seconds = lifetimeSeconds;
  }

  count(bytes: number): void {
    this.packets++;
    this.bytes += bytes;
  }

  /** What is left of the lifetime, as `show crypto ipsec sa` counts it; nothing of one that has none. */
  remaining(now: number): { kilobytes: number; seconds: number } {
    if (this.#seconds === undefined) return { kilobytes: 0, seconds: 0 };
    return {
      kilobytes: Math.max(0, this.kilobytesAtStart - Math.floor(this.bytes / 1024)),
      seconds: Math.max(0, Math.ceil((this.#createdAt + 1000 * this.#seconds - now) / 1000)),
    };
  }
}
