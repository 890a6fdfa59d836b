/**
 * A next hop server, as a station sees it that registers there: what has been sent, whether it answers, and when it is
 * asked next. A registration that is not answered is sent again after 1, 2, 4 … 64 seconds.
 */
import type { Clock } from '../../../base/clock.ts';
import type { Stop } from '../../../base/disposable.ts';
import type { NhrpServerSettings } from './configuration.ts';

export interface ServerOwner {
  readonly clock: Clock;
  /** Milliseconds between registrations that are answered. */
  interval(): number;
  /** Sends a registration with the number. */
  register(server: NhrpServer, requestId: number): void;
  nextRequestId(): number;
  /** It has begun to answer, or has not answered for too long. */
  changed(server: NhrpServer): void;
}

/** Milliseconds before the first registration of a tunnel that has come up. */
const settling = 1000;
const firstRetry = 1000;
const lastRetry = 64_000;
/** After so many registrations in a row it does not count as there any more. */
const patience = 3;

export class NhrpServer {
  isResponding = false;
  /** Since when it has been answering, or has not; undefined before its first answer. Virtual time. */
  changedAt: number | undefined;
  sent = 0;
  failed = 0;
  received = 0;
  receivedAt: number | undefined;
  requestId = 0;
  acknowledgedId: number | undefined;
  /** Milliseconds after which the registration under way is sent again; undefined where none is. */
  retry: number | undefined;
  #unanswered = 0;
  #stop: Stop;

  constructor(
    readonly settings: NhrpServerSettings,
    private readonly owner: ServerOwner,
  ) {
    this.#stop = owner.clock.after(settling, () => this.register());
  }

  /** Now, and until it answers. */
  register(): void {
    this.#stop();
    this.retry = firstRetry;
    this.#unanswered = 0;
    this.requestId = this.owner.nextRequestId();
    this.#send();
  }

  /** @param isAccepted or else it has said no, and is asked again as if it had said nothing */
  answered(requestId: number, isAccepted: boolean): void {
    if (requestId !== this.requestId) return;
    this.received++;
    this.receivedAt = this.owner.clock.now();
    if (!isAccepted) {
      this.failed++;
      return this.#become(false);
    }
    this.acknowledgedId = requestId;
    this.retry = undefined;
    this.#unanswered = 0;
    this.#stop();
    this.#stop = this.owner.clock.after(this.owner.interval(), () => this.register());
    this.#become(true);
  }

  stop(): void {
    this.#stop();
  }

  #send(): void {
    this.sent++;
    const { retry = firstRetry } = this;
    this.#stop = this.owner.clock.after(retry, () => this.#again());
    this.owner.register(this, this.requestId);
  }

  #again(): void {
    this.#unanswered++;
    if (this.#unanswered >= patience) this.#become(false);
    this.retry = Math.min(lastRetry, 2 * (this.retry ?? firstRetry));
    this.#send();
  }

  #become(isResponding: boolean): void {
    if (this.isResponding === isResponding) return;
    this.isResponding = isResponding;
    this.changedAt = this.owner.clock.now();
    this.owner.changed(this);
  }
}
