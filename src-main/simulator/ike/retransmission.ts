/**
 * The last message of an exchange, sent again until its answer comes, and again when the peer shows that our own
 * answer did not reach it. IOS waits 10 s, five times, and gives up after ten more ("attempt 5 of 5", then "Death by
 * retransmission"). Version 1 lets both ends retransmit, so a duplicate is answered late and not twice in a row: IOS
 * does so half a second after it ("retransmitting due to retransmit phase 1"), and leaves it when the answer has only
 * just left ("retransmission skipped for phase 1 (time since last transmission 500)"). Otherwise two peers that both
 * wait would answer each other without end.
 */
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';

const interval = 10_000;
export const maximumAttempts = 5;
const duplicateDelay = 500;
const justSent = 2000;
/** After so many milliseconds a peer that is there should have answered. */
const haste = 1000;

export interface RetransmissionOwner {
  transmit(message: Uint8Array): void;
  /** A message is about to be sent again. */
  retransmitting(attempt: number): void;
  /** Every attempt was in vain. */
  exhausted(): void;
}

export class Retransmission {
  #message: Uint8Array | undefined;
  #isAnswerExpected = false;
  #attempt = 0;
  #sentAt = 0;
  #stop: Stop | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly owner: RetransmissionOwner,
  ) {}

  /** Sends a message. With it the one before has done its work. */
  send(message: Uint8Array, expecting: 'answer' | 'nothing'): void {
    this.#message = message;
    this.#isAnswerExpected = expecting === 'answer';
    this.#attempt = 0;
    this.#transmit();
  }

  /** The answer is here. The message is kept for duplicates of what it answered itself. */
  answered(): void {
    this.#isAnswerExpected = false;
    this.#attempt = 0;
    this.#wait(undefined);
  }

  /**
   * The peer has sent once more what our last message answers.
   * @returns how long ago it left, in milliseconds, when that is the reason to leave it at that; undefined otherwise
   */
  duplicate(): number | undefined {
    const since = this.clock.now() - this.#sentAt;
    if (!this.#message || since < justSent) return since;
    this.#wait(duplicateDelay, () => this.#again());
    return undefined;
  }

  /** Does not wait for the next attempt to be due, if the message has not left just now. */
  hasten(): void {
    const since = this.clock.now() - this.#sentAt;
    if (this.#isAnswerExpected && this.#message) this.#wait(Math.max(0, haste - since), () => this.#again());
  }

  /** Whether there is anything to send again. */
  get isEmpty(): boolean {
    return this.#message === undefined;
  }

  /** Attempts so far, errors that were counted among them. */
  get attempt(): number {
    return this.#attempt;
  }

  /** Ends the waiting and forgets the message. */
  clear(): void {
    this.#message = undefined;
    this.#wait(undefined);
  }

  #due(): void {
    if (this.#attempt >= maximumAttempts) {
      this.owner.exhausted();
      return;
    }
    this.#attempt++;
    this.#again();
  }

  #again(): void {
    // A retransmission that the peer asked for is no sign that the peer is gone: it does not count.
    this.owner.retransmitting(Math.max(1, this.#attempt));
    this.#transmit();
  }

  #transmit(): void {
    if (!this.#message) return;
    this.#sentAt = this.clock.now();
    this.#wait(this.#isAnswerExpected ? interval : undefined, () => this.#due());
    this.owner.transmit(this.#message);
  }

  #wait(milliseconds: number | undefined, run: () => void = () => undefined): void {
    this.#stop?.();
    this.#stop = milliseconds === undefined ? undefined : this.clock.after(milliseconds, run);
  }
}
