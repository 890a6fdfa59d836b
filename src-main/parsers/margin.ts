/**
 * Where the terminal ended that a text comes from, and how it broke what was longer. The text itself tells: none of its
 * lines is longer than the terminal was wide, and a terminal cuts in the middle of a word, where mail and pages break at
 * a blank. Nothing is measured before somebody asks, as most texts have no broken line.
 */
import { LineReader } from './clean.ts';
import { isNoise, isPager } from './noise.ts';

/** Where terminals end by default. */
const WIDTHS = new Set([80, 100, 120, 132, 160]);
const USUAL = 80;
/** No console is narrower, or wider. */
const NARROWEST = 32;
const WIDEST = 512;

/** As the text is read otherwise. */
interface ReadOptions {
  keepLogs?: boolean;
  longest?: number;
}

/** Whether a line and the next one are one line, if blanks were between them, and if nothing was. */
export type Grammar = (
  raw: string,
  next: string,
) => { isSplit: boolean; isCut: boolean; /** The line is one as it stands. */ isWhole: boolean };

export class Margin {
  #width: number | undefined;
  #isAtBlanks: boolean | undefined;
  #isProven: boolean | undefined;
  #words: ReadonlySet<string> | undefined;

  /** @param grammar tells which of the lines are broken, where that is known; else it is told by how they look */
  constructor(
    private readonly text: string,
    private readonly options: ReadOptions = {},
    private readonly grammar?: Grammar,
  ) {}

  /** Whether the line ends where the terminal does, and may have been cut. One that ends in blanks was filled up with them. */
  ends(raw: string): boolean {
    return this.#isFull(raw) && (this.isUsual(raw) || !this.isAtBlanks);
  }

  /** Whether the line had to be broken where it was: it ends at the margin, or the next word did not fit before that. */
  hadToBreak(raw: string, next: string): boolean {
    return this.#isFull(raw) || isForced(raw, next, this.width) || isForced(raw, next, USUAL);
  }

  /**
   * What the line may have been before it was broken, the likeliest first, with the blanks at its ends.
   * @param tail the last of its parts, as it stood there
   */
  joinings(raw: string, next: string, tail = raw): string[] {
    const cut = raw + next;
    const split = `${raw.trimEnd()} ${next.trimStart()}`;
    return this.isCut(tail, next) ? [cut, split] : [split, cut];
  }

  /** The likeliest of these. */
  join(raw: string, next: string, tail = raw): string {
    return this.isCut(tail, next) ? raw + next : `${raw.trimEnd()} ${next.trimStart()}`;
  }

  /** Whether nothing was between the end of the line and the next one, as far as one can tell without their grammar. */
  isCut(raw: string, next: string): boolean {
    if (!this.ends(raw)) return false;
    if (raw.endsWith(' ') || next.startsWith(' ')) return true;
    return this.#isWordCut(raw, next) ?? !this.isAtBlanks;
  }

