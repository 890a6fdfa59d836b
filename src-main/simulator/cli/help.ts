/** What `?` and Tab say about the line that is being typed, up to the cursor. */
import type { Declaration, ModeDeclaration } from './declaration.ts';
import type { Level, Levels } from './levels.ts';
import { outputModifiers } from './output-filter.ts';
import { formOf, prefixesOf } from './parse.ts';
import { slotOf, splitAtBar, startsWithAny, takesFirstMode, withoutAlias, withoutFirstModeWord } from './resolve.ts';
import type { Choice } from './thread.ts';
import type { Listed } from './token.ts';
import { Walk, type Situation } from './walk.ts';
import { isAbbreviation, lineOf, type Line } from './words.ts';

export interface Entry {
  readonly word: string;
  readonly help: string;
  /** Whether Tab may type it. */
  readonly completes: boolean;
}

interface EntryList {
  readonly kind: 'list';
  readonly entries: readonly Entry[];
  /** The beginning of the word that the entries may become; '' where a new word would start. */
  readonly partial: string;
  /** Of the list of all commands of a mode. */
  readonly title?: string;
}

export type Advice = EntryList | { readonly kind: 'ambiguous' } | { readonly kind: 'unrecognized' };

/** What may come next. @param text the line up to the cursor */
export function advise(levels: Levels, text: string, privilege: number): Advice {
  const partial = /\S*$/.exec(text)?.[0] ?? '';
  const line = lineOf(text.slice(0, text.length - partial.length));
  const inner = line.words.length > 0 ? withoutFirstModeWord(levels, line) : undefined;
  if (inner) return adviseIn(levels.first, { line: inner, partial }, privilege);
  const inMode = adviseIn(levels.top, { line, partial }, privilege);
  if (inMode.kind !== 'unrecognized') return inMode;
  const outer = [...levels.reachable.slice(1), ...(takesFirstMode(levels) ? [levels.first] : [])];
  const further = outer.map((level) => adviseIn(level, { line, partial }, privilege));
  return further.find(({ kind }) => kind !== 'unrecognized') ?? inMode;
}

/** What Tab makes of the text; undefined when there is nothing to add, or more than one way to. */
export function complete(levels: Levels, text: string, privilege: number): string | undefined {
  const advice = advise(levels, text, privilege);
  if (advice.kind !== 'list' || advice.partial === '') return undefined;
  const [only, ...others] = advice.entries.filter(({ completes }) => completes);
  if (!only || others.length > 0) return undefined;
  return `${text.slice(0, text.length - advice.partial.length)}${only.word} `;
}

interface Typed {
  readonly line: Line;
  readonly partial: string;
}

function adviseIn(level: Level, { line: typed, partial }: Typed, privilege: number): Advice {
  const { mode, context } = level;
  const line = withoutAlias(level, typed);
  const { modifier } = splitAtBar(level, line);
  if (modifier)
    return adviseAt(outputModifiers, { context: slotOf(level), privilege: 15 }, { line: modifier, partial });
  const advice = adviseAt(mode, { context, privilege }, { line, partial });
  if (line.words.length === 0) return withFirstWords(level, advice, partial);
  const { optionsTitle } = mode.options;
  return advice.kind === 'list' && partial === '' && optionsTitle !== undefined
    ? { ...advice, title: optionsTitle }
    : advice;
}

/** Walks the whole words and lists what may follow them. */
function adviseAt<Context>(
  mode: ModeDeclaration<Context>,
  situation: Situation<Context>,
  { line, partial }: Typed,
): Advice {
  const form = formOf(mode, situation, line);
  const walk = new Walk(mode, situation, form);
  let choices = walk.start();
  let mayEnd = false;
  for (let index = form === 'run' ? 0 : 1; index < line.words.length;) {
    const step = walk.step(choices, line, index);
    if (step.kind === 'fault' && step.fault.kind === 'short') {
      return listOf(
        step.fault.list(partial).map((listed) => entryOf(listed, '')),
        partial,
      );
    }
    if (step.kind !== 'taken') return { kind: step.kind === 'ambiguous' ? 'ambiguous' : 'unrecognized' };
    mayEnd = walk.ending(step.taken) !== undefined;
    ({ choices } = step.taken);
    index = step.index;
  }
  const entries = walk.listed(choices).flatMap((choice) => {
    const help = helpOf(mode, choice);
    return walk.list(choice, partial).map((listed) => entryOf(listed, help));
  });
  const ends = mayEnd && partial === '' ? endings(mode, line) : [];
  return listOf([...sorted(entries), ...ends], partial);
}

/** The words that the engine itself understands at the start of a line. */
function withFirstWords({ mode, context }: Level, advice: Advice, partial: string): Advice {
  const { firstModeWord, aliases = {}, title } = mode.options;
  const words = [...prefixesOf(mode), ...(firstModeWord ? [firstModeWord] : [])];
  const entries = words
    .filter((word) => isAbbreviation(partial, word))
    .map((word) => ({ word, help: mode.helpOfWord(word) ?? '', completes: true }));
  // IOS shows an alias among the words that start alike, and not in the full list.
  const short = [...new Map([...Object.entries(aliases), ...(mode.options.aliasesOf?.(context) ?? [])])]
    .filter(([alias]) => partial !== '' && alias.startsWith(partial))
    .map(([alias, meaning]) => ({ word: `*${alias}=${meaning}`, help: '', completes: false }));
  const listed = advice.kind === 'list' ? advice.entries : [];
  const all = listOf(sorted([...listed, ...entries, ...short]), partial);
  return all.kind === 'list' && title !== undefined && partial === '' ? { ...all, title } : all;
}

function listOf(entries: readonly Entry[], partial: string): Advice {
  return entries.length > 0 ? { kind: 'list', entries, partial } : { kind: 'unrecognized' };
}

function endings<Context>({ options }: ModeDeclaration<Context>, line: Line): Entry[] {
  const bar = { word: '|', help: 'Output modifiers', completes: false };
  const end = { word: '<cr>', help: '', completes: false };
  return startsWithAny(options.pipes ?? [], line) ? [bar, end] : [end];
}

function helpOf<Context>(mode: ModeDeclaration<Context>, { ways }: Choice<Declaration<Context>>): string {
  const open = ways.find(({ thread }) => !thread.declared.hidden);
  return (open && mode.helpOf(open.position)) ?? '';
}

function entryOf({ word, help, completes }: Listed, otherwise: string): Entry {
  return { word, help: help ?? otherwise, completes };
}

/** IOS sorts by character code: arguments in upper case and ranges stand before keywords. */
function sorted(entries: readonly Entry[]): Entry[] {
  const first = new Map<string, Entry>();
  for (const entry of entries) if (!first.has(entry.word)) first.set(entry.word, entry);
  return [...first.values()].sort((a, b) => (a.word < b.word ? -1 : 1));
}
