/**
 * What swanctl prints with `--raw` and `--pretty`: the messages of vici as sections, lists and values.
 *
 *     list-sa event {gw {uniqueid=1 … local-ts=[10.1.0.0/24] child-sas {net-1 {…}}}}
 *
 * Raw is a message on one line, of any length; a value may hold blanks (`local-id=C=CH, CN=moon`), so it goes on to the
 * next name. Pretty is a name, a value or a brace on each line. Source: libvici's vici_dump.
 */
import { Account, type Reading } from '../account.ts';
import { isRest } from '../broken-line.ts';
import { LineReader, takeLine, type Line } from '../clean.ts';
import { Margin } from '../margin.ts';

/** A section: its values and lists by name, and the sections in it. */
export interface ViciSection {
  name: string;
  line: number;
  values: Map<string, { text: string; line: number }>;
  lists: Map<string, { items: string[]; line: number }>;
  sections: ViciSection[];
}

export interface ViciText {
  /** "list-sa event", "list-sas reply" … */
  messages: ViciSection[];
  reading: Reading;
  /** The text ends before the last message does. */
  isOpen: boolean;
}

/** A message is longer than any line of a router. */
const LONGEST = 4_000_000;
const BEGIN = /^([a-z][a-z-]{0,30}) (event|reply) \{(.*)$/;
/** Names after which a raw message can have been broken at the blank before them. */
const NAME = /^(?:[a-z][a-z0-9_-]{1,30}=|[^\s={}[\]]{1,80} \{)/;

/** The names of algorithms are in capitals. */
const SEAM_NAME = /^(?:[a-z][a-z0-9_-]{1,30}=|[A-Z0-9][A-Z0-9_]{2,30}=|[^\s={}[\]]{1,80} \{)/;

export function isVici(text: string): boolean {
  return /(?:^|[^\w-])[a-z][a-z-]{0,30} (?:event|reply) \{/m.test(text);
}

const sectionOf = (name: string, line: number): ViciSection => ({ name, line, values: new Map(), lists: new Map(), sections: [] }); // prettier-ignore

/** Puts names, values and braces together, in whichever form they came. */
class Builder {
  readonly messages: ViciSection[] = [];
  readonly #open: ViciSection[] = [];
  #list: string[] | undefined;
  #last: { text: string } | undefined;

  constructor(readonly margin: Margin) {}

  get isOpen(): boolean {
    return this.#open.length > 0;
  }

  get isInList(): boolean {
    return this.#list !== undefined;
  }

  begin(name: string, line: number): void {
    const section = sectionOf(name, line);
    this.#list = undefined;
    this.#last = undefined;
    (this.#open.at(-1)?.sections ?? this.messages).push(section);
    this.#open.push(section);
  }

  /** A new message: what was open before it was cut. */
  beginMessage(name: string, line: number): void {
    this.#open.length = 0;
    this.begin(name, line);
  }

  end(): void {
    this.#open.pop();
    this.#last = undefined;
  }

  value(name: string, text: string, line: number): void {
    const value = { text, line };
    this.#open.at(-1)?.values.set(name, value);
    this.#last = value;
  }

  /** A value was longer than the terminal. */
  prolong(rest: string): boolean {
    if (this.#last) this.#last.text += rest;
    return this.#last !== undefined;
  }

  beginList(name: string, line: number): void {
    const list = { items: [], line };
    this.#open.at(-1)?.lists.set(name, list);
    this.#list = list.items;
  }

  item(text: string): void {
    this.#list?.push(text);
  }

  endList(): void {
    this.#list = undefined;
    this.#last = undefined;
  }
}

export function readVici(text: string): ViciText {
  const reader = new LineReader(text, { longest: LONGEST });
  const account = new Account(reader);
  const builder = new Builder(new Margin(text, { longest: LONGEST }));
  let before: Line | undefined;
  for (let line = takeLine(reader); line; line = takeLine(reader)) {
    const isRead = readRaw(line, reader, builder) || readPretty(line, builder) || readRestOf(before, line, builder);
    if (isRead) account.understand();
    else account.wonder(line);
    before = line;
  }
  return { messages: builder.messages, reading: account.close(), isOpen: builder.isOpen };
}

function readRestOf(before: Line | undefined, line: Line, builder: Builder): boolean {
  if (!before || !builder.isOpen || !builder.margin.hadToBreak(before.raw, line.raw) || !isRest(line.text))
    return false;
  return builder.prolong(builder.margin.isCut(before.raw, line.raw) ? line.text : ` ${line.text}`);
}

/** A message on one line, or on several if the terminal broke it. */
function readRaw(line: Line, reader: LineReader, builder: Builder): boolean {
  const [, name = '', kind = '', rest = ''] = BEGIN.exec(line.text) ?? [];
  if (name === '' || rest === '') return false;
  builder.beginMessage(`${name} ${kind}`, line.number);
  const parts = [rest];
  let depth = 1 + depthOf(rest);
  for (let last = line; depth > 0;) {
    const next = takeLine(reader);
    if (!next) break;
    if (!isRest(next.text)) continue;
    parts.push(seamBetween(last, next, builder.margin), next.raw.trimEnd());
    depth += depthOf(next.text);
    last = next;
  }
  new RawMessage(parts.join(''), line.number, builder).read();
  return true;
}

/** A name at its start was after a blank; anything else was cut where the terminal ends. */
function seamBetween(last: Line, next: Line, margin: Margin): string {
  if (!margin.ends(last.raw) || last.raw.endsWith(' ')) return ' ';
  return SEAM_NAME.test(next.text) && (next.raw.startsWith(' ') || !/[\w-]$/.test(last.raw) || isWholeValue(last.raw)) ? ' ' : ''; // prettier-ignore
}

/** The end of the line is a value, and not the beginning of a name. */
function isWholeValue(raw: string): boolean {
  return raw.slice(raw.lastIndexOf(' ') + 1).includes('=');
}

function depthOf(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x7b) depth++;
    else if (code === 0x7d) depth--;
  }
  return depth;
}

/** Reads a raw message from behind its first brace on. */
class RawMessage {
  #at = 0;

  constructor(
    private readonly text: string,
    private readonly line: number,
    private readonly builder: Builder,
  ) {}

  read(): void {
    while (this.#at < this.text.length && this.builder.isOpen) this.#step();
  }

  #step(): void {
    const character = this.text[this.#at];
    if (character === ' ') this.#at++;
    else if (character === '}') {
      this.builder.end();
      this.#at++;
    } else this.#named();
  }

  #named(): void {
    const brace = this.#find('{');
    const equals = this.#find('=');
    if (brace < equals) {
      this.builder.begin(this.#take(brace).trim(), this.line);
      this.#at = brace + 1;
      return;
    }
    const name = this.#take(equals).trim();
    this.#at = equals + 1;
    if (this.text[this.#at] === '[') this.#list(name);
    else if (equals < this.text.length) this.#value(name);
  }

  #list(name: string): void {
    const end = this.#endOfList();
    this.builder.beginList(name, this.line);
    for (const item of this.text.slice(this.#at + 1, end).split(' ')) if (item !== '') this.builder.item(item);
    this.builder.endList();
    this.#at = end + 1;
  }

  /** Items may have brackets of their own: `10.1.0.0/24[tcp/http]`. */
  #endOfList(): number {
    let depth = 0;
    for (let at = this.#at; at < this.text.length; at++) {
      if (this.text[at] === '[') depth++;
      else if (this.text[at] === ']' && --depth === 0) return at;
    }
    return this.text.length;
  }

  /** Up to a brace, or to a blank with a name of lower case after it. */
  #value(name: string): void {
    let end = this.#find('}');
    for (let blank = this.text.indexOf(' ', this.#at); blank >= 0 && blank < end;) {
      if (NAME.test(this.text.slice(blank + 1, blank + 120))) end = blank;
      else blank = this.text.indexOf(' ', blank + 1);
    }
    this.builder.value(name, this.#take(end), this.line);
    this.#at = end;
  }

  #find(character: string): number {
    const at = this.text.indexOf(character, this.#at);
    return at < 0 ? this.text.length : at;
  }

  #take(end: number): string {
    return this.text.slice(this.#at, end);
  }
}

function readPretty({ text, number, isOverlong }: Line, builder: Builder): boolean {
  if (isOverlong) return false;
  const [, message, kind] = BEGIN.exec(text) ?? [];
  if (message !== undefined) builder.beginMessage(`${message} ${kind ?? ''}`, number);
  else if (!builder.isOpen) return false;
  else if (text === '}') builder.end();
  else if (text === ']') builder.endList();
  else if (builder.isInList) {
    if (!isItem(text)) return false;
    builder.item(text);
  } else return readPrettyName(text, number, builder);
  return true;
}

/** `%any` is no refusal. */
function isItem(text: string): boolean {
  return isRest(text) || /^%[a-z]\S*$/.test(text);
}

function readPrettyName(text: string, line: number, builder: Builder): boolean {
  const [, name = '', value = ''] = /^([a-z][a-z0-9_-]{0,40}) = ?(.*)$/.exec(text) ?? [];
  if (name !== '' && value === '[') builder.beginList(name, line);
  else if (name !== '') builder.value(name, value, line);
  else if (text.endsWith(' {')) builder.begin(text.slice(0, -2).trim(), line);
  else return false;
  return true;
}

/** Values of a section by name, as a record's fields need them. */
export class ViciValues {
  constructor(private readonly section: ViciSection) {}

  text(name: string): string | undefined {
    const text = this.section.values.get(name)?.text.trim();
    return text === '' ? undefined : text;
  }

  number(name: string): number | undefined {
    const text = this.text(name);
    return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
  }

  flag(name: string): boolean | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : text === 'yes';
  }

  list(name: string): string[] | undefined {
    return this.section.lists.get(name)?.items;
  }

  lineOf(name: string): number {
    return this.section.values.get(name)?.line ?? this.section.lists.get(name)?.line ?? this.section.line;
  }

  sections(name: string): ViciSection[] {
    return this.section.sections.filter((one) => one.name === name).flatMap(({ sections }) => sections);
  }
}
