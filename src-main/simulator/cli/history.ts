/** The lines that were entered, for the arrow keys. */
export class History {
  #lines: string[] = [];
  #at = 0;

  add(line: string, size: number): void {
    if (line.trim() !== '' && line !== this.#lines.at(-1)) this.#lines.push(line);
    if (this.#lines.length > size) this.#lines = this.#lines.slice(this.#lines.length - size);
    this.#at = this.#lines.length;
  }

  /** The line before the one shown; undefined at the oldest. */
  older(): string | undefined {
    const line = this.#lines[this.#at - 1];
    if (line !== undefined) this.#at--;
    return line;
  }

  /** The line after the one shown; an empty one after the newest. */
  newer(): string | undefined {
    if (this.#at >= this.#lines.length) return undefined;
    this.#at++;
    return this.#lines[this.#at] ?? '';
  }

  get lines(): readonly string[] {
    return this.#lines;
  }
}
