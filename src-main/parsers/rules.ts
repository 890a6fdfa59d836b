/**
 * The engine under most parsers. A parser declares a rule for each kind of line: a pattern for the whole line, and what
 * the line says. The engine takes away noise, mends lines that a narrow terminal broke, and accounts for the rest.
 */
import { Account, type Reading } from './account.ts';
import { SHORTEST_BROKEN, joinings } from './broken-line.ts';
import { LineReader, takeLine, type Line } from './clean.ts';
import { isNoise, isPrompt } from './noise.ts';

export type Groups = readonly (string | undefined)[];

export interface Rule<S, G extends Groups = Groups> {
  pattern: RegExp;
  /** What every such line begins with, letter by letter: a cheap test before the pattern. */
  literal: string;
  /** Methods, so that a rule for certain groups is a rule: a table does not know what its patterns hold. */
  read(state: S, groups: G, line: number): unknown;
  when(state: S): boolean;
}

/**
 * @param pattern anchored at both ends, linear, and without an alternative outside its groups: what it does not match
 * whole is not this kind of line
 * @param read gets the pattern's groups, which `G` must describe; `false` says that the line is something else after all
 * @param when says whether such a line means this here; later rules get it otherwise
 */
export function rule<S, G extends Groups = Groups>(
  pattern: RegExp,
  read: (state: S, groups: G, line: number) => unknown,
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

  /** Lets the first rule read the line that both fits it and has a place for it now. */
  read(state: S, line: Line, first: Match<S> | undefined): boolean {
    for (let match = first; match; match = this.match(line.text, match.index + 1)) {
      if (match.rule.when(state) && match.rule.read(state, match.groups, line.number) !== false) return true;
    }
    return false;
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
export function readLines<S>(text: string, table: RuleTable<S>, state: S, options?: { keepLogs?: boolean }): Reading {
  const reader = new LineReader(text, options);
  const account = new Account(reader);
  let line = takeLine(reader);
  let match = line && matchOf(table, line);
  while (line) {
    const next = takeLine(reader);
    const nextMatch = next && matchOf(table, next);
    const joined = next && !nextMatch ? joinOf(table, line, next) : undefined;
    if (joined) {
      ({ line, match } = joined);
      continue;
    }
    if (table.read(state, line, match)) account.understand();
    else account.wonder(line);
    line = next;
    match = nextMatch;
  }
  return account.close();
}

function matchOf<S>(table: RuleTable<S>, line: Line): Match<S> | undefined {
  const match = line.isOverlong ? undefined : table.match(line.text);
  // A rule that takes almost anything must not take the prompt after the answer.
  return match?.rule.literal === '' && isPrompt(line.text) ? undefined : match;
}

/** A line and the one after it as the line they were before a terminal broke it, in its middle or at a blank. */
function joinOf<S>(table: RuleTable<S>, line: Line, next: Line): { line: Line; match: Match<S> } | undefined {
  if (line.raw.length < SHORTEST_BROKEN || line.isOverlong || next.isOverlong || isNoise(next.text, false))
    return undefined;
  for (const text of joinings(line.raw, next.raw)) {
    const match = table.match(text);
    if (match) return { line: { number: line.number, text, raw: text, isOverlong: false }, match };
  }
  return undefined;
}
