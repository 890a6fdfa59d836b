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
  /** Whether nothing stands on the line before it. */
  opensParagraph: boolean;
  /** Whether it is the first of its output. */
  isFirst: boolean;
}

/** From this likeness on two lines are the same line with other values and names. */
const sameLine = 0.6;
const mostMissing = 5;
/** An output of as many lines of which none is indented has lost its indentation where it was collected. */
const fewestLines = 8;
/** A line as long as this has lost its line ends: only its words are compared. */
const runTogether = 200;

/**
 * What became of indentations where an output was collected: nothing, or what Markdown does to them. It takes four blanks
 * for the mark of quoted text and drops them, leaves fewer alone, and drops all before the first line of a paragraph
 * (seed 000).
 */
const collections: readonly ((indentation: number, line: Line) => number)[] = [
  (indentation) => indentation,
  (indentation, { opensParagraph }) => (opensParagraph ? 0 : indentation >= 4 ? indentation - 4 : indentation),
];

/**
 * @param own the lines of every output of ours for the command: whichever router prints a line, we print it
 * @param isFlat whether the line ends of the real one are lost
 */
export function compare(real: string, own: readonly Line[], isFlat = false): Likeness {
  const theirs = differentLines(real);
  if (isFlat || theirs.some(({ text }) => text.length > runTogether)) return compareWords(theirs, own);
  const all = theirs.map((line) => nearest(line, own));
  const found = all.filter(({ value }) => value >= sameLine);
  const isStripped = theirs.length >= fewestLines && theirs.every(({ text }) => !/^\s/.test(text));
  const alike = Math.max(...collections.map((collect) => alikeOf(found, { collect, isStripped })));
  return {
    structure: percent(
      found.reduce((sum, { value }) => sum + value, 0),
      theirs.length,
    ),
    layout: percent(alike, found.length),
    missing: all.flatMap(({ line, value }) => (value < sameLine ? [line.text] : [])).slice(0, mostMissing),
  };
}

/** Every shape once, as its first line. */
function differentLines(text: string): Line[] {
  return linesOnce(text, () => '');
}

/** Every shape once in every layout: releases and platforms print the same words, each in columns of its own. */
export function linesOfEachLayout(text: string): Line[] {
  return linesOnce(text, (line) => {
    const { indentation, gaps } = layoutOf(line);
    return `${indentation} ${gaps} `;
  });
}

function linesOnce(text: string, layout: (line: string) => string): Line[] {
  const lines = new Map<string, Line>();
  let opensParagraph = true;
  for (const one of text.split(/\r?\n/)) {
    const words = wordsOf(one);
    const key = layout(one) + words.join(' ');
    if (words.some((word) => /\w/.test(word)) && !lines.has(key))
      lines.set(key, { text: one.trimEnd(), words, opensParagraph, isFirst: lines.size === 0 });
    opensParagraph = one.trim() === '';
  }
  return [...lines.values()];
}

interface Nearest {
  line: Line;
  /** All that are as near. */
  matches: Line[];
  value: number;
}

function nearest(line: Line, own: readonly Line[]): Nearest {
  let best: Nearest = { line, matches: [], value: 0 };
  for (const match of own) {
    // What is so much longer or shorter cannot be nearer.
    if (mostAlike(line, match) < best.value) continue;
    const value = likeness(line.words, match.words);
    if (value > best.value) best = { line, matches: [match], value };
    else if (value === best.value) best.matches.push(match);
  }
  return best;
}

/** What the likeness of two lines can be at most, by how many words they have. */
function mostAlike({ words: a }: Line, { words: b }: Line): number {
  return (2 * Math.min(a.length, b.length)) / (a.length + b.length);
}

/** Of the first line, when blanks around the whole output were taken away. */
const anyShift = 'any';

interface Seen {
  collect: (indentation: number, line: Line) => number;
  isStripped: boolean;
}

/**
 * How many lines have a counterpart in the same columns. Collectors cut a margin off, or add one: by as much as most
 * lines are shifted, all may be.
 */
function alikeOf(found: readonly Nearest[], { collect, isStripped }: Seen): number {
  const shifts = found.map(({ line, matches }) => {
    const { indentation, gaps } = layoutOf(line.text);
    const ours = matches.map(({ text }) => layoutOf(text)).filter((one) => one.gaps === gaps);
    if (line.isFirst && indentation === 0 && ours.length > 0) return anyShift;
    return new Set(ours.map((one) => collect(one.indentation, line) - indentation));
  });
  if (isStripped) return shifts.filter((one) => one === anyShift || one.size > 0).length;
  const margins = new Set([0, ...shifts.flatMap((one) => (one === anyShift ? [] : [...one]))]);
  return Math.max(...[...margins].map((margin) => shifts.filter((one) => one === anyShift || one.has(margin)).length));
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
