/** How near our output comes to what a real device has printed for the same command. */
import { layoutOf, likeness, wordsOf } from './shape.ts';

export interface Likeness {
  /** Of the real one's different lines: how much of their words we print, in percent. */
  structure: number;
  /** Of those lines that we print: how many are indented and spaced alike, in percent. */
  layout: number;
  /** Lines of the real one that have no counterpart, as they stand there, the first few. */
  missing: string[];
}

export interface Line {
  text: string;
  words: string[];
}

/** From this likeness on two lines are the same line with other values and names. */
const sameLine = 0.6;
const mostMissing = 5;
/** An output of as many lines of which none is indented has lost its indentation where it was collected. */
const fewestLines = 8;
/** A line as long as this has lost its line ends: only its words are compared. */
const runTogether = 200;

/** @param own the lines of every output of ours for the command: whichever router prints a line, we print it */
export function compare(real: string, own: readonly Line[]): Likeness {
  const theirs = differentLines(real);
  if (theirs.some(({ text }) => text.length > runTogether)) return compareWords(theirs, own);
  const matches = theirs.map((line) => nearest(line, own));
  const found = matches.filter(({ value }) => value >= sameLine);
  const margin = marginOf(found);
  const isStripped = theirs.length >= fewestLines && theirs.every(({ text }) => !/^\s/.test(text));
  const alike = found.filter((pair) => (isStripped || shiftOf(pair) === margin) && hasSameGaps(pair));
  return {
    structure: percent(
      found.reduce((sum, { value }) => sum + value, 0),
      theirs.length,
    ),
    layout: percent(alike.length, found.length),
    missing: matches.flatMap(({ line, value }) => (value < sameLine ? [line.text] : [])).slice(0, mostMissing),
  };
}

/** Every shape once, as its first line. */
export function differentLines(text: string): Line[] {
  const lines = new Map<string, Line>();
  for (const one of text.split(/\r?\n/)) {
    const words = wordsOf(one);
    const shape = words.join(' ');
    if (words.some((word) => /\w/.test(word)) && !lines.has(shape)) lines.set(shape, { text: one.trimEnd(), words });
  }
  return [...lines.values()];
}

interface Pair {
  line: Line;
  match: Line;
  value: number;
}

function nearest(line: Line, own: readonly Line[]): Pair {
  const { indentation } = layoutOf(line.text);
  let best: Pair & { isAlike: boolean } = { line, match: line, value: 0, isAlike: false };
  for (const match of own) {
    // What is so much longer or shorter cannot be nearer.
    if (mostAlike(line, match) < best.value) continue;
    const value = likeness(line.words, match.words);
    const isAlike = layoutOf(match.text).indentation === indentation;
    if (value > best.value || (value === best.value && isAlike && !best.isAlike))
      best = { line, match, value, isAlike };
  }
  return best;
}

/** What the likeness of two lines can be at most, by how many words they have. */
function mostAlike({ words: a }: Line, { words: b }: Line): number {
  return (2 * Math.min(a.length, b.length)) / (a.length + b.length);
}

/** Collectors cut a margin off, or add one: by as much as most lines are shifted, all may be. */
function marginOf(pairs: readonly Pair[]): number {
  const counts = new Map<number, number>();
  for (const pair of pairs) counts.set(shiftOf(pair), (counts.get(shiftOf(pair)) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? 0;
}

function shiftOf({ line, match }: Pair): number {
  return layoutOf(match.text).indentation - layoutOf(line.text).indentation;
}

function hasSameGaps({ line, match }: Pair): boolean {
  return layoutOf(match.text).gaps === layoutOf(line.text).gaps;
}

function compareWords(theirs: readonly Line[], own: readonly Line[]): Likeness {
  const known = new Set(own.flatMap(({ words }) => words));
  const wanted = [...new Set(theirs.flatMap(({ words }) => words))];
  const missing = wanted.filter((word) => !known.has(word));
  return {
    structure: percent(wanted.length - missing.length, wanted.length),
    layout: 100,
    missing: missing.length > 0 ? [missing.slice(0, 4 * mostMissing).join(' ')] : [],
  };
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 100 : Math.round((1000 * part) / whole) / 10;
}
