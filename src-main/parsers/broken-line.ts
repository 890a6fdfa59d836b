/** Lines that a terminal broke because they were longer than it is wide. */
import type { Account } from './account.ts';
import type { LineReader } from './clean.ts';
import { isNoise } from './noise.ts';

/** A shorter line was not broken for its length: no console is narrower. */
export const SHORTEST_BROKEN = 40;

/** Where terminals end by default. A line of exactly this length was cut in its middle, another one at a blank. */
const WIDTHS = new Set([80, 100, 120, 132, 160]);

/** What the line may have been before it was broken, the likeliest first. */
export function joinings(raw: string, next: string): string[] {
  const cut = raw + next;
  const split = `${raw.trimEnd()} ${next.trimStart()}`;
  return (WIDTHS.has(raw.length) ? [cut, split] : [split, cut]).map((one) => one.trim());
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
    const raw = reader.buffer.slice(reader.rawStart, reader.rawEnd);
    const isRest = this.#end - this.#start >= SHORTEST_BROKEN && !reader.isOverlong && !isNoise(reader.text, false);
    const whole = isRest ? joinings(this.#raw, raw).find((one) => read(one, this.#number)) : undefined;
    if (whole !== undefined) {
      this.#buffer = whole;
      this.#start = 0;
      this.#end = whole.length;
      this.#isUnknown = false;
      this.account.understand();
      return;
    }
    this.forget();
    this.#keep(reader);
    this.#isUnknown = !reader.isOverlong;
    if (reader.isOverlong) this.account.wonder({ number: reader.line, text: '', raw, isOverlong: true });
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
