/** How much passes an interface, as an average in which five minutes count for most: IOS's "5 minute input rate". */

/** Milliseconds. The command reference (`load-interval`) calls it an exponentially decayed average. */
const period = 300_000;

export class TrafficRate {
  #bits = 0;
  #packets = 0;
  #at = 0;

  count(bytes: number, time: number): void {
    this.#decayTo(time);
    this.#bits += 8 * bytes;
    this.#packets++;
  }

  /** Per second. */
  at(time: number): { readonly bits: number; readonly packets: number } {
    this.#decayTo(time);
    const seconds = period / 1000;
    return { bits: this.#bits / seconds, packets: this.#packets / seconds };
  }

  #decayTo(time: number): void {
    if (time === this.#at) return;
    const left = Math.exp((this.#at - time) / period);
    this.#bits *= left;
    this.#packets *= left;
    this.#at = time;
  }
}
