import type { Stop } from './disposable.ts';

/** Listeners of one kind of event, called in the order in which they came. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();

  on(listener: (value: T) => void): Stop {
    const own = (value: T): void => listener(value);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  emit(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }
}
