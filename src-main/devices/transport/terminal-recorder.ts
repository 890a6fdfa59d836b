/**
 * The last of what a console printed, with its times, so that a terminal that is opened or reloaded later shows the
 * same as one that was there all along. Bounded: the oldest goes first.
 */
import { concat } from '../../base/bytes.ts';
import type { TerminalSize } from './terminal.ts';

export type Recorded =
  /** `offset`: how many bytes the console had printed before these, since the recording began. */
  | { kind: 'output'; at: number; offset: number; bytes: Uint8Array }
  | { kind: 'resize'; at: number; size: TerminalSize };

const LINE_FEED = 10;
/** Single keystrokes' echoes within so many milliseconds become one entry: a console prints byte by byte. */
const SAME_MOMENT = 50;
/** An entry that grows beyond this is closed, so that dropping the oldest does not drop everything. */
const LONGEST_ENTRY = 4096;

export class TerminalRecorder {
  #entries: Recorded[] = [];
  #kept = 0;
  #position = 0;
  /** The window's size when the oldest kept output was printed, once its own entry was dropped. */
  #sizeBefore: (Recorded & { kind: 'resize' }) | undefined;

  /** @param limit the bytes of output that are kept */
  constructor(private readonly limit = 256 * 1024) {}

  /** How many bytes were recorded since the beginning, dropped ones included. */
  get position(): number {
    return this.#position;
  }

  /** @param at the time on the caller's clock */
  record(bytes: Uint8Array, at: number): void {
    const last = this.#entries.at(-1);
    const entry: Recorded = { kind: 'output', at, offset: this.#position, bytes: bytes.slice() };
    const isSame = last?.kind === 'output' && at - last.at <= SAME_MOMENT && last.bytes.length < LONGEST_ENTRY;
    if (isSame) last.bytes = concat(last.bytes, bytes);
    else this.#entries.push(entry);
    this.#kept += bytes.length;
    this.#position += bytes.length;
    this.#drop();
  }

  resized(size: TerminalSize, at: number): void {
    if (this.#entries.at(-1)?.kind === 'resize') this.#entries.pop();
    this.#entries.push({ kind: 'resize', at, size });
  }

  /** What a terminal must be fed to show what was printed, oldest first. */
  replay(): Recorded[] {
    const entries = this.#sizeBefore ? [this.#sizeBefore, ...this.#entries] : this.#entries;
    return entries.map((entry) => (entry.kind === 'output' ? { ...entry, bytes: entry.bytes.slice() } : entry));
  }

  /** The output from one offset to another, where it is still kept; from the oldest that is. */
  bytes(from: number, to = this.#position): Uint8Array {
    const parts = this.#entries.flatMap((entry) => {
      if (entry.kind !== 'output') return [];
      return [entry.bytes.subarray(Math.max(0, from - entry.offset), Math.max(0, to - entry.offset))];
    });
    return concat(...parts);
  }

  #drop(): void {
    if (this.#kept <= this.limit) return;
    let tooMany = this.#kept - this.limit;
    while (tooMany > 0) {
      const oldest = this.#entries[0];
      if (!oldest) return;
      if (oldest.kind === 'output' && oldest.bytes.length > tooMany) {
        this.#cut(oldest, tooMany);
        return;
      }
      this.#entries.shift();
      if (oldest.kind === 'resize') this.#sizeBefore = oldest;
      else tooMany -= this.#forget(oldest.bytes.length);
    }
  }

  /** Cuts at the start of a line where there is one, so that a replay never begins inside an escape sequence. */
  #cut(entry: Recorded & { kind: 'output' }, atLeast: number): void {
    const lineEnd = entry.bytes.indexOf(LINE_FEED, atLeast - 1);
    const count = lineEnd < 0 ? atLeast : lineEnd + 1;
    entry.bytes = entry.bytes.slice(count);
    entry.offset += this.#forget(count);
    if (entry.bytes.length === 0) this.#entries.shift();
  }

  #forget(count: number): number {
    this.#kept -= count;
    return count;
  }
}
