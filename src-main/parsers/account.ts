/** What became of each line of a text, and what follows from it for the whole. */
import type { Line, LineReader } from './clean.ts';
import { isNoise, isPager, isPrompt, isRefusal } from './noise.ts';
import type { Parsed, Quote } from './parsed.ts';

/** What became of the lines. */
export interface Reading {
  unknown: number[];
  furtherUnknown: number;
  understood: number;
  firstUnknown?: Quote;
  refusal?: Quote;
  /** The text stops at a pager, or inside a line. */
  isCut: boolean;
  /** The last line was understood, and neither a line end nor a prompt follows: there may have been more of it. */
  isLoose: boolean;
}

const MOST_UNKNOWN = 10_000;

/** Keeps the account while a text is read. */
export class Account {
  readonly #unknown: number[] = [];
  #further = 0;
  #understood = 0;
  #refusal: Quote | undefined;
  #firstUnknown: Quote | undefined;
  /** What the last line was that told anything. */
  #last: 'understood' | 'kept' | 'unknown' | 'prompt' | 'pager' = 'understood';

  constructor(private readonly reader: LineReader) {}

  /** Nothing of the answer was seen so far. */
  get isFirst(): boolean {
    return this.#understood === 0;
  }

  /** @param isKept the line is kept as it stands: nobody can tell whether it is whole */
  understand(isKept = false): void {
    this.#understood++;
    this.#last = isKept ? 'kept' : 'understood';
  }

  /** A line that was not understood: noise, a refusal, or unknown. */
  wonder({ number, text, isOverlong }: Line): void {
    if (!isOverlong && this.#passes(text)) return;
    if (!isOverlong && isRefusal(text) && this.#refusal === undefined) {
      this.#refusal = { line: number, text };
      return;
    }
    this.#last = 'unknown';
    this.report(number, text);
  }

  /** A line that was read, and holds something that was not understood. */
  report(line: number, text: string): void {
    this.#firstUnknown ??= { line, text };
    if (this.#unknown.length < MOST_UNKNOWN) this.#unknown.push(line);
    else this.#further++;
  }

  #passes(text: string): boolean {
    if (isPager(text)) this.#last = 'pager';
    else if (!isNoise(text, this.isFirst)) return false;
    else if (isPrompt(text)) this.#last = 'prompt';
    return true;
  }

  close(): Reading {
    const { isTerminated } = this.reader;
    const reading: Reading = {
      // A parser that looks at the whole first reports out of order.
      unknown: [...new Set(this.#unknown)].sort((a, b) => a - b),
      furtherUnknown: this.#further,
      understood: this.#understood,
      isCut: this.#last === 'pager' || (/^(?:unknown|kept)$/.test(this.#last) && !isTerminated),
      isLoose: this.#last === 'understood' && !isTerminated,
    };
    if (this.#refusal !== undefined) reading.refusal = this.#refusal;
    if (this.#firstUnknown !== undefined) reading.firstUnknown = this.#firstUnknown;
    return reading;
  }
}

/**
 * The result. A refusal beside records is a line that was not understood: the answer came all the same.
 * @param isOpen the last record still waits for lines that must follow
 */
export function conclude<T>(reading: Reading, records: T[], isOpen = false): Parsed<T> {
  const { unknown, furtherUnknown, refusal, isCut } = reading;
  const rest = furtherUnknown > 0 ? { furtherUnknown } : {};
  const rejection = rejectionOf(reading, records.length);
  if (rejection) return { records, outcome: 'rejected', unknown, ...rest, rejection };
  const all = refusal ? [...unknown, refusal.line].sort((a, b) => a - b) : unknown;
  if (isCut || isOpen) return { records, outcome: 'truncated', unknown: all, ...rest };
  return { records, outcome: records.length > 0 ? 'complete' : 'empty', unknown: all, ...rest };
}

function rejectionOf({ refusal, understood, firstUnknown }: Reading, records: number): Quote | undefined {
  if (records === 0 && refusal) return refusal;
  return understood === 0 ? firstUnknown : undefined;
}
