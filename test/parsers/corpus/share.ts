/**
 * Which facts of a golden our records hold. A fact is a value at a leaf of the golden, or a name in it that is a value
 * (an interface, an address); where it stands does not matter, as every tool has a shape of its own. What the text does
 * not say is the tool's own judgement and no fact; truths (`true`, `enabled`, `Y`) are judgements too.
 */
import { spellingsOf, wordsOf } from './spellings.ts';

export interface Share {
  facts: number;
  /** Facts of the golden that our records do not hold, with their path. */
  missing: { path: string; value: string }[];
  /** Values of the golden that the text does not say. */
  judgements: number;
}

/** We say these as truths, or say nothing where there is nothing. */
const TRUTH =
  /^\(?(?:true|false|yes|no|y|n|on|off|enabled?|disabled?|none|not set|unassigned|unset|not configured)\)?$/i;

interface Leaf {
  path: string;
  value: string | number;
}

/** Every value in some data, in all its spellings, whole and by words. */
class Values {
  readonly #known = new Set<string>();
  readonly #texts: string[] = [];

  constructor(leaves: Iterable<Leaf>) {
    for (const { value } of leaves) {
      this.#add(value);
      if (typeof value !== 'string') continue;
      for (const word of wordsOf(value)) this.#add(word);
      this.#texts.push(squeezed(value));
    }
  }

  #add(value: string | number): void {
    for (const one of spellingsOf(value)) this.#known.add(one);
  }

  /**
   * Whole, by its words, by the parts of its words (an address with its port), or inside a longer text. A tool may keep a
   * whole rest of a line: then each value in it is looked for, and the label before it is none.
   */
  holds(value: string | number): boolean {
    if (this.#holdsOne(value)) return true;
    const values = typeof value === 'string' ? labelledOf(value) : [];
    return values.length > 0 && values.every((one) => TRUTH.test(one) || this.#holdsOne(one));
  }

  #holdsOne(value: string | number): boolean {
    if (this.#isKnown(value)) return true;
    if (typeof value !== 'string') return false;
    const words = wordsOf(value);
    if (words.length > 0 && words.every((word) => this.#isKnown(word) || this.#hasParts(word))) return true;
    const whole = squeezed(value);
    return whole.length > 2 && this.#texts.some((text) => isWithin(whole, text));
  }

  #isKnown(value: string | number): boolean {
    return spellingsOf(value).some((one) => this.#known.has(one));
  }

  #hasParts(word: string): boolean {
    return [/\//, /[/:,%=_-]+/].some((mark) => {
      const parts = word.split(mark).filter((part) => part !== '');
      return parts.length > 1 && parts.every((part) => this.#isKnown(part));
    });
  }
}

/** `0, #pkts digest: 0`, `src:IKE  valid:Yes`, `4, local addr 192.0.2.1`: the values without what they are called. */
function labelledOf(text: string): string[] {
  const parts = /^(?:[\w-]+:\S+\s*)+$/.test(text) ? text.trim().split(/\s+/) : text.split(/,\s+/);
  const values = parts.map((part) => part.replace(LABEL, ''));
  return values.some((value, index) => value !== parts[index]) ? values.filter((value) => value !== '') : [];
}

const LABEL = /^(?:[#A-Za-z][^:]*:\s*(?=\S)|[#a-z][a-z_ .]*(?:\([a-z]+\))? (?=[\dA-F]))/;

function squeezed(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Not inside a word or a number. */
function isWithin(part: string, text: string): boolean {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1))
    if (!/[a-z0-9]/.test(text.charAt(at - 1)) && !/[a-z0-9]/.test(text.charAt(at + part.length))) return true;
  return false;
}

export function shareOf(golden: unknown, records: unknown, text: string): Share {
  const ours = new Values([...leavesOf(records), ...namesOf(records)]);
  const printed = new Values([{ path: '', value: text }]);
  const share: Share = { facts: 0, missing: [], judgements: 0 };
  for (const { path, value } of leavesOf(golden)) {
    if (isJudgement(path, value) || !printed.holds(value)) share.judgements++;
    else {
      share.facts++;
      if (!ours.holds(value)) share.missing.push({ path, value: String(value) });
    }
  }
  return share;
}

function* leavesOf(data: unknown, path = ''): Generator<Leaf> {
  if (typeof data === 'string' || typeof data === 'number') {
    if (data !== '') yield { path, value: data };
    if (path.endsWith('/version') && typeof data === 'number') yield { path, value: `IKEv${data}` };
    return;
  }
  for (const [name, one] of fieldsOf(data)) {
    if (isValue(name)) yield { path, value: name };
    yield* leavesOf(one, `${path}/${name}`);
  }
}

/** What is in a list or a record, without the lines of the text that our records remember: those are no facts. */
function fieldsOf(data: unknown): [string, unknown][] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).filter(([name]) => !LINES.has(name));
}

const LINES = new Set(['at', 'line', 'lastLine']);

/**
 * What our records call their parts is a fact too: an SA stands under `inbound`, and is "deleted" where `isDeleted` is
 * true. What is false is not said.
 */
function* namesOf(data: unknown): Generator<Leaf> {
  if (typeof data !== 'object' || data === null) return;
  for (const [name, one] of Object.entries(data)) {
    if (!Array.isArray(data) && one !== false) for (const value of [name, ...partsOf(name)]) yield { path: '', value };
    if (one === true) yield { path: '', value: initialsOf(name) };
    yield* namesOf(one);
  }
}

/** "dhGroups": "dh", "groups", "group". */
function partsOf(name: string): string[] {
  const parts = name.match(/[A-Z]?[a-z]+|\d+/g) ?? [];
  return parts.flatMap((part) => [part, part.replace(/s$/, '')]);
}

/** `isQuantumResistant`: "QR". */
function initialsOf(name: string): string {
  return name.replace(/^is|[^A-Z]/g, '');
}

/** A truth, a number that the tool counted, or the name of what has none: IOS names no table "default". */
function isJudgement(path: string, value: string | number): boolean {
  if (TRUTH.test(String(value)) || path.endsWith('/index')) return true;
  return path.endsWith('/vrf') && value === 'default';
}

/** A name that is data: it has a digit, a letter in upper case or a mark that no name of a field has, and no blank. */
function isValue(name: string): boolean {
  return /\d/.test(name) && /[A-Z./:]/.test(name) && !/\s/.test(name);
}
