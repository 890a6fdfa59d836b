/**
 * Keepalives of a GRE tunnel: a packet that the far end needs not understand, because what is in it is addressed back to
 * the sender and only has to be routed. After as many as `retries` have not come back the line protocol goes down (Cisco,
 * "How GRE Keepalives Work").
 */
import type { Clock } from '../../../base/clock.ts';
import type { Stop } from '../../../base/disposable.ts';

export interface KeepaliveSettings {
  /** Seconds. */
  readonly period: number;
  readonly retries: number;
}

/** What keepalives need of the tunnel. */
export interface KeepaliveOwner {
  readonly clock: Clock;
  /** Whether one can be sent now. */
  canSend(): boolean;
  send(): void;
  /** Whether the far end answers has changed. */
  changed(): void;
}

export class GreKeepalive {
  #settings: KeepaliveSettings | undefined;
  #unanswered = 0;
  #isDead = false;
  #stop: Stop | undefined;

  constructor(private readonly owner: KeepaliveOwner) {}

  get settings(): KeepaliveSettings | undefined {
    return this.#settings;
  }

  /** Whether the far end has not answered for so long that the tunnel counts as down. */
  get isDead(): boolean {
    return this.#isDead;
  }

  /** @param settings undefined ends it, and the tunnel is taken to be up */
  configure(settings: KeepaliveSettings | undefined): void {
    this.#stop?.();
    this.#settings = settings;
    this.#unanswered = 0;
    if (settings) this.#beat(settings);
    else this.#become(false);
  }

  answered(): void {
    this.#unanswered = 0;
    this.#become(false);
  }

  #beat(settings: KeepaliveSettings): void {
    this.#stop = this.owner.clock.after(1000 * settings.period, () => {
      if (this.owner.canSend()) {
        if (this.#unanswered >= settings.retries) this.#become(true);
        this.#unanswered++;
        this.owner.send();
      }
      this.#beat(settings);
    });
  }

  #become(isDead: boolean): void {
    if (this.#isDead === isDead) return;
    this.#isDead = isDead;
    this.owner.changed();
  }
}
