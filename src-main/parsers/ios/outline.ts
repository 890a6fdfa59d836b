/**
 * Answers that are labels, counters and tables without end: statistics, what hardware says of itself, logs of boards.
 * Their words differ with every release and nothing is concluded from them, so they are kept as they stand: blocks with
 * a title, in them values by their labels, rows of cells, and sentences.
 */
import { conclude } from '../account.ts';
import { isNoise } from '../noise.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, WHOLE_LINE, readLines, rule } from '../rules.ts';
import { words } from '../values.ts';

export interface Outline extends Sourced {
  /** The line above what belongs together, as printed without a colon at its end. */
  title?: string;
  /** In their order: a label may come again. */
  entries: OutlineEntry[];
  /** Lines of a table, its heading too. */
  rows: { line: number; cells: string[] }[];
  sentences: { line: number; text: string }[];
}

export interface OutlineEntry {
  line: number;
  label: string;
  value: string;
}

class Blocks extends Records<Outline> {
  /** Nothing but a rule of dashes was seen since the last block. */
  isAfterRule = false;
  isForeign = false;

  open(line: number, title: string | undefined): Outline {
    this.begin(line, { title, entries: [], rows: [], sentences: [] });
    return this.last ?? { line, at: {}, entries: [], rows: [], sentences: [] };
  }
}

/** What stands apart: by two blanks at least, or by a tab. */
function fragmentsOf(text: string): string[] {
  return text
    .split('\t')
    .flatMap((part) => part.split('  '))
    .flatMap((part) => pairsApart(part.trim().replace(/^, /, '')))
    .filter((part) => part !== '')
    .reduce(apartFromCount, []);
}

/** `Local KS Role: Primary , Local KS Status: Alive`: two pairs, with a comma and one blank between them. */
function pairsApart(part: string): string[] {
  const pieces = part.split(/(?<=: \S.{0,80}?) ?, (?=[A-Z][A-Za-z]{0,20}(?: [A-Za-z]{1,20}){0,4}: \S)/);
  return pieces.map((piece) => piece.trim());
}

/** `System Resource Limit:   0 Max IKE SAs:     0`: behind a label stand its number and the next label. */
function apartFromCount(before: string[], part: string): string[] {
  const [, count, rest] = /^(\d{1,16}) ([A-Za-z].*)$/.exec(part) ?? [];
  const isBoth = count !== undefined && rest !== undefined && isLabel(before.at(-1) ?? '') && isOwn(rest);
  before.push(...(isBoth ? [count, rest] : [part]));
  return before;
}

/** `label: value`, `label = value`; a colon in an address or a time is none. */
function pairIn(fragment: string): [label: string, value: string] | undefined {
  const at = fragment.search(/(?<!^)(?:[:=](?= )|(?<=[A-Za-z)] ?)[:=](?=[\dA-Z"(<]))/);
  if (at < 1 || !/[A-Za-z]/.test(fragment.slice(0, at))) return undefined;
  return [fragment.slice(0, at).trim(), fragment.slice(at + 1).trim()];
}

const isLabel = (fragment: string): boolean => /[:=]$/.test(fragment) && /[A-Za-z)]/.test(fragment);

/** The pairs of a line; nothing when it holds anything else. */
function pairsOf(fragments: readonly string[]): [label: string, value: string][] | undefined {
  const pairs: [string, string][] = [];
  for (let i = 0; i < fragments.length;) {
    const read = pairAt(fragments[i] ?? '', fragments[i + 1]);
    if (!read) return undefined;
    pairs.push(read.pair);
    i += read.fragments;
  }
  return pairs;
}

/** A pair in one fragment or in two: `label:` and its value, `label` and `: value`. */
function pairAt(one: string, next: string | undefined): { pair: [string, string]; fragments: 1 | 2 } | undefined {
  const pair = pairIn(one);
  if (pair) return { pair, fragments: 1 };
  if (isLabel(one)) {
    const label = one.slice(0, -1).trim();
    const isAlone = next === undefined || isOwn(next);
    return isAlone ? { pair: [label, ''], fragments: 1 } : { pair: [label, next], fragments: 2 };
  }
  const isLabelled = next !== undefined && /^[:=](?: |$)/.test(next);
  return isLabelled ? { pair: [one, next.slice(1).trim()], fragments: 2 } : undefined;
}

/** Whether it is the beginning of a pair, and no value. */
const isOwn = (fragment: string): boolean => isLabel(fragment) || pairIn(fragment) !== undefined;

/** `1,V02,C9400-SUP-1XL ,A0  ,JAE1`, `ERROR TYPE | VID | PID`, or what stands apart. */
function cellsOf(text: string, fragments: readonly string[]): string[] {
  const mark = text.includes('|') ? '|' : /^[^\s,]*(?:,[^,]*){3,}$/.test(text) ? ',' : undefined;
  return mark === undefined ? [...fragments] : text.split(mark).map((cell) => cell.trim());
}

function readLine(blocks: Blocks, text: string, line: number): void {
  const fragments = fragmentsOf(text);
  const isTitle = fragments.length === 1 && (blocks.isAfterRule || isLabel(text)) && pairIn(text) === undefined;
  blocks.isAfterRule = false;
  if (isTitle) blocks.open(line, words(text.replace(/ ?:$/, '')).join(' '));
  else addLine(blocks.last ?? blocks.open(line, undefined), text, fragments, line);
}

function addLine(block: Outline, text: string, fragments: readonly string[], line: number): void {
  const pairs = pairsOf(fragments);
  if (pairs) for (const [label, value] of pairs) block.entries.push({ line, label, value });
  else if (fragments.length > 1 || /\||,[^,]*,[^,]*,/.test(text)) block.rows.push({ line, cells: cellsOf(text, fragments) });
  else block.sentences.push({ line, text });
} // prettier-ignore

/** What parts its pieces is no sign of theirs: each line is then read in one way only. */
const RULE_OF_DASHES = /^[-=*_+]{3,}(?:[\s|]+(?:\+|[-=*_+]{2,})){0,40}\s*\|?$/;

/** @param beginning what the first line of such an answer looks like; `empty` is what it says when there is nothing */
export function outlineParser(beginning: RegExp, empty: RegExp = /^(?!)/): (text: string) => Parsed<Outline> {
  const table = new RuleTable<Blocks>([
    passes(empty),
    rule<Blocks>(RULE_OF_DASHES, (blocks) => {
      blocks.isAfterRule = true;
    }),
    rule<Blocks, [string]>(WHOLE_LINE, (blocks, [text], line) => {
      // An echo may stand before it, and what begins otherwise is the answer to another command.
      if (blocks.last === undefined && isNoise(text, true)) return false;
      blocks.isForeign ||= blocks.last === undefined && !beginning.test(text);
      if (!blocks.isForeign) readLine(blocks, text, line);
      return !blocks.isForeign;
    }),
  ]);
  return (text) => {
    const blocks = new Blocks();
    const reading = readLines(text, table, blocks);
    return conclude(reading, blocks.all, blocks.last !== undefined && reading.isLoose);
  };
}
