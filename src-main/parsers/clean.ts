/** Lines of a capture without what is not the answer: line ends, erased text, pagers, log messages between the lines. */
import { DRAWING, redraw } from './redraw.ts';
import { isPrompt, withoutPager } from './noise.ts';
import { startOfLog } from './stamp.ts';

/** No answer of a router is longer; longer lines are not looked at, so that garbage costs its length and no more. */
const LONGEST = 4096;
/** Nor has any as many blanks in a row: no terminal is as wide. A pattern may cost the square of such a row. */
const GAP = ' '.repeat(256);
const TABS = '\t'.repeat(256);
const BLANK = 0x20;

/**
 * Reads a text line by line, forward only, in linear time. The current line is `buffer` from `start` to `end`, without
 * blanks at its ends: usually that is the given text itself, so that a parser in a hurry copies nothing. Blank lines
 * and whole log messages are passed over; `line` counts the lines of the given text from 0.
 *
 * A stamped message that begins inside a line interrupted it: the line after the message continues it.
 */
export class LineReader {
  buffer = '';
  start = 0;
  end = 0;
  /** The line before blanks were taken from its ends: `buffer` from `rawStart` to `rawEnd`. */
  rawStart = 0;
  rawEnd = 0;
  line = -1;
  /** Too long to be an answer, or with too wide a gap; only its beginning is here. */
  isOverlong = false;
  readonly #text: string;
  /** Of a line that is looked at. */
  readonly #longest: number;
  readonly #separator: string;
  readonly #drawing: Occurrence[];
  readonly #pager: Occurrence;
  readonly #percent: Occurrence;
  /** Where the next of all those is: a line before it is as it seems. */
  #special = -1;
  #position = 0;
  /** How many lines were taken, and where the last of them is in the text. */
  #count = 0;
  #from = 0;
  #to = 0;

  constructor(text: string, { keepLogs = false, longest = LONGEST } = {}) {
    this.#text = text;
    this.#longest = longest;
    // Carriage returns alone as line ends: old terminals, and some editors.
    this.#separator = text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
    this.#drawing = DRAWING.filter((character) => text.includes(character)).map((one) => new Occurrence(text, one));
    this.#pager = new Occurrence(text, 'More');
    this.#percent = new Occurrence(keepLogs ? '' : text, '%');
  }

  get text(): string {
    return this.buffer.slice(this.start, this.end);
  }

  /** Whether the last line of the text has a line end. */
  get isTerminated(): boolean {
    return this.#text === '' || this.#text.endsWith(this.#separator);
  }

  /** Goes to the next line that is not blank. */
  next(): boolean {
    while (this.#position < this.#text.length) {
      this.#take();
      this.line = this.#count - 1;
      if (this.#special < this.#to && !this.isOverlong && this.#percent.isWithin(this.#from, this.#to)) this.#cutLogs();
      if (this.start < this.end) return true;
    }
    return false;
  }

  /** Takes one line from the text. */
  #take(): void {
    const from = this.#position;
    let to = this.#text.indexOf(this.#separator, from);
    if (to < 0) to = this.#text.length;
    this.#position = to + 1;
    this.#count++;
    while (to > from && this.#text.charCodeAt(to - 1) === 0x0d) to--;
    this.#from = from;
    this.#to = to;
    this.isOverlong = to - from > this.#longest || this.#hasGap(from, to);
    if (this.isOverlong) this.#set(this.#text.slice(from, from + 200), 0, 200);
    else this.#set(this.#text, from, to);
    if (this.#special < from) this.#special = this.#nextSpecial(from);
    if (!this.isOverlong && this.#special < to) this.#redraw(from, to);
  }

  /** The line as a terminal would show it. */
  #redraw(from: number, to: number): void {
    if (this.#drawing.some((one) => one.isWithin(from, to))) this.#replace(redraw(this.#raw()));
    if (this.#pager.isWithin(from, to)) this.#passPager();
  }

  #hasGap(from: number, to: number): boolean {
    if (to - from <= GAP.length) return false;
    // Blanks at the ends are none of the line's own.
    const text = this.#text.slice(from, to).trim();
    return text.length > GAP.length && (text.includes(GAP) || text.includes(TABS));
  }

  #nextSpecial(from: number): number {
    let next = Math.min(this.#pager.from(from), this.#percent.from(from));
    for (const one of this.#drawing) next = Math.min(next, one.from(from));
    return next;
  }

  /** Takes log messages out of the line, and continues the line with the next one when a message interrupted it. */
  #cutLogs(): void {
    let kept = '';
    for (;;) {
      const raw = this.#raw();
      const at = startOfLog(raw);
      const before = at < 0 ? raw : raw.slice(0, at);
      if (before.trim() !== '') kept += before;
      const isOver = at < 0 || kept === '' || isPrompt(kept.trim()) || kept.length > this.#longest;
      if (isOver || this.#position >= this.#text.length) break;
      this.#take();
    }
    this.#replace(kept);
  }

  /** A pager that stands alone stays: the text may end there. */
  #passPager(): void {
    const rest = withoutPager(this.#raw());
    if (rest.trim() !== '') this.#replace(rest);
  }

  #raw(): string {
    return this.buffer.slice(this.rawStart, this.rawEnd);
  }

  #replace(line: string): void {
    this.#set(line, 0, line.length);
  }

  #set(buffer: string, from: number, to: number): void {
    let start = from;
    let end = to;
    while (start < end && buffer.charCodeAt(start) <= BLANK) start++;
    while (end > start && buffer.charCodeAt(end - 1) <= BLANK) end--;
    this.buffer = buffer;
    this.rawStart = from;
    this.rawEnd = to;
    this.start = start;
    this.end = end;
  }
}

/** Where the next of some character is: each goes over the text once, however often it is asked. */
class Occurrence {
  #position = -1;

  constructor(
    private readonly text: string,
    private readonly wanted: string,
  ) {}

  isWithin(start: number, end: number): boolean {
    return this.from(start) < end;
  }

  /** Infinity when there is no more. */
  from(start: number): number {
    if (this.#position < start) {
      const found = this.text.indexOf(this.wanted, start);
      this.#position = found < 0 ? Infinity : found;
    }
    return this.#position;
  }
}

/** A line for parsers that are in no hurry. */
export interface Line {
  number: number;
  /** Without blanks at its ends. */
  text: string;
  /** With them. */
  raw: string;
  isOverlong: boolean;
}

/** The next line of the reader as a value of its own. */
export function takeLine(reader: LineReader): Line | undefined {
  if (!reader.next()) return undefined;
  const { buffer, start, end, rawStart, rawEnd, line, isOverlong } = reader;
  return { number: line, text: buffer.slice(start, end), raw: buffer.slice(rawStart, rawEnd), isOverlong };
}
