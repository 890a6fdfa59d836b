/**
 * The INI of dynagen, which GNS3 0.8 saves: sections inside one another by the number of their brackets, and `key =
 * value` lines. A section is a map: `name`, `entries` (a list of maps with `key` and `value`), and `sections`.
 */
import type { Path } from '../../base/path.ts';
import { Refusal } from '../complaint.ts';
import { isRecord } from '../field.ts';
import { limits } from '../limits.ts';
import type { Document } from './document.ts';
import type { Position } from './position.ts';

interface Section {
  name: string;
  entries: { key: string; value: string }[];
  sections: Section[];
}

/** Whether a text starts as dynagen's files do: with its own settings, or a server and something on it. */
export function isDynagen(text: string): boolean {
  const start = text.slice(0, 65_536).replaceAll('\r\n', '\n');
  return (
    /^(?:[;#].*\n|\s*\n)*\[[^[\]\n]*\][ \t]*\n(?:.*\n){0,200}?[ \t]*\[\[/.test(start) ||
    /^(?:[;#].*\n|\s*\n)*(?:autostart|ghostios|sparsemem|debug|version|idlepc) *=[^]*\n[ \t]*\[/i.test(start)
  );
}

/** @param text its lines end with \n */
export function readIni(text: string): Document {
  const lines = new WeakMap<object, number>();
  const value = new IniReader(lines).read(text);
  return {
    syntax: 'INI',
    value,
    positionsOf: (paths) => paths.map((path) => positionOf(value, path, (one) => lines.get(one))),
  };
}

const head = /^(\[{1,8})([^[\]]*)(\]{1,8})$/;

class IniReader {
  readonly #root: Section = { name: '', entries: [], sections: [] };
  /** The section that lines belong to, and those around it. */
  #open: Section[] = [this.#root];

  constructor(private readonly lineOf: WeakMap<object, number>) {}

  read(text: string): Section {
    text.split('\n').forEach((line, index) => this.#line(line.trim(), index + 1));
    return this.#root;
  }

  #line(line: string, number: number): void {
    if (line === '' || line.startsWith('#') || line.startsWith(';')) return;
    const parts = head.exec(line);
    if (parts) return this.#section(parts, number);
    const equals = line.indexOf('=');
    // A line without a key continues a text of several lines: only notes have such, and they are not needed.
    if (equals <= 0) return;
    const entry = { key: line.slice(0, equals).trim(), value: unquoted(line.slice(equals + 1).trim()) };
    this.lineOf.set(entry, number);
    this.#open.at(-1)?.entries.push(entry);
  }

  #section([, open = '', name = '', close = '']: RegExpExecArray, number: number): void {
    const depth = open.length;
    if (depth !== close.length || depth > this.#open.length)
      throw new Refusal('ini-syntax', `a GNS3 0.8 topology with a fault at line ${number}: a section in no section`, {
        position: { line: number, column: 1 },
        message: `expected a section at most ${Math.min(this.#open.length, limits.depth)} deep, found ${open}${name}${close}`,
        mend: 'mend the brackets of the line',
      });
    const section: Section = { name: name.trim(), entries: [], sections: [] };
    this.lineOf.set(section, number);
    this.#open.length = depth;
    this.#open.at(-1)?.sections.push(section);
    this.#open.push(section);
  }
}

function unquoted(value: string): string {
  const parts = /^(["'])(.*)\1$/.exec(value);
  return parts?.[2] ?? value;
}

function positionOf(value: unknown, path: Path, lineOf: (one: object) => number | undefined): Position | undefined {
  let place = value;
  let line: number | undefined;
  for (const step of path) {
    place = isRecord(place) || Array.isArray(place) ? (place as Record<string | number, unknown>)[step] : undefined;
    if (isRecord(place)) line = lineOf(place) ?? line;
  }
  return line === undefined ? undefined : { line, column: 1 };
}
