/**
 * What a terminal shows of a stream, line by line: backspaces, carriage returns and erasures done, so that a pager's
 * prompt that was wiped out and a long line that was redrawn leave nothing behind. Any cut into pieces gives the same.
 *
 * One line at a time is kept; moving the cursor up is not supported (no command line of a router does).
 */
import { ControlSequence } from './control-sequence.ts';
import { Erasure } from './erasure.ts';

/** A place on the line that was wiped with a blank: at the end of a line it is nothing, elsewhere a blank. */
const WIPED = '\0';

/** What goes beyond this on one line is dropped: no router has lines like that. */
const LONGEST_LINE = 65_536;

/** How wide terminals are that nobody has told otherwise. */
const FOLDS = [80, 132];

export class Screen {
  #line = '';
  #column = 0;
  readonly #erasure = new Erasure();
  #sequence: ControlSequence | undefined;

  /** @param pager the prompt of a pager, as a whole line: somebody else may answer it */
  constructor(
    private readonly pager: RegExp,
    private readonly onLine: (text: string) => void,
  ) {}

  /** The line that is not finished yet. */
  get tail(): string {
    return shown(this.#line);
  }

  feed(text: string): void {
    for (let at = 0; at < text.length;) {
      const end = endOfRun(text, at);
      const run = text.slice(at, end);
      if (this.#sequence || this.#erasure.isExpected) for (const character of run) this.#careful(character);
      else this.#put(run);
      at = end;
    }
  }

  /**
   * A pager's prompt, the last `length` characters, was answered: it is taken off, and with it what the device sends
   * to wipe it out. IOS sends backspaces, blanks, backspaces; others a return, blanks, a return.
   */
  wipe(length: number): void {
    this.#line = this.#line.slice(0, this.#line.length - length);
    this.#column = this.#line.length;
    this.#erasure.expect();
  }

  #careful(character: string): void {
    if (this.#sequence) this.#escaped(this.#sequence, character);
    else if (!this.#erasure.isExpected) this.#put(character);
    else for (const printed of this.#erasure.take(character) ?? '') this.#put(printed);
  }

  #put(run: string): void {
    if (run === '\n') this.#finish();
    else if (run === '\r') this.#column = this.#isFolded ? this.#column - 1 : 0;
    else if (run === '\b') this.#back();
    else if (run === '\x1b') this.#sequence = new ControlSequence();
    else if (run >= ' ' && run !== '\x7f') this.#write(run);
    else if (run === '\t') this.#write(run); // kept: how wide it is shown is no matter here
    // Bells, NULs and the like show nothing.
  }

  /**
   * GNU readline folds a long line where the terminal ends: it shows the first character of the next row, returns to the
   * beginning of that, and goes on with the same character. To us it is one line.
   */
  get #isFolded(): boolean {
    const isAtEnd = this.#column === this.#line.length;
    return isAtEnd && FOLDS.some((width) => this.#column > width && this.#column % width === 1);
  }

  #back(): void {
    const length = this.pager.exec(this.#line)?.[0].length ?? 0;
    if (length === 0) this.#column = Math.max(0, this.#column - 1);
    else {
      this.wipe(length);
      this.#careful('\b');
    }
  }

  #write(run: string): void {
    if (this.#column + run.length > LONGEST_LINE) return;
    this.#line = this.#column === this.#line.length ? this.#line + run : this.#covered(run);
    this.#column += run.length;
  }

  /** The line with a run over what stood there. */
  #covered(run: string): string {
    const covered = this.#line.slice(this.#column, this.#column + run.length);
    const over = run.slice(0, covered.length).replaceAll(' ', WIPED);
    const before = this.#line.slice(0, this.#column);
    return before + over + run.slice(covered.length) + this.#line.slice(this.#column + run.length);
  }

  #finish(): void {
    const text = shown(this.#line);
    this.#line = '';
    this.#column = 0;
    this.#erasure.lineFinished();
    this.onLine(text);
  }

  /** Sequences that wipe or move within the line are done; the others leave no trace. */
  #escaped(sequence: ControlSequence, character: string): void {
    const taken = sequence.take(character);
    if (taken === true) return;
    this.#sequence = undefined;
    if (taken?.final === 'K') this.#line = this.#line.slice(0, this.#column);
    if (taken?.final === 'D') this.#column = Math.max(0, this.#column - taken.count);
    if (taken?.final === 'C') this.#column = Math.min(this.#line.length, this.#column + taken.count);
  }
}

function shown(line: string): string {
  if (!line.includes(WIPED)) return line; // nearly every one
  return line.replace(/\0+$/, '').replaceAll(WIPED, ' ');
}

/** Where a run of printable characters ends, or after one control character. Every byte that comes goes through here. */
function endOfRun(text: string, start: number): number {
  let end = start;
  while (end < text.length && !isControl(text.charCodeAt(end))) end++;
  return end === start ? start + 1 : end;
}

function isControl(code: number): boolean {
  return code < 0x20 || (code >= 0x7f && code < 0xa0);
}
