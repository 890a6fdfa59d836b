/** So many lines of log messages may come between a pager's prompt and its erasure. */
const MOST_LINES = 10;

/**
 * What a device sends to wipe out a pager's prompt that was answered: backspaces, blanks, backspaces (IOS), or a
 * return, blanks, a return. It is taken off the stream, blanks of the next line excepted, and waited for while log
 * messages come down on the pager first.
 */
export class Erasure {
  #state: 'none' | 'start' | 'back' | 'return' = 'none';
  #blanks = 0;
  /** Moves to the left so far; a backspace counts for two, a return may belong to a new line. */
  #moves = 0;
  #linesLeft = 0;

  /** Is the next character to be given to `take`? */
  get isExpected(): boolean {
    return this.#state !== 'none';
  }

  expect(lines = MOST_LINES): void {
    this.#state = 'start';
    this.#blanks = 0;
    this.#moves = 0;
    this.#linesLeft = lines;
  }

  /** A line is finished: where the erasure has not come, it may begin the next one. */
  lineFinished(): void {
    if (this.#linesLeft > 0) this.expect(this.#linesLeft - 1);
  }

  /**
   * Returns undefined for a character that belongs to the erasure; otherwise what to print: blanks that turned out not
   * to belong to it, and the character.
   */
  take(character: string): string | undefined {
    if (character === '\b' || character === '\r') {
      this.#move(character);
      return undefined;
    }
    if (character === ' ' && this.#state !== 'return') {
      this.#blanks++;
      return undefined;
    }
    return this.#over(character);
  }

  #move(character: string): void {
    // The blank that ends the pager's own prompt may come late: it is no part of the erasure.
    const isBlanked = this.#state === 'back' && this.#blanks > 0;
    if (this.#state !== 'return') this.#state = isBlanked ? 'return' : 'back';
    if (!isBlanked) this.#blanks = 0;
    this.#moves += character === '\b' ? 2 : 1;
  }

  #over(character: string): string | undefined {
    const isLate = this.#moves <= 1 && this.#blanks === 0;
    const blanks = this.#state === 'return' ? '' : ' '.repeat(this.#blanks);
    this.#state = 'none';
    if (!isLate) this.#linesLeft = 0;
    // The first thing is a new line: a log message comes down on the pager. There is no such line in the answer.
    if (character !== '\n' || !isLate || this.#linesLeft !== MOST_LINES) return blanks + character;
    this.expect(MOST_LINES - 1);
    return undefined;
  }
}
