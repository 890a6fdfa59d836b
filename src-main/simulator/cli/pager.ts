/** Output page by page: it stops at ` --More-- ` and goes on when a key says so. */
import type { Terminal } from './declaration.ts';
import type { Dialect } from './dialect.ts';
import type { Key } from './keyboard.ts';
import type { OutputFilter } from './output-filter.ts';
import type { Screen } from './screen.ts';

export class Pager {
  /** What was written and is not shown yet; it starts at the beginning of a row when the pager holds. */
  #waiting = '';
  /** Rows on this page. */
  #rows = 0;
  #isHolding = false;
  #hasQuit = false;
  /** Which of the lines that are still to come are shown. */
  #filter: OutputFilter | undefined;

  constructor(
    private readonly screen: Screen,
    private readonly dialect: Dialect,
    private readonly terminal: Terminal,
  ) {}

  get isHolding(): boolean {
    return this.#isHolding;
  }

  /** Whether the reader has seen enough: nothing more is shown. */
  get hasQuit(): boolean {
    return this.#hasQuit;
  }

  write(text: string): void {
    if (this.#hasQuit) return;
    this.#waiting += text;
    this.#show();
  }

  get width(): number {
    return this.terminal.width;
  }

  /** Takes ` --More-- ` off the screen and goes on holding. */
  clearMore(): void {
    this.screen.write(this.dialect.eraseMore);
  }

  /** Goes on with a new page, and with those lines alone that the filter lets through. */
  goOnWith(filter: OutputFilter): void {
    this.#isHolding = false;
    this.#rows = 0;
    this.#filter = filter;
    this.screen.write(this.dialect.filtering);
    this.#show();
  }

  /** SPACE goes on by a page, RETURN by a line, any other key ends the output. */
  press(key: Key): void {
    this.#isHolding = false;
    this.clearMore();
    if (key === ' ') this.#rows = 0;
    else if (key === 'enter') this.#rows = this.#page - 1;
    else this.#quit();
    this.#show();
  }

  #quit(): void {
    this.#hasQuit = true;
    this.#waiting = '';
  }

  /** The last row of the screen is for ` --More-- `. */
  get #page(): number {
    return this.terminal.length === 0 ? Infinity : Math.max(1, this.terminal.length - 1);
  }

  #show(): void {
    let shown = 0;
    while (shown < this.#waiting.length && !this.#isHolding) {
      if (this.#rows >= this.#page && this.screen.isAtLineStart) {
        this.#isHolding = true;
        this.screen.write(this.dialect.more);
        break;
      }
      const newline = this.#waiting.indexOf('\n', shown);
      const end = newline < 0 ? this.#waiting.length : newline + 1;
      const row = this.#waiting.slice(shown, end);
      if (this.#filter?.(row.trimEnd()) !== false) this.#showRow(row);
      shown = end;
    }
    this.#waiting = this.#waiting.slice(shown);
  }

  #showRow(text: string): void {
    this.screen.write(text);
    if (!text.endsWith('\n')) return;
    const { width } = this.terminal;
    this.#rows += width === 0 ? 1 : Math.max(1, Math.ceil((text.length - 1) / width));
  }
}
