import type { Stop } from './disposable.ts';

interface Hearing<T> {
  readonly listener: (value: T) => void;
  isOpen: boolean;
}

/** Listeners of one kind of event, called in the order in which they came. */
export class Emitter<T> {
  #all: readonly Hearing<T>[] = [];
  /** Those that hear. Never changed, only replaced: events are many and changes few, and those that come in an event wait for the next. */
  #listeners: readonly Hearing<T>[] = [];

  on(listener: (value: T) => void): Stop {
    const own = this.#add(listener, true);
    return () => {
      this.#all = this.#all.filter((one) => one !== own);
      this.#choose();
    };
  }

  /** A listener that has its place among the others, and hears only while it is told to. */
  onWhile(listener: (value: T) => void): (isOpen: boolean) => void {
    const own = this.#add(listener, false);
    return (isOpen) => {
      own.isOpen = isOpen;
      this.#choose();
    };
  }

  emit(value: T): void {
    for (const { listener } of this.#listeners) listener(value);
  }

  get isHeard(): boolean {
    return this.#listeners.length > 0;
  }

  #add(listener: (value: T) => void, isOpen: boolean): Hearing<T> {
    const own = { listener, isOpen };
    this.#all = [...this.#all, own];
    this.#choose();
    return own;
  }

  #choose(): void {
    this.#listeners = this.#all.filter(({ isOpen }) => isOpen);
  }
}
