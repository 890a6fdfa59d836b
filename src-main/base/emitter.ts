import type { Stop } from './disposable.ts';

/** Listeners of one kind of event, called in the order in which they came. */
export class Emitter<T> {
  /** Never changed, only replaced: events are many and changes few, and those that come in an event wait for the next. */
  #listeners: readonly { readonly listener: (value: T) => void }[] = [];

  on(listener: (value: T) => void): Stop {
    const own = { listener };
    this.#listeners = [...this.#listeners, own];
    return () => {
      this.#listeners = this.#listeners.filter((one) => one !== own);
    };
  }

  emit(value: T): void {
    for (const { listener } of this.#listeners) listener(value);
  }

  get isHeard(): boolean {
    return this.#listeners.length > 0;
  }
}
