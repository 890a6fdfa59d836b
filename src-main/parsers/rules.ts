/**
 * The engine under most parsers. A parser declares a rule for each kind of line: a pattern for the whole line, and what
 * the line says. The engine takes away noise, mends lines that a narrow terminal broke, and accounts for the rest.
 */
import { Account, type Reading } from './account.ts';
import { SHORTEST_BROKEN, isLikelyRest, isRest } from './broken-line.ts';
import { LineReader, takeLine, type Line } from './clean.ts';
import { Margin, type Grammar } from './margin.ts';
import { isNoise, isPager, isPrompt } from './noise.ts';

export type Groups = readonly (string | undefined)[];

export interface Rule<S, G extends Groups = Groups> {
  pattern: RegExp;
  /** What every such line begins with, letter by letter: a cheap test before the pattern. */
  literal: string;
  /** Methods, so that a rule for certain groups is a rule: a table does not know what its patterns hold. */
  read(state: S, groups: G, line: number, whole: Line): unknown;
  when(state: S): boolean;
}

/** The pattern of a rule for whatever no other rule takes. Such a line may still be the rest of the one before. */
export const ANY_LINE = /^.+$/;

/** The same where every line is kept: it goes on with the next one only if it ends where terminals do. */
export const WHOLE_LINE = /^(\S.*)$/;

