/** What an association does by the clock once it is ready: it is renewed, it ends, it asks whether the peer is there. */
import type { Stop } from '../../base/disposable.ts';
import type { Association } from './association.ts';
import { Probe } from './informational.ts';

/** Renewal begins when nine tenths and a little more of the lifetime are over; not at the same moment at both ends. */
const renewalShare = 0.9;
const spread = 0.05;

export class Upkeep {
  readonly #stops: (Stop | undefined)[] = [];

  constructor(private readonly association: Association) {}

  start(): void {
    const { association } = this;
    const { env, lifetime, dpd, nat } = association;
    const share = renewalShare + (spread * env.random.int(1000)) / 1000;
    this.#stops.push(env.clock.after(lifetime * 1000 * share, () => association.renew()));
    this.#stops.push(env.clock.after(lifetime * 1000, () => association.unanswered('expired')));
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
    const { conversation, env } = association;
    const place = this.#stops.length;
    const wait = (): void => {
      const quiet = env.clock.now() - association.heardAt;
      this.#stops[place] = env.clock.after(quiet < interval ? interval - quiet : interval, () => {
        const isQuiet = env.clock.now() - association.heardAt >= interval;
        // A request that waits for its answer is a question already.
        if (isQuiet && conversation.queued === 0) conversation.enqueue(new Probe(association));
        wait();
      });
    };
    wait();
  }

  #keepNatAlive(): void {
    const { env, local, remote, ports } = this.association;
    env.sendKeepalive?.(local, remote, ports);
  }
}
