/**
 * What a line means in a session: the command it runs, in which of the modes that can be reached, with which arguments
 * and which output filter; or what is wrong with it.
 */
import type { Exec } from './declaration.ts';
import type { Level, Levels } from './levels.ts';
import { outputModifiers, type FilterSlot, type OutputFilter } from './output-filter.ts';
import { parse, type ParsedCommand, type ParseFailure } from './parse.ts';
import { isAbbreviation, lineOf, type Line, type Word } from './words.ts';

export interface ResolvedCommand {
  readonly kind: 'command';
  /** The level whose command it is. */
  readonly level: Level;
  /** Whether it was found further out: the levels within are left, unless the command itself goes somewhere. */
  readonly leaves: boolean;
  readonly isRefusal: boolean;
  run(exec: Exec): unknown;
  /** The line with its keywords written out, without an output filter. */
  readonly text: string;
  /** Where each argument stands in the line. */
  readonly columns: Readonly<Record<string, number>>;
  /** Whether its output is shown page by page. */
  readonly isPaged: boolean;
  /** Begins to filter its output; may refuse, as the command may. */
  readonly filter: ((exec: Exec) => OutputFilter | undefined) | undefined;
}

export type Resolution = ResolvedCommand | ParseFailure | { readonly kind: 'nothing' };

export function resolve(levels: Levels, text: string, privilege: number): Resolution {
  const line = lineOf(text);
  // A line that starts with ! is a comment, in configurations and when typed.
  if (line.words.length === 0 || line.words[0]?.text.startsWith('!')) return { kind: 'nothing' };
  const inner = withoutFirstModeWord(levels, line);
  if (inner) return resolveIn(levels.first, inner, privilege);
  const found = resolveOutwards(levels, line, privilege);
  if (found.kind !== 'invalid' || line.words.length > 1) return found;
  return unknownWord(levels, line) ?? found;
}

/** The line after `do`, or nothing when it does not start with it. */
export function withoutFirstModeWord(levels: Levels, line: Line): Line | undefined {
  const [first, ...words] = line.words;
  const isDo = levels.reachable.some(({ mode }) => mode.options.firstModeWord === first?.text.toLowerCase());
  return isDo ? { text: line.text, words } : undefined;
}

/** The line with the alias that it starts with written out; what is added stands where the alias stood. */
export function withoutAlias({ mode, context }: Level, line: Line): Line {
  const [first, ...rest] = line.words;
  const command = first && mode.options.aliasesOf?.(context).get(first.text);
  if (first && command !== undefined) return lineOf(command + line.text.slice(first.column + first.text.length));
  const { aliases = {} } = mode.options;
  const meaning = first && Object.hasOwn(aliases, first.text) ? aliases[first.text] : undefined;
  if (!first || meaning === undefined) return line;
  const words = meaning.split(' ').map((text): Word => ({ text, column: first.column }));
  return { text: line.text, words: [...words, ...rest] };
}

/** Cuts at the bar, when the line starts with a word whose output can be filtered. */
export function splitAtBar({ mode }: Level, line: Line): { command: Line; modifier?: Line } {
  const isPiped = startsWithAny(mode.options.pipes ?? [], line);
  const bar = line.words.findIndex(({ text }) => text.startsWith('|'));
  const word = line.words[bar];
  if (!isPiped || !word) return { command: line };
  const fused = word.text.length > 1 ? [{ text: word.text.slice(1), column: word.column + 1 }] : [];
  return {
    command: { text: line.text.slice(0, word.column), words: line.words.slice(0, bar) },
    modifier: { text: line.text, words: [...fused, ...line.words.slice(bar + 1)] },
  };
}

export function startsWithAny(words: readonly string[], line: Line): boolean {
  const first = line.words[0]?.text ?? '';
  return first !== '' && words.some((word) => isAbbreviation(first, word));
}

/**
 * The innermost command. One that is only refused, and abbreviated, counts as little as a failure where it ends: it gives
 * way to whatever goes along as far. Of failures, the one of the mode that went along furthest; the innermost of equals.
 */
function resolveOutwards(levels: Levels, line: Line, privilege: number): ResolvedCommand | ParseFailure {
  let refusal: ResolvedCommand | undefined;
  const failures: ParseFailure[] = [];
  for (const [index, level] of levels.reachable.entries()) {
    const found = resolveIn(level, line, privilege);
    if (found.kind !== 'command') failures.push(found);
    else if (!found.isRefusal || isInFull(found, line)) return { ...found, leaves: index > 0 };
    else refusal ??= { ...found, leaves: index > 0 };
  }
  const other = resolveAtFirst(levels, line, privilege, furthestOf(failures));
  return refusal && !goesAsFar(other, refusal, line) ? refusal : other;
}

