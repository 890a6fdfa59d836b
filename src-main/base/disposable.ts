/** Ends what was begun: a subscription, a listener, a timer. Calling it twice does no harm. */
export type Stop = () => void;

/** What opens registers here how it closes, on the same line; all of it closes together, last opened first. */
export class Disposables {
  readonly #stops: Stop[] = [];
  #disposed = false;

  add(stop: Stop): Stop {
    if (this.#disposed) stop();
    else this.#stops.push(stop);
    return stop;
  }

  dispose(): void {
    this.#disposed = true;
    for (let stop = this.#stops.pop(); stop; stop = this.#stops.pop()) stop();
  }
}
