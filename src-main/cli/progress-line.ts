import { printable } from './complaint.ts';

interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** The last line of a terminal, where it says what is being done; nothing at all where nobody watches. */
export class ProgressLine {
  #isShown = false;

  constructor(private readonly screen: Screen) {}

  show(says: string): void {
    if (this.screen.isTTY !== true) return;
    const line = printable(says).replaceAll('\n', ' ');
    // A line that wraps could not be taken back.
    this.screen.write(`\r\u001b[K${line.slice(0, this.#columns - 1)}`);
    this.#isShown = true;
  }

  /** A terminal that does not know its width says none, or 0. */
  get #columns(): number {
    const { columns = 0 } = this.screen;
    return columns > 0 ? columns : 80;
  }

  clear(): void {
    if (this.#isShown) this.screen.write('\r\u001b[K');
    this.#isShown = false;
  }
}
