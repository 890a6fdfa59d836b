/** Parsing one line in one mode: the command it means, or what is wrong with it and where. */
import type { Declaration, Form, ModeDeclaration } from './declaration.ts';
import { argumentsOf, type Taken } from './thread.ts';
import { Walk, type Situation, type Stop } from './walk.ts';
import { isAbbreviation, type Line } from './words.ts';

export interface ParsedCommand<Context> {
  readonly kind: 'command';
  readonly declared: Declaration<Context>;
  readonly form: Form;
  readonly args: Readonly<Record<string, unknown>>;
  /** Where each argument stands in the line. */
  readonly columns: Readonly<Record<string, number>>;
  /** The line with its keywords written out: 'no ip address' for 'no ip add'. */
  readonly text: string;
}

export interface ParseFailure {
  readonly kind: 'ambiguous' | 'incomplete' | 'invalid';
  /** How far the parser went along. For invalid input, where the caret goes. */
  readonly column: number;
  /** Of a line that is one word and leads to a list of commands: that word, written out. */
  readonly list?: string;
}

export function parse<Context>(
  mode: ModeDeclaration<Context>,
  situation: Situation<Context>,
  line: Line,
): ParsedCommand<Context> | ParseFailure {
  const form = formOf(mode, situation, line);
  const walk = new Walk(mode, situation, form);
  let taken: Taken<Declaration<Context>> | undefined;
  const texts: string[] = [];
  for (let index = form === 'run' ? 0 : 1; index < line.words.length;) {
    const step = walk.step(taken?.choices ?? walk.start(), line, index);
    if (step.kind !== 'taken') return failureOf(step, line, index);
    ({ taken, index } = step);
    texts.push(step.text);
  }
  const ending = taken && walk.ending(taken);
  if (!ending) return { ...incomplete(line), ...listOf(mode, written(form, texts)) };
  return { kind: 'command', declared: ending.declared, form, ...argumentsOf(ending), text: written(form, texts) };
}

function failureOf(stop: Stop, line: Line, index: number): ParseFailure {
  switch (stop.kind) {
    case 'ambiguous':
      return { kind: 'ambiguous', column: line.words[index]?.column ?? 0 };
    case 'invalid':
      return stop;
    case 'fault':
      return stop.fault.kind === 'short' ? incomplete(line) : stop.fault;
  }
}

/** `no` and `default` are prefixes of every command that can be undone, in the modes whose vocabulary has them. */
export function formOf<Context>(mode: ModeDeclaration<Context>, situation: Situation<Context>, line: Line): Form {
  const word = line.words[0]?.text.toLowerCase() ?? '';
  const prefixes = prefixesOf(mode);
  const exact = prefixes.find((prefix) => prefix === word);
  if (exact) return exact;
  const [short, ...others] = prefixes.filter((prefix) => isAbbreviation(word, prefix));
  if (!short || others.length > 0 || word === '') return 'run';
  // A word that begins a command is that command.
  const walk = new Walk(mode, situation, 'run');
  return walk.step(walk.start(), line, 0).kind === 'invalid' ? short : 'run';
}

export function prefixesOf(mode: ModeDeclaration<never>): ('no' | 'default')[] {
  return (['no', 'default'] as const).filter((prefix) => mode.helpOfWord(prefix) !== undefined);
}

function written(form: Form, texts: readonly string[]): string {
  return [...(form === 'run' ? [] : [form]), ...texts].join(' ');
}

function listOf({ options }: ModeDeclaration<never>, text: string): { list?: string } {
  return options.lists?.includes(text) ? { list: text } : {};
}

function incomplete(line: Line): ParseFailure {
  return { kind: 'incomplete', column: line.text.length };
}
