/**
 * `whole`: the command was echoed and the device has read it. `mixed`: it was, with something else typed into it.
 * `part`: a beginning of it, that a log message cut. `stray`: something else.
 */
export type Heard = 'whole' | 'mixed' | 'part' | 'stray';

/** Recognises the echo of a command among the lines that come after it was typed. */
export class Echo {
  readonly #typed: string;
  #seen = '';

  /** @param prompt the prompt at which it was typed: it may stand before the echo, or have gone under a log message */
  constructor(
    private readonly prompt: string,
    typed: string,
  ) {
    this.#typed = typed.trim();
  }

  hear(line: string): Heard {
    const isPrompted = this.prompt !== '' && line.startsWith(this.prompt);
    const rest = isPrompted ? line.slice(this.prompt.length).trimStart() : line.trimStart();
    if (this.#isWhole(rest) || this.#isWhole(this.#seen + rest)) return 'whole';
    if (this.#typed.startsWith(this.#seen + rest)) this.#seen += rest;
    else if (this.#typed.startsWith(rest)) this.#seen = rest;
    else return isPrompted && line.trimEnd().endsWith(this.#typed) ? 'mixed' : 'stray';
    return 'part';
  }

  #isWhole(text: string): boolean {
    const shown = text.trimEnd();
    if (shown === this.#typed) return true;
    // A line longer than the terminal is scrolled to the left by IOS: "$" stands for what went out of sight.
    return shown.startsWith('$') && shown.length > 1 && this.#typed.endsWith(shown.slice(1));
  }
}