/** Whether another meaning of a line takes the words that are refused. */
function goesAsFar(other: ResolvedCommand | ParseFailure, { columns }: ResolvedCommand, line: Line): boolean {
  if (other.kind === 'command') return !other.isRefusal;
  return other.column >= (columns['more'] ?? line.text.trimEnd().length);
}

/** Of no mode that is configured; where that may be typed, of the first mode. */
function resolveAtFirst(
  levels: Levels,
  line: Line,
  privilege: number,
  failure: ParseFailure,
): ResolvedCommand | ParseFailure {
  const first = takesFirstMode(levels) ? resolveIn(levels.first, line, privilege) : failure;
  return first.kind === 'command' || first.column > failure.column ? first : failure;
}

function furthestOf(failures: readonly ParseFailure[]): ParseFailure {
  const [first = { kind: 'invalid', column: 0 } as const, ...others] = failures;
  return others.reduce((furthest, one) => (one.column > furthest.column ? one : furthest), first);
}

/** Whether its keywords stand in the line as they are. */
function isInFull({ text }: ResolvedCommand, { words }: Line): boolean {
  const written = text.toLowerCase().split(/\s+/);
  return words.every((word, index) => word.text.toLowerCase() === written[index]);
}

/** Whether commands of the first mode are understood where the session is, without a word before them. */
export function takesFirstMode(levels: Levels): boolean {
  return levels.reachable.some(({ mode }) => mode.options.takesFirstMode === true);
}

function resolveIn(level: Level, typed: Line, privilege: number): ResolvedCommand | ParseFailure {
  const line = withoutAlias(level, typed);
  const { command, modifier } = splitAtBar(level, line);
  const { mode, context } = level;
  const parsed = parseBeforeComment(level, command, privilege);
  if (parsed.kind !== 'command') return parsed;
  const filter = modifier && parse(outputModifiers, { context: slotOf(level), privilege: 15 }, modifier);
  if (filter && filter.kind !== 'command') return filter;
  return {
    kind: 'command',
    level,
    leaves: false,
    isRefusal: parsed.declared.command.isRefusal === true,
    run: handlerOf(parsed, context),
    text: parsed.text,
    columns: { ...parsed.columns, ...filter?.columns },
    isPaged: startsWithAny(mode.options.pipes ?? [], line),
    filter: filter && filterOf(filter, slotOf(level)),
  };
}

/** What follows a whole command and begins with ! is a comment, as the lines of seed 002 have it; texts take it for theirs. */
function parseBeforeComment(
  { mode, context }: Level,
  line: Line,
  privilege: number,
): ParsedCommand<unknown> | ParseFailure {
  const parsed = parse(mode, { context, privilege }, line);
  // Few lines have a mark, and only for them it is worked out where parsing stopped.
  if (parsed.kind !== 'invalid' || !line.text.includes('!') || line.text[parsed.column] !== '!') return parsed;
  const words = line.words.filter(({ column }) => column < parsed.column);
  const before = parse(mode, { context, privilege }, { text: line.text.slice(0, parsed.column), words });
  return before.kind === 'command' ? before : parsed;
}

function handlerOf({ declared, form, args }: ParsedCommand<unknown>, context: unknown): (exec: Exec) => unknown {
  const { command } = declared;
  return (exec) => {
    if (form === 'run') return command.run(context, args, exec);
    if (form === 'default' && command.default) return command.default(context, args, exec);
    return command.no?.(context, args, exec);
  };
}

/** What is asked which filters there are. */
export function slotOf({ mode: { options }, context }: Level): FilterSlot {
  return {
    hasGrep: options.hasGrep === true,
    openFile: (name, isAppended) => options.openFile?.(context, name, isAppended),
  };
}

function filterOf(
  { declared, args }: ParsedCommand<FilterSlot>,
  known: FilterSlot,
): (exec: Exec) => OutputFilter | undefined {
  return (exec) => {
    const slot = { ...known };
    declared.command.run(slot, args, exec);
    return slot.filter;
  };
}

/** A word that no command starts with, if the mode knows what to do about it. */
function unknownWord(levels: Levels, line: Line): ResolvedCommand | undefined {
  const { top: level } = levels;
  const run = level.mode.options.unknown?.(level.context, line.text.trim());
  if (!run) return undefined;
  return {
    kind: 'command',
    level,
    leaves: false,
    isRefusal: false,
    run,
    text: '',
    columns: {},
    isPaged: false,
    filter: undefined,
  };
}
