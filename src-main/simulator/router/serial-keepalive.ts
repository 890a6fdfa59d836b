/**
 * Keepalives of a serial line: each end counts what it sends and says what it last heard. An end whose last ones have
 * not been heard takes its line protocol to be down (Cisco's debug command reference: three), until one is.
 */
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import type { SlarpKeepalive } from '../wire/slarp.ts';
import type { KeepaliveSettings } from './tunnel/gre-keepalive.ts';

/** The state as a keepalive finds it, before it is sent. */
export interface SerialKeepaliveState {
  /** The number of the last one sent, of the last one that the other end has heard, and of the last one heard from it. */
  readonly mine: number;
  readonly mineSeen: number;
  readonly yours: number;
  readonly isUp: boolean;
}

export interface SerialKeepaliveOwner {
  readonly clock: Clock;
  /** Milliseconds until the first one: two ends seldom begin at the same instant. */
  readonly phase: number;
  /** Whether one can be sent now. */
  canSend(): boolean;
  send(keepalive: SlarpKeepalive): void;
  noted(state: SerialKeepaliveState): void;
  /** Whether the far end hears us has changed. */
  changed(): void;
}

/** What a serial line does unless it is told otherwise. */
export const usualKeepalive: KeepaliveSettings = { period: 10, retries: 3 };

export class SerialKeepalive {
  #settings: KeepaliveSettings | undefined = usualKeepalive;
  #mine = 0;
  #mineSeen = 0;
  #yours = 0;
  #isDead = false;
  #isRunning = false;
  #stop: Stop | undefined;

  constructor(private readonly owner: SerialKeepaliveOwner) {}

  /** Whether so many have not been heard that the line counts as down. */
  get isDead(): boolean {
    return this.#isDead;
  }

  /** There is a cable now. */
  start(): void {
    this.#isRunning = true;
    this.#wait(this.owner.phase);
  }

  stop(): void {
    this.#isRunning = false;
    this.#stop?.();
  }

  /** @param settings undefined sends none, and the line is taken to be up */
  configure(settings: KeepaliveSettings | undefined): void {
    this.#settings = settings;
    if (this.#isRunning) this.#wait(1000 * (settings?.period ?? 0));
    if (!settings) this.#forget();
  }

  heard({ sequence, returned }: SlarpKeepalive): void {
    this.#yours = sequence;
    // What an end returns that has just begun, or that knows us from before we began, is no answer.
    if (unanswered(this.#mine, returned) >= (this.#settings?.retries ?? 0)) return;
    this.#mineSeen = returned;
    this.#become(false);
  }

  #wait(milliseconds: number): void {
    this.#stop?.();
    if (this.#settings) this.#stop = this.owner.clock.after(milliseconds, () => this.#beat());
  }

  #beat(): void {
    const { period, retries } = this.#settings ?? usualKeepalive;
    this.#wait(1000 * period);
    if (!this.owner.canSend()) return this.#forget();
    if (unanswered(this.#mine, this.#mineSeen) >= retries) this.#become(true);
    this.owner.noted({ mine: this.#mine, mineSeen: this.#mineSeen, yours: this.#yours, isUp: !this.#isDead });
    this.#mine = (this.#mine + 1) >>> 0;
    this.owner.send({ sequence: this.#mine, returned: this.#yours });
  }

  #forget(): void {
    this.#mineSeen = this.#mine;
    this.#become(false);
  }

  #become(isDead: boolean): void {
    if (this.#isDead === isDead) return;
    this.#isDead = isDead;
    this.owner.changed();
  }
}

/** Numbers begin anew after 2^32 of them. */
function unanswered(mine: number, seen: number): number {
  return (mine - seen) >>> 0;
}
