/**
 * JSON (RFC 8259). The engine's own parser makes the value; a scan before it finds what that parser does not say:
 * line and column of a fault, a key that stands twice in one object (the last one counts), nesting without end.
 */
import { Refusal, type Complaint } from '../complaint.ts';
import { limits } from '../limits.ts';
import { keyTwice, type Document } from './document.ts';
import { Lines } from './position.ts';
import { Wanted } from './wanted.ts';

export function readJson(text: string): Document {
  const scanner = new JsonScanner(text);
  scanner.scan();
  return {
    syntax: 'JSON',
    value: JSON.parse(text) as unknown,
    complaints: keysTwice(text, scanner),
    positionsOf: (paths) => {
      const wanted = Wanted.of(paths);
      new JsonScanner(text).scan(wanted);
      const lines = new Lines(text);
      return paths.map((path) => {
        const offset = wanted.nearest(path);
        return offset === undefined ? undefined : lines.positionOf(offset);
      });
    },
  };
}

function keysTwice(text: string, { twice }: JsonScanner): Complaint[] {
  if (twice.length === 0) return [];
  const lines = new Lines(text);
  return twice.map(({ key, offset }) => keyTwice(key, lines.positionOf(offset)));
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

class JsonScanner {
  /** Keys that were in their object before, and where. */
  readonly twice: { key: string; offset: number }[] = [];
  #at = 0;

  constructor(private readonly text: string) {}

  scan(wanted?: Wanted): void {
    this.#blank();
    this.#value(0, wanted);
    this.#blank();
    if (this.#at < this.text.length) this.#fail('the end of the file');
  }

  #value(depth: number, wanted?: Wanted): void {
    if (depth > limits.depth) this.#failTooDeep();
    const next = this.text[this.#at];
    if (next === '{') this.#object(depth, wanted);
    else if (next === '[') this.#list(depth, wanted);
    else if (next === '"') this.#string();
    else if (!this.#skip(number) && !this.#skip(word)) this.#fail('a value');
  }

  #object(depth: number, wanted?: Wanted): void {
    const keys = new Set<string>();
    if (this.#opensEmpty('}')) return;
    do {
      this.#blank();
      if (this.text[this.#at] !== '"') this.#fail('a key in double quotes');
      const start = this.#at;
      const key = this.#string();
      if (keys.has(key)) this.twice.push({ key, offset: start });
      keys.add(key);
      this.#blank();
      if (!this.#take(':')) this.#fail('":"');
      this.#blank();
      this.#value(depth + 1, wanted?.found(key, start));
      this.#blank();
    } while (this.#take(','));
    if (!this.#take('}')) this.#fail('"," or "}"');
  }

  #list(depth: number, wanted?: Wanted): void {
    if (this.#opensEmpty(']')) return;
    let index = 0;
    do {
      this.#blank();
      this.#value(depth + 1, wanted?.found(index++, this.#at));
      this.#blank();
    } while (this.#take(','));
    if (!this.#take(']')) this.#fail('"," or "]"');
  }

  #opensEmpty(close: string): boolean {
    this.#at++;
    this.#blank();
    return this.#take(close);
  }

  #string(): string {
    const start = this.#at++;
    let hasEscape = false;
    for (;;) {
      const code = this.text.charCodeAt(this.#at);
      if (code === 0x22) break;
      if (code === 0x5c) {
        hasEscape = true;
        if (!this.#skip(escape)) this.#fail('an escape of JSON');
      } else if (code >= 0x20) this.#at++;
      else this.#fail(this.#at < this.text.length ? 'text without control characters' : 'the closing double quote');
    }
    this.#at++;
    const quoted = this.text.slice(start, this.#at);
    return hasEscape ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
  }

  #blank(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at++;
    }
  }

  #take(character: string): boolean {
    if (this.text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #skip(token: RegExp): boolean {
    token.lastIndex = this.#at;
    if (!token.test(this.text)) return false;
    this.#at = token.lastIndex;
    return true;
  }

  #fail(expected: string): never {
    const position = new Lines(this.text).positionOf(this.#at);
    const place = `line ${position.line}, column ${position.column}`;
    if (this.#at >= this.text.length)
      throw new Refusal('json-cut-short', `JSON that breaks off at ${place}: expected ${expected}`, {
        position,
        message: `expected ${expected}, found the end of the file`,
        mend: 'the file was cut short: copy or download it again',
      });
    throw new Refusal('json-syntax', `JSON with a fault at ${place}: expected ${expected}`, {
      position,
      message: `expected ${expected}, found ${JSON.stringify(this.text.slice(this.#at, this.#at + 20))}`,
      mend: 'mend the JSON at this place, or save the file again',
    });
  }

  #failTooDeep(): never {
    throw new Refusal('too-deep', `JSON nested more than ${limits.depth} levels deep`, {
      position: new Lines(this.text).positionOf(this.#at),
      message: `expected at most ${limits.depth} levels`,
    });
  }
}
