/** A value that is read from a text again and again, when the text is mostly the one before: it is read and kept once. */
export class Again<T> {
  #text = '';
  #value: T | undefined;

  /** @param read makes the value, which nobody may change afterwards */
  of(text: string, read: (text: string) => T): T {
    if (this.#value === undefined || text !== this.#text) {
      this.#value = read(text);
      this.#text = text;
    }
    return this.#value;
  }
}
