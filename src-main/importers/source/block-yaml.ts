/**
 * The plain form of YAML in which CML (that is, PyYAML) saves labs: block maps and lists, one key to a line, scalars
 * plain, quoted or literal. It is read in a tenth of the time that the `yaml` package needs. Whatever is not certainly
 * of that form (anchors, tags, flow collections, odd indentation, every mistake) is not read here at all: the
 * caller turns to the `yaml` package, which also words the errors.
 */
import { Refusal } from '../complaint.ts';
import { limits } from '../limits.ts';
import { Lines } from './position.ts';
import { readScalar, Unusual } from './block-yaml-scalars.ts';
import type { Wanted } from './wanted.ts';

/**
 * The value of the text, its scalars text or null; undefined when the text is not of the plain form.
 *
 * @param text its lines end with \n, the last one too
 * @param wanted places whose offsets are to be noted
 */
export function readBlockYaml(text: string, wanted?: Wanted): { value: unknown } | undefined {
  if (text.includes('\r')) return undefined;
  try {
    return { value: new BlockReader(text).read(wanted) };
  } catch (error) {
    if (error instanceof Unusual) return undefined;
    throw error;
  }
}

const space = 0x20;
const dash = 0x2d;
const newline = 0x0a;
const hash = 0x23;

/** `test` moves behind the colon, and makes nothing that would have to be cleared away: there are very many keys. */
const keyPattern = /[A-Za-z_][\w.-]*:(?=[ \n])/y;

/** A key that YAML reads as null, and a name that a JavaScript object has a meaning for. */
const oddKeys: ReadonlySet<string> = new Set(['null', 'Null', 'NULL', '__proto__']);

class BlockReader {
  /** Where the line starts, where its first character other than a space is, and what is between. */
  #lineStart = 0;
  #at = 0;
  #indent = -1;

  constructor(private readonly text: string) {}

  read(wanted?: Wanted): unknown {
    this.#goTo(this.text.startsWith('---\n') ? 4 : 0);
    if (this.#indent !== 0) throw new Unusual();
    const value = this.#block(wanted, 0);
    if (!this.#isAtEnd) throw new Unusual();
    return value;
  }

  get #isAtEnd(): boolean {
    return this.#indent === -1;
  }

  /** Goes to the first line from `start` on that is neither blank nor a comment. */
  #goTo(start: number): void {
    for (let line = start; line < this.text.length; line = this.text.indexOf('\n', line) + 1) {
      let at = line;
      while (this.text.charCodeAt(at) === space) at++;
      const first = this.text[at];
      if (first === '\n' || first === '#') continue;
      if (first === '\t' || (at === line && /^(?:---|\.\.\.)/.test(this.text.slice(at, at + 3)))) throw new Unusual();
      this.#lineStart = line;
      this.#at = at;
      this.#indent = at - line;
      return;
    }
    this.#indent = -1;
  }

  get #isItem(): boolean {
    if (this.text.charCodeAt(this.#at) !== dash) return false;
    const next = this.text.charCodeAt(this.#at + 1);
    return next === space || next === newline;
  }

  /** The map or list that starts on this line. */
  #block(wanted: Wanted | undefined, depth: number): unknown {
    if (depth > limits.depth)
      throw new Refusal('too-deep', `YAML nested more than ${limits.depth} levels deep`, {
        position: new Lines(this.text).positionOf(this.#at),
        message: `expected at most ${limits.depth} levels`,
      });
    return this.#isItem ? this.#list(wanted, depth) : this.#map(wanted, depth);
  }

  #map(wanted: Wanted | undefined, depth: number): Record<string, unknown> {
    const indent = this.#indent;
    const map: Record<string, unknown> = {};
    do {
      keyPattern.lastIndex = this.#at;
      if (!keyPattern.test(this.text)) throw new Unusual();
      const key = this.text.slice(this.#at, keyPattern.lastIndex - 1);
      if (oddKeys.has(key) || Object.hasOwn(map, key)) throw new Unusual();
      const place = wanted?.found(key, this.#at);
      map[key] = this.#valueAfter(keyPattern.lastIndex, indent, { wanted: place, depth });
    } while (this.#indent === indent && !this.#isItem);
    if (this.#indent > indent) throw new Unusual();
    return map;
  }

  #list(wanted: Wanted | undefined, depth: number): unknown[] {
    const indent = this.#indent;
    const list: unknown[] = [];
    do {
      const at = this.#pastSpaces(this.#at + 1);
      const place = wanted?.found(list.length, at);
      list.push(this.#item(at, indent, { wanted: place, depth }));
    } while (this.#indent === indent && this.#isItem);
    if (this.#indent > indent) throw new Unusual();
    return list;
  }

  /** What follows "- ", from `at` on. */
  #item(at: number, indent: number, below: { wanted: Wanted | undefined; depth: number }): unknown {
    keyPattern.lastIndex = at;
    if (keyPattern.test(this.text)) {
      // A map that starts beside the dash: its keys are in the column of its first.
      this.#at = at;
      this.#indent = at - this.#lineStart;
      return this.#block(below.wanted, below.depth + 1);
    }
    if (!this.#isLineEnd(at)) return this.#scalar(at, indent);
    this.#goTo(this.text.indexOf('\n', at));
    return this.#indent > indent ? this.#block(below.wanted, below.depth + 1) : null;
  }

  /** What follows "key:", from `from` on. */
  #valueAfter(from: number, indent: number, below: { wanted: Wanted | undefined; depth: number }): unknown {
    const at = this.#pastSpaces(from);
    if (!this.#isLineEnd(at)) return this.#scalar(at, indent);
    this.#goTo(this.text.indexOf('\n', at));
    // A list may stand in the column of the key that it belongs to.
    const isBelow = this.#indent > indent || (this.#indent === indent && this.#isItem);
    return isBelow ? this.#block(below.wanted, below.depth + 1) : null;
  }

  /** Nothing but a comment is left of the line. */
  #isLineEnd(at: number): boolean {
    const next = this.text.charCodeAt(at);
    return next === newline || (next === hash && this.text.charCodeAt(at - 1) === space);
  }

  #scalar(at: number, indent: number): unknown {
    const { value, end } = readScalar(this.text, at, indent);
    this.#goTo(end);
    return value;
  }

  #pastSpaces(from: number): number {
    let at = from;
    while (this.text.charCodeAt(at) === space) at++;
    return at;
  }
}