/** The same for a line of a label and a value: `Session limit: 5`. A colon inside a word (an address, a time) is none. */
export const LABELLED = /^([A-Za-z](?:[^:\s]| (?=\S)){0,60}\s{0,60}:(?:\s|(?<=\D:)[A-Z\d(<"]).*)$/;

/**
 * @param pattern anchored at both ends, linear, and without an alternative outside its groups: what it does not match
 * whole is not this kind of line
 * @param read gets the pattern's groups, which `G` must describe; `false` says that the line is something else after all
 * @param when says whether such a line means this here; later rules get it otherwise
 */
export function rule<S, G extends Groups = Groups>(
  pattern: RegExp,
  read: (state: S, groups: G, line: number, whole: Line) => unknown,
  when: (state: S) => boolean = () => true,
): Rule<S, G> {
  return { pattern, literal: literalOf(pattern), read, when };
}

/** What every match of an anchored pattern must begin with. */
function literalOf({ source, flags }: RegExp): string {
  if (flags.includes('i')) return '';
  const literal = /^\^([A-Za-z0-9 :,_%#"=-]*)/.exec(source)?.[1] ?? '';
  // A quantifier governs the last character.
  return /^[?*{]/.test(source.slice(literal.length + 1)) ? literal.slice(0, -1) : literal;
}

interface Match<S> {
  index: number;
  rule: Rule<S>;
  groups: Groups;
}

export class RuleTable<S> {
  readonly #byFirst = new Map<number, { index: number; rule: Rule<S> }[]>();

  constructor(private readonly rules: readonly Rule<S>[]) {}

  /** The first rule, from the given one on, that the text fits. */
  match(text: string, from = 0): Match<S> | undefined {
    for (const { index, rule } of this.#candidates(text.charCodeAt(0))) {
      if (index < from || !text.startsWith(rule.literal)) continue;
      const found = rule.pattern.exec(text);
      if (found) return { index, rule, groups: found.slice(1) };
    }
    return undefined;
  }

  /** Lets the first rule read the line that both fits it and has a place for it now, and returns it. */
  read(state: S, line: Line, first: Match<S> | undefined): Rule<S> | undefined {
    for (let match = first; match; match = this.match(line.text, match.index + 1)) {
      const { rule, groups } = match;
      if (rule.when(state) && rule.read(state, groups, line.number, line) !== false) return rule;
    }
    return undefined;
  }

  #candidates(first: number): { index: number; rule: Rule<S> }[] {
    let candidates = this.#byFirst.get(first);
    if (!candidates) {
      candidates = this.rules
        .map((rule, index) => ({ index, rule }))
        .filter(({ rule }) => rule.literal === '' || rule.literal.charCodeAt(0) === first);
      this.#byFirst.set(first, candidates);
    }
    return candidates;
  }
}

/** Reads all of a text with the rules of a table. */
export function readLines<S>(
  text: string,
  table: RuleTable<S>,
  state: S,
  options: { keepLogs?: boolean } = {},
): Reading {
  const reader = new LineReader(text, options);
  const account = new Account(reader);
  const ahead = new Ahead(reader, table, options.keepLogs === true);
  const mender = new Mender(ahead, table, new Margin(text, options, grammarOf(table)));
  for (let one = ahead.take(); one; one = ahead.take()) {
    const read = mender.read(one, state) ?? table.read(state, one.line, one.match);
    if (read) account.understand(read.pattern === LABELLED);
    else account.wonder(one.line);
  }
  return account.close();
}

interface Matched<S> {
  line: Line;
  match: Match<S> | undefined;
}

/** Lines with the rule that fits them, and a look at those that follow. */
class Ahead<S> {
  readonly #waiting: Matched<S>[] = [];

  constructor(
    private readonly reader: LineReader,
    private readonly table: RuleTable<S>,
    private readonly keepLogs: boolean,
  ) {}

  take(): Matched<S> | undefined {
    return this.#waiting.shift() ?? this.#read();
  }

  /** The line that is this many lines away. */
  peek(distance: number): Matched<S> | undefined {
    while (this.#waiting.length <= distance) {
      const next = this.#read();
      if (!next) return undefined;
      this.#waiting.push(next);
    }
    return this.#waiting[distance];
  }

  #read(): Matched<S> | undefined {
    const line = takeLine(this.reader);
    return line && { line, match: this.#match(line) };
  }

  #match({ text, isOverlong }: Line): Match<S> | undefined {
    const match = isOverlong ? undefined : this.table.match(text);
    // A rule that takes almost anything must not take the prompt after the answer, or a debug in its middle.
    const isGreedy = match?.rule.literal === '';
    return isGreedy && (isPager(text) || (this.keepLogs ? isPrompt(text) : isNoise(text, false))) ? undefined : match;
  }
}

/** More parts than this no line was broken into. */
const MOST_PARTS = 16;
/** Nor is any longer. */
const LONGEST = 4096;

/** Makes the lines whole that a terminal broke. */
class Mender<S> {
  constructor(
    private readonly ahead: Ahead<S>,
    private readonly table: RuleTable<S>,
    private readonly margin: Margin,
  ) {}

  /** Reads the line with those after it that were broken off it, if there are such. */
  read(first: Matched<S>, state: S): Rule<S> | undefined {
    if (first.line.raw.length < SHORTEST_BROKEN || first.line.isOverlong) return undefined;
    const { whole, parts } = this.#gather(first, state);
    if (parts === 0) return undefined;
    const read = this.table.read(state, { ...whole.line, number: first.line.number }, whole.match);
    if (read) for (let taken = 0; taken < parts; taken++) this.ahead.take();
    return read;
  }

  /** The line with as many after it as make one that is understood. */
  #gather(first: Matched<S>, state: S): { whole: Matched<S>; parts: number } {
    let whole = first;
    let parts = 0;
    // Of a line in many parts the first ones may not be understood before the last one is there.
    let joined = first.line.raw;
    // Where the terminal ends is told by the part that the next one follows.
    let tail = first.line.raw;
    for (let more = 0; more < MOST_PARTS && joined.length < LONGEST; more++) {
      const next = this.ahead.peek(more);
      if (!next || !this.#mayBeRest(next, tail, state)) break;
      const match = this.#matchOf({ match: whole.match, joined, next, tail });
      if (match) {
        whole = match;
        parts = more + 1;
      } else if (!this.#mustGoOn(whole.match, tail, next.line.raw)) break;
      joined = match?.line.raw ?? this.margin.join(joined, next.line.raw, tail);
      tail = next.line.raw;
    }
    return { whole, parts };
  }

  #mayBeRest({ line, match }: Matched<S>, before: string, state: S): boolean {
    if (line.isOverlong || !isRest(line.text, before)) return false;
    // One word may be all that was broken off, and fit a rule that has no place for it here.
    return !match || isWeak(match) || (/^[a-z]+$/.test(line.text) && !match.rule.when(state));
  }

  /** What is understood as it stands goes on with what is not only where it was cut. */
  #mustGoOn(match: Match<S> | undefined, tail: string, next: string): boolean {
    return match ? this.margin.ends(tail) : this.margin.hadToBreak(tail, next);
  }

  /** A line and the one after it as the line they were before a terminal broke it, in its middle or at a blank. */
  #matchOf(join: Join<S>): Matched<S> | undefined {
    const { joined, next, tail } = join;
    for (const raw of this.margin.joinings(joined, next.line.raw, tail)) {
      const text = raw.trim();
      const match = this.table.match(text);
      const isCut = raw.length === joined.length + next.line.raw.length;
      if (match && this.#isWanted(match, join, isCut))
        return { line: { number: next.line.number, text, raw, isOverlong: false }, match };
    }
    return undefined;
  }

  #isWanted(whole: Match<S>, { match, next, tail }: Join<S>, isCut: boolean): boolean {
    // What is understood as it stands is not made a line that is only kept.
    if (isWeak(whole) && isStrong(match)) return false;
    const { pattern } = whole.rule;
    const { raw } = next.line;
    if (pattern === LABELLED) return !next.match && this.margin.isBreak(tail, raw);
    if (pattern === WHOLE_LINE) return isCut && this.margin.isUsual(tail) && isLikelyRest(tail, raw);
    // A rule that takes any text would take the next line with it; and what is understood as it stands may be whole.
    return match === undefined || (!hasOwnLabel(next, tail) && this.margin.isBreak(tail, raw));
  }
}

interface Join<S> {
  /** Of the line as far as it was understood. */
  match: Match<S> | undefined;
  /** All of it up to here, and the last of its parts. */
  joined: string;
  tail: string;
  next: Matched<S>;
}

function isStrong<S>(match: Match<S> | undefined): boolean {
  return match !== undefined && !isWeak(match);
}

/** A line that begins like one and has a label, below one that does not say that it goes on. */
function hasOwnLabel<S>({ line, match }: Matched<S>, before: string): boolean {
  return match?.rule.pattern === LABELLED && /^[A-Z]/.test(line.text) && /\w$/.test(before.trimEnd());
}

function isWeak<S>({ rule: { pattern } }: Match<S>): boolean {
  return pattern === ANY_LINE || pattern === LABELLED || pattern === WHOLE_LINE;
}

/** Which lines the rules tell to be one. */
function grammarOf<S>(table: RuleTable<S>): Grammar {
  const isRead = (whole: string): boolean => isStrong(table.match(whole.trim()));
  return (raw, next) => {
    const isWhole = isRead(raw);
    if (isRead(next) || !isRest(next.trim(), raw)) return { isSplit: false, isCut: false, isWhole };
    return { isSplit: isRead(`${raw.trimEnd()} ${next.trimStart()}`), isCut: isRead(raw + next), isWhole };
  };
}