  /** What the other words of the text tell: either the whole word is among them, or both of its parts are. */
  #isWordCut(raw: string, next: string): boolean | undefined {
    this.#words ??= this.#wordsApart();
    const words = this.#words;
    const first = firstWordOf(next);
    const last = raw.slice(raw.lastIndexOf(' ') + 1);
    if (words.has(bare(last + first))) return true;
    const isKnown = (word: string): boolean => /[A-Za-z]{2}/.test(word) && words.has(bare(word));
    return isKnown(first) && (isKnown(last) || /^\d+$/.test(last)) ? false : undefined;
  }

  /** The words of the text without those that may be parts of one. */
  #wordsApart(): Set<string> {
    const words = new Set<string>();
    let isAfterFull = false;
    for (const raw of linesOf(this.text, this.options)) {
      const all = raw.trim().split(/\s+/);
      const isFull = this.#isFull(raw);
      for (const word of all.slice(isAfterFull ? 1 : 0, isFull ? -1 : all.length)) words.add(bare(word));
      isAfterFull = isFull;
    }
    return words;
  }

  /** Whether the line ends where terminals end by default. */
  isUsual({ length }: string): boolean {
    return WIDTHS.has(length);
  }

  /** Whether a line that may be whole was broken after all: it had to be, and others were too, or it ends as usual. */
  isBreak(raw: string, next: string): boolean {
    if (!this.hadToBreak(raw, next)) return false;
    if (this.isUsual(raw) || isForcedByUsual(raw, next)) return true;
    this.#isProven ??= this.#isBroken();
    return this.#isProven;
  }

  #isBroken(): boolean {
    return this.grammar ? this.#countBroken(this.grammar).sure > 0 : this.#countLikely().full > 2;
  }

  #isFull(raw: string): boolean {
    return (raw.length === this.width || WIDTHS.has(raw.length)) && !raw.endsWith('  ');
  }

  /** The length of the longest line; what the console wrote around the answer is no line of it. */
  get width(): number {
    this.#width ??= widthOf(this.text, this.options);
    return this.#width;
  }

  /** Of lines broken at blanks a few end at the margin by chance, and most before it; of lines that were cut all end there. */
  get isAtBlanks(): boolean {
    this.#isAtBlanks ??= this.#tellBlanks();
    return this.#isAtBlanks;
  }

  #tellBlanks(): boolean {
    const { full, short } = this.grammar ? this.#countBroken(this.grammar) : NOTHING;
    if (Math.abs(full - short) >= (WIDTHS.has(this.width) ? 1.5 : 1)) return short > full;
    const isUsual = WIDTHS.has(this.width);
    if (this.grammar && isUsual) return false;
    const likely = this.#countLikely();
    // The longest line of some that were broken at blanks is alone as a rule, unless the margin is in its place.
    return likely.short > likely.full * (isUsual ? 3 : 1);
  }

  /** Lines that the grammar reads only if they were broken here or there. */
  #countBroken(grammar: Grammar): Count {
    const count = { ...NOTHING };
    for (const [raw, next] of pairsOf(this.text, this.options)) {
      if (!this.hadToBreak(raw, next)) continue;
      const { isSplit, isCut, isWhole } = grammar(raw, next);
      if (!isSplit && !isCut) continue;
      if (!isWhole) count.sure++;
      const kind = this.#kindOf(isSplit, isCut, [raw, next]);
      // Of a line that is understood as it stands nobody knows whether it was broken.
      if (kind !== undefined) count[kind] += isWhole ? 0.5 : 1;
    }
    return count;
  }

  #kindOf(isSplit: boolean, isCut: boolean, [raw, next]: [string, string]): 'full' | 'short' | undefined {
    if (!this.#isFull(raw)) return isSplit ? 'short' : undefined;
    if (!isCut) return 'short';
    return !isSplit || touchesBlank(raw, next) ? 'full' : undefined;
  }

  #countLikely(): Count {
    const count = { ...NOTHING };
    for (const [raw, next] of pairsOf(this.text, this.options)) {
      if (raw.length === this.width && this.#isBeforeUsual(raw, next)) count.short++;
      else if (raw.length === this.width) count.full += touchesBlank(raw, next) ? 2 : 1;
      else if (isForced(raw, next, this.width) && isLikeARest(raw, next)) count.short++;
    }
    return count;
  }

  /** Whether the longest line ends where a blank was the last before a usual width. */
  #isBeforeUsual(raw: string, next: string): boolean {
    return !this.isUsual(raw) && !touchesBlank(raw, next) && isForcedByUsual(raw, next);
  }
}

interface Count {
  full: number;
  short: number;
  /** Of lines that are not understood as they stand. */
  sure: number;
}

const NOTHING: Count = { full: 0, short: 0, sure: 0 };

function* linesOf(text: string, options: ReadOptions): Generator<string> {
  const reader = new LineReader(text, options);
  while (reader.next()) if (!reader.isOverlong) yield reader.buffer.slice(reader.rawStart, reader.rawEnd);
}

function* pairsOf(text: string, options: ReadOptions): Generator<[raw: string, next: string]> {
  const reader = new LineReader(text, options);
  let last = '';
  while (reader.next()) {
    const raw = reader.buffer.slice(reader.rawStart, reader.rawEnd);
    if (last !== '') yield [last, raw];
    last = reader.isOverlong ? '' : raw;
  }
}

function firstWordOf(text: string): string {
  return text.trimStart().split(' ', 1)[0] ?? '';
}

function widthOf(text: string, options: ReadOptions): number {
  const reader = new LineReader(text, options);
  let width = 0;
  while (reader.next()) {
    const length = reader.rawEnd - reader.rawStart;
    if (length > width && !reader.isOverlong && !isAround(reader.text, options.keepLogs === true)) width = length;
  }
  return width < NARROWEST || width > WIDEST ? 0 : width;
}

function isAround(text: string, keepLogs: boolean): boolean {
  return !keepLogs && (isPager(text) || isNoise(text, true));
}

/** A word without the marks at its ends. */
function bare(word: string): string {
  return word.replace(/^[("']|[:,;.)"']{1,3}$/g, '');
}

function touchesBlank(raw: string, next: string): boolean {
  return (raw.endsWith(' ') && !next.startsWith(' ')) || /^ \S/.test(next);
}

function isForced(raw: string, next: string, width: number): boolean {
  return raw.length <= width && raw.length + 1 + firstWordOf(next).length > width;
}

function isForcedByUsual(raw: string, next: string): boolean {
  return [...WIDTHS].some((width) => isForced(raw, next, width));
}

/** It stands at the left margin, below what does not, or begins as no line does. */
function isLikeARest(raw: string, next: string): boolean {
  return /^\S/.test(next) && (/^\s/.test(raw) || /^[a-z\d(]/.test(next) || raw.endsWith(','));
}
