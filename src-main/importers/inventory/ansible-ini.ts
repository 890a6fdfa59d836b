/** Ansible's older form of inventory: lines in sections. Read into what the YAML form would have been. */
import { limits } from '../limits.ts';
import { Refusal } from '../complaint.ts';
import type { Path } from '../../base/path.ts';
import type { Document } from '../source/document.ts';
import { Lines } from '../source/position.ts';
import { rangeOf } from './host-range.ts';

interface Group {
  hosts: Record<string, Record<string, string>>;
  vars: Record<string, string>;
  children: Record<string, Record<string, never>>;
}

/** A section, or a host with a variable of Ansible's: nothing else begins like that. */
export function isAnsibleIni(text: string): boolean {
  if (/^\s*[{<]/.test(text)) return false;
  return (
    /^\[[\w .*-]+(?::(?:vars|children))?\][ \t]*(?:[#;].*)?$/m.test(text) ||
    /^[\w.[\]:-]+[ \t]+[^\n]*\bansible_\w+[ \t]*=/m.test(text)
  );
}

/** @param text its lines end with \n */
export function readAnsibleIni(text: string): Document {
  const reading = new Reading();
  let offset = 0;
  for (const line of text.split('\n')) {
    reading.line(line, offset);
    offset += line.length + 1;
  }
  const lines = new Lines(text);
  return {
    syntax: 'INI',
    value: reading.value(),
    positionsOf: (paths) =>
      paths.map((path) => {
        const found = reading.placeOf(path);
        return found === undefined ? undefined : lines.positionOf(found);
      }),
  };
}

class Reading {
  readonly #groups = new Map<string, Group>();
  readonly #places = new Map<string, number>();
  #group = 'ungrouped';
  #kind: 'hosts' | 'vars' | 'children' = 'hosts';
  #hosts = 0;

  value(): Record<string, Group> {
    return Object.fromEntries(this.#groups);
  }

  /** Of the place, or of the nearest one around it. */
  placeOf(path: Path): number | undefined {
    for (let length = path.length; length > 0; length--) {
      const place = this.#places.get(path.slice(0, length).join('\n'));
      if (place !== undefined) return place;
    }
    return undefined;
  }

  line(line: string, offset: number): void {
    const text = line.trim();
    if (text === '' || text.startsWith('#') || text.startsWith(';')) return;
    const section = /^\[([^\]:]+)(?::(vars|children))?\]/.exec(text);
    if (section) this.#section(section[1]?.trim() ?? '', section[2], offset);
    else if (this.#kind === 'hosts') this.#host(text, offset);
    else if (this.#kind === 'vars') this.#variable(text, offset);
    else this.#child(text, offset);
  }

  #section(name: string, kind: string | undefined, offset: number): void {
    this.#group = name;
    this.#kind = kind === 'vars' || kind === 'children' ? kind : 'hosts';
    this.#note([name], offset);
    this.#of(name);
  }

  #child(text: string, offset: number): void {
    const [name = ''] = text.split(/[\s#]/);
    this.#of(this.#group).children[name] = {};
    this.#note([this.#group, 'children', name], offset);
  }

  /** The whole line is the value: blanks are part of it. */
  #variable(text: string, offset: number): void {
    const [, key, value = ''] = /^([^=\s]+)\s*=\s*(.*)$/.exec(text) ?? [];
    if (key === undefined) return;
    this.#of(this.#group).vars[key] = unquoted(value);
    this.#note([this.#group, 'vars', key], offset);
  }

  #host(text: string, offset: number): void {
    const [pattern = '', ...words] = wordsOf(text);
    const variables = words.flatMap((word) => {
      const at = word.indexOf('=');
      return at < 1 ? [] : [[word.slice(0, at), word.slice(at + 1)] as const];
    });
    const [, name = pattern, port] = /^([^:]+(?:\[[^\]]*\][^:]*)*):(\d+)$/.exec(pattern) ?? [];
    if (port !== undefined) variables.unshift(['ansible_port', port]);
    for (const host of rangeOf(name, limits.nodes)) {
      if (++this.#hosts > limits.nodes) throw tooMany();
      this.#of(this.#group).hosts[host] = { ...this.#of(this.#group).hosts[host], ...Object.fromEntries(variables) };
      this.#note([this.#group, 'hosts', host], offset);
    }
  }

  #of(name: string): Group {
    // No prototype: a host may be called "constructor".
    const empty = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;
    const group = this.#groups.get(name) ?? { hosts: empty(), vars: empty(), children: empty() };
    this.#groups.set(name, group);
    return group;
  }

  #note(path: Path, offset: number): void {
    const key = path.join('\n');
    if (!this.#places.has(key)) this.#places.set(key, offset);
  }
}

/** As a shell would cut the line: quotes keep blanks, "#" after a blank begins a comment. */
function wordsOf(text: string): string[] {
  const words = text.match(/(?:[^\s"'#]|"[^"]*"|'[^']*'|(?<=\S)#)+|#.*/g) ?? [];
  return words.filter((word) => !word.startsWith('#')).map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}

function unquoted(value: string): string {
  return /^"(.*)"$|^'(.*)'$/.exec(value)?.slice(1).join('') ?? value.replace(/\s+#.*$/, '');
}

function tooMany(): Refusal {
  const message = `expected at most ${limits.nodes} hosts`;
  return new Refusal('too-many', `an inventory with more than ${limits.nodes} hosts`, { message });
}
