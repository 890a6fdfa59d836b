/** A line as a terminal would show it, from the characters that were sent to draw it. */

const ESCAPE = 0x1b;
/** ECMA-48: control sequences, operating system commands (titles, clipboard, links) and the two-character escapes. */
// eslint's no-control-regex is not in force: control characters are what this file is about.
const SEQUENCE = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[ -/]*[0-~])/y;
/** Those that move in the line or erase in it: `ESC [ 8 D`. */
const MOVEMENT = /^\x1b\[(\d{0,4})([CDGKPX@`])$/;
/** No terminal is wider. */
const WIDEST = 1024;

/** A line that holds one of these is not what a terminal shows: characters that move, erase, ring or are invisible. */
export const DRAWING = ['\b', '\r', '\x1b', '\0', '\x07', '\x7f', '\xa0', '\u200b', '\ufeff'] as const;

/**
 * Backspace and carriage return move to the left and what follows overwrites, which is how a pager's prompt and a
 * mistyped letter disappear (reference/device-output.md section 4). Sequences that move in the line or erase in it are
 * obeyed (ECMA-48), others vanish, and other controls too.
 */
export function redraw(line: string): string {
  const row = new Row();
  for (let i = 0; i < line.length; i++) {
    const code = line.charCodeAt(i);
    if (code === ESCAPE) {
      const sequence = sequenceAt(line, i);
      row.obey(sequence);
      i += Math.max(sequence.length, 1) - 1;
    } else if (code === 0x08) row.goTo(row.column - 1);
    else if (code === 0x0d) row.goTo(0);
    else if (isShown(code)) row.write(code === 0xa0 ? ' ' : line.charAt(i));
  }
  return row.text;
}

/** The cells of one row, and where the next character goes. */
class Row {
  column = 0;
  readonly #cells: string[] = [];

  get text(): string {
    return this.#cells.join('');
  }

  goTo(column: number): void {
    this.column = Math.max(0, column);
  }

  write(character: string): void {
    while (this.#cells.length < this.column) this.#cells.push(' ');
    this.#cells[this.column++] = character;
  }

  obey(sequence: string): void {
    const [, given, name] = MOVEMENT.exec(sequence) ?? [];
    if (name === undefined) return;
    const count = Math.max(1, Number(given));
    if (name === 'D') this.goTo(this.column - count);
    else if (name === 'C') this.goTo(Math.min(this.column + count, Math.max(this.column, WIDEST)));
    else if (name === 'G' || name === '`') this.goTo(Math.min(count, WIDEST) - 1);
    else if (name === 'K') this.#eraseLine(Number(given));
    else this.#editCells(name, count);
  }

  /** 0: from here to the end, 1: from the start to here, 2: all; where the next character goes stays. */
  #eraseLine(part: number): void {
    if (part === 0) this.#cells.length = Math.min(this.#cells.length, this.column);
    else if (part === 2) this.#cells.length = 0;
    else this.#cells.fill(' ', 0, this.column + 1);
  }

  /** P: deletes characters, X: makes them blanks, @: makes room for as many. */
  #editCells(name: string, count: number): void {
    if (name === 'P') this.#cells.splice(this.column, count);
    else if (name === 'X') this.#cells.fill(' ', this.column, this.column + count);
    else if (this.column < this.#cells.length && this.#cells.length < WIDEST)
      this.#cells.splice(this.column, 0, ...new Array<string>(Math.min(count, WIDEST)).fill(' '));
  }
}

function sequenceAt(line: string, index: number): string {
  SEQUENCE.lastIndex = index;
  return SEQUENCE.exec(line)?.[0] ?? '';
}

function isShown(code: number): boolean {
  return code === 0x09 || (code >= 0x20 && code !== 0x7f && code !== 0x200b && code !== 0xfeff);
}
