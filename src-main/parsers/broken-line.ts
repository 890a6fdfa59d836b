/** Lines that a terminal broke because they were longer than it is wide. */
import type { Account } from './account.ts';
import type { LineReader } from './clean.ts';
import { isNoise, isPager, isRefusal } from './noise.ts';

/** A shorter line was not broken for its length: no console is narrower. */
export const SHORTEST_BROKEN = 40;

/** Where terminals end by default. A line of exactly this length was cut in its middle, another one at a blank. */
const WIDTHS = new Set([80, 100, 120, 132, 160]);

/** Whether a line ends where a terminal does. One that ends in blanks was filled up with them. */
export function endsAtMargin(raw: string): boolean {
  return WIDTHS.has(raw.length) && !raw.endsWith('  ');
}

/**
 * What the line may have been before it was broken, the likeliest first, with the blanks at its ends.
 * @param tail the last of its parts, as it stood there
 */
export function joinings(raw: string, next: string, tail = raw): string[] {
  const cut = raw + next;
  const split = `${raw.trimEnd()} ${next.trimStart()}`;
  return endsAtMargin(tail) ? [cut, split] : [split, cut];
}

/** Whether the line had to be broken where it was: it ends at the margin, or the next word did not fit before that. */
export function hadToBreak(raw: string, next: string): boolean {
  const word = next.trimStart().split(' ', 1)[0] ?? '';
  return WIDTHS.has(raw.length) || (raw.length <= 80 && raw.length + 1 + word.length > 80);
}

const cellsIn = (text: string): number => text.trim().split(/\s{2,20}/).length;

/**
 * The same where lines are kept without being understood, and one may be as wide as a terminal by chance: what was cut
 * off a row has fewer cells than the row, and what was cut off a sentence does not begin like one.
 */
export function isLikelyRest(raw: string, next: string): boolean {
  if (!WIDTHS.has(raw.length) || (next.startsWith('  ') && !raw.endsWith(' '))) return false;
  return cellsIn(raw) > 1 ? cellsIn(next) < cellsIn(raw) : !/^[A-Z]/.test(next);
}

/** Whether a line can be the rest of the one before. */
export function isRest(text: string): boolean {
  return !isPager(text) && !isNoise(text, false) && !isRefusal(text);
}

/**
 * For parsers that read a line at once: keeps the last long line, whether it was understood or not, so that its rest can
 * be put to it when that comes alone and is not understood.
 */
export class BrokenLine {
  #buffer = '';
  #start = 0;
  #end = 0;
  #number = 0;
  #isUnknown = false;

  constructor(private readonly account: Account) {}

  /** A line that was understood. */
  pass(reader: LineReader): void {
    if (this.#isUnknown) this.forget();
    this.#keep(reader);
  }

  /** A line that was not: reads it as the rest of the one before, or keeps it for the one after. */
  mend(reader: LineReader, read: (whole: string, number: number) => boolean): void {
    const { line: number, text, isOverlong } = reader;
    const raw = reader.buffer.slice(reader.rawStart, reader.rawEnd);
    const mayBeRest = !isOverlong && isRest(text) && !(this.account.isFirst && isNoise(text, true));
    if (mayBeRest && this.#readWith(raw, read)) return;
    this.forget();
    if (mayBeRest) {
      this.#keep(reader);
      this.#isUnknown = true;
    } else this.account.wonder({ number, text, raw, isOverlong });
  }

  /** Reads the line that is kept with its rest. One that was understood alone goes on only where it had to break. */
  #readWith(rest: string, read: (whole: string, number: number) => boolean): boolean {
    if (this.#end - this.#start < SHORTEST_BROKEN) return false;
    if (!this.#isUnknown && !hadToBreak(this.#raw, rest)) return false;
    const whole = joinings(this.#raw, rest).find((one) => read(one.trim(), this.#number));
    if (whole === undefined) return false;
    this.#buffer = whole;
    this.#start = 0;
    this.#end = whole.length;
    this.#isUnknown = false;
    this.account.understand();
    return true;
  }

  /** Gives up the line that is kept. */
  forget(): void {
    const raw = this.#raw;
    if (this.#isUnknown) this.account.wonder({ number: this.#number, text: raw.trim(), raw, isOverlong: false });
    this.#isUnknown = false;
    this.#end = this.#start;
  }

  get #raw(): string {
    return this.#buffer.slice(this.#start, this.#end);
  }

  #keep({ buffer, rawStart, rawEnd, line }: LineReader): void {
    this.#buffer = buffer;
    this.#start = rawStart;
    this.#end = rawEnd;
    this.#number = line;
  }
}
