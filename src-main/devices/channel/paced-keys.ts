/** So much goes out at once: a slow serial line with a small buffer holds that, and a command is seldom longer. */
const PIECE = 64;

/** Keys that erase a line, or make the next one an ordinary character. */
const NOT_ECHOED = /\p{Cc}/gu;

/**
 * What is typed at a console, no faster than it is echoed: a line at 9600 baud loses what comes faster than its device
 * reads. The next piece goes out when as much was heard as the last one was long, or nothing is heard of it.
 */
export class PacedKeys {
  #waiting = '';
  #unheard = 0;

  constructor(private readonly write: (keys: string) => void) {}

  type(keys: string): void {
    this.#waiting += keys;
    if (this.#unheard <= 0) this.#next();
  }

  heard(characters: number): void {
    this.#unheard -= characters;
    if (this.#unheard <= 0) this.#next();
  }

  /** Nothing comes: what was typed is not echoed. */
  silent(): void {
    this.#next();
  }

  #next(): void {
    const piece = this.#waiting.slice(0, PIECE);
    this.#waiting = this.#waiting.slice(PIECE);
    // What nothing follows need not be waited for.
    this.#unheard = this.#waiting === '' ? 0 : piece.replace(NOT_ECHOED, '').length;
    if (piece !== '') this.write(piece);
  }
}
