/**
 * One of the lines of counters of an ident: `#pkts encaps: 5, #pkts encrypt: 5, #pkts digest 5`, `#send errors 0`. The
 * line at the same place of the ident before has the same names, and often the same numbers: what was read is used again.
 */
import { integer } from '../values.ts';
import { COUNTERS } from './ipsec-ident.ts';

const NAME_OF_COUNTER = new Map<string, string>(Object.entries(COUNTERS));
const BLANK = 0x20;
const HASH = 0x23;
const COLON = 0x3a;

export class CounterLine {
  /** As printed, without # and colon. */
  readonly #printed: string[] = [];
  readonly #names: string[] = [];
  readonly #values: number[] = [];
  #text = '';
  #count = 0;

  /** Puts what the line says; false when it is no such line. */
  read(text: string, counters: Record<string, number>, at: Record<string, number>, line: number): boolean {
    if (text !== this.#text) {
      this.#count = 0;
      this.#text = this.#readAll(text) ? text : '';
      if (this.#text === '') return false;
    }
    for (let index = 0; index < this.#count; index++) {
      const name = this.#names[index] ?? '';
      counters[name] = this.#values[index] ?? 0;
      at[name] = line;
    }
    return this.#count > 0;
  }

  #readAll(text: string): boolean {
    for (let from = 0; from < text.length;) {
      while (text.charCodeAt(from) === HASH || text.charCodeAt(from) === BLANK) from++;
      const comma = text.indexOf(',', from);
      const to = comma < 0 ? text.length : comma;
      const last = text.lastIndexOf(' ', to);
      const value = integer(text, last + 1, to);
      if (value === undefined || last < from) return false;
      this.#values[this.#count] = value;
      this.#name(text, from, text.charCodeAt(last - 1) === COLON ? last - 1 : last);
      this.#count++;
      from = to + 1;
    }
    return true;
  }

  #name(text: string, from: number, to: number): void {
    const index = this.#count;
    const before = this.#printed[index];
    if (before !== undefined && before.length === to - from && text.startsWith(before, from)) return;
    const printed = text.slice(from, to);
    this.#printed[index] = printed;
    this.#names[index] = NAME_OF_COUNTER.get(printed) ?? printed;
  }
}
