/** What IPsec finds wrong with packets that come in; the same about the same peer is said once a minute. */
import type { Clock } from '../../../base/clock.ts';
import type { RouterEvent } from '../events.ts';

/** faults.tsv, TUN-PROT-ONESIDE: "about once a minute". */
const interval = 60_000;

export class Complaints {
  readonly #last = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly notify: (event: RouterEvent) => void,
  ) {}

  /** False when it was made a short while ago. */
  make(event: RouterEvent): boolean {
    const key = 'remote' in event ? `${event.kind} ${event.remote}` : event.kind;
    const last = this.#last.get(key);
    const now = this.clock.now();
    if (last !== undefined && now - last < interval) return false;
    this.#last.set(key, now);
    this.notify(event);
    return true;
  }
}
