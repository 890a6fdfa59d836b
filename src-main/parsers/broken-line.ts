/** Lines that a terminal broke because they were longer than it is wide. */
import type { Account } from './account.ts';
import type { LineReader } from './clean.ts';
import type { Margin } from './margin.ts';
import { isNoise, isPager, isRefusal } from './noise.ts';

/** A shorter line was not broken for its length: no console is so narrow, and no word so long. */
export const SHORTEST_BROKEN = 20;

const cellsIn = (text: string): number => text.trim().split(/\s{2,20}/).length;

/**
 * Whether one line goes on with the other where lines are kept without being understood, and one may be as wide as a
 * terminal by chance: what was cut off a row has fewer cells than the row, and what was cut off a sentence does not begin
 * like one.
 */
export function isLikelyRest(raw: string, next: string): boolean {
  if (next.startsWith('  ') && !raw.endsWith(' ')) return false;
  return cellsIn(raw) > 1 ? cellsIn(next) < cellsIn(raw) : !/^[A-Z]/.test(next);
}

/** Whether a line can be the rest of the one before: what closes a bracket that was open there is no prompt. */
export function isRest(text: string, before = ''): boolean {
  if (/<[^<>]*$/.test(before) && /^[^<>]*>/.test(text)) return true;
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

  constructor(
    private readonly account: Account,
    private readonly margin: Margin,
  ) {}

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
    if (!this.#isUnknown && !this.margin.hadToBreak(this.#raw, rest)) return false;
    const whole = this.margin.joinings(this.#raw, rest).find((one) => read(one.trim(), this.#number));
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
