/** What an association does by the clock once it is ready: it is renewed, it ends, it asks whether the peer is there. */
import type { Stop } from '../../base/disposable.ts';
import type { Ikev2Profile } from './configuration.ts';
import type { Ikev2Environment } from './environment.ts';
import type { Ikev2Sa } from './view.ts';

/** Renewal begins when nine tenths and a little more of the lifetime are over; not at the same moment at both ends. */
const renewalShare = 0.9;
const spread = 0.05;

interface Kept extends Ikev2Sa {
  readonly env: Ikev2Environment;
  readonly usedProfile: Ikev2Profile | undefined;
  /** When the peer was heard last, in virtual milliseconds. */
  readonly heardAt: number;
}

interface Duties {
  renew(): void;
  expired(): void;
  /** Whether the peer is there. */
  ask(): void;
}

export class Upkeep {
  readonly #stops: (Stop | undefined)[] = [];

  constructor(
    private readonly association: Kept,
    private readonly duties: Duties,
  ) {}

  start(): void {
    const { association, duties } = this;
    const { env, lifetime, dpd, nat } = association;
    const share = renewalShare + (spread * env.random.int(1000)) / 1000;
    this.#stops.push(env.clock.after(lifetime * 1000 * share, () => duties.renew()));
    this.#stops.push(env.clock.after(lifetime * 1000, () => duties.expired()));
    if (dpd?.mode === 'periodic') this.#watch(dpd.interval * 1000);
    const natKeepalive = association.usedProfile?.natKeepalive ?? env.configuration.natKeepalive;
    if (natKeepalive !== undefined && nat?.isLocal) this.#every(natKeepalive, () => this.#keepNatAlive());
  }

  stop(): void {
    for (const stop of this.#stops.splice(0)) stop?.();
  }

  #every(seconds: number, run: () => void): void {
    const place = this.#stops.length;
    const wait = (): void => {
      this.#stops[place] = this.association.env.clock.after(seconds * 1000, () => {
        wait();
        run();
      });
    };
    wait();
  }

  /** Asks when the peer has been quiet for so long. */
  #watch(interval: number): void {
    const { association } = this;
    const { env } = association;
    const place = this.#stops.length;
    const wait = (): void => {
      const quiet = env.clock.now() - association.heardAt;
      // In whole milliseconds: a rest too small to move the clock would come again at the same instant for ever.
      this.#stops[place] = env.clock.after(quiet < interval ? Math.ceil(interval - quiet) : interval, () => {
        const isQuiet = env.clock.now() - association.heardAt >= interval;
        wait();
        // A request that waits for its answer is a question already.
        if (isQuiet && association.queued === 0) this.duties.ask();
      });
    };
    wait();
  }

  #keepNatAlive(): void {
    const { env, local, remote, ports } = this.association;
    env.sendKeepalive?.(local, remote, ports);
  }
}
