/** The state of a walk through the commands of a mode: the commands that still fit, and how far each has come. */
import type { Position, Steps } from './syntax.ts';
import type { Fit, Token } from './token.ts';

/** @typeParam Declared the command that the thread would run */
export interface Thread<Declared> {
  readonly declared: Declared;
  readonly next: Steps;
  /** The any-order groups that were entered. */
  readonly entered: number;
  readonly bound: Bound | undefined;
}

/** The arguments so far, the last one first. */
interface Bound {
  readonly before: Bound | undefined;
  readonly position: Position;
  readonly value: Fit['value'];
  readonly column: number;
}

/** A token that may come next, with the threads that it keeps. */
export interface Choice<Declared> {
  readonly token: Token;
  readonly ways: readonly Way<Declared>[];
}

interface Way<Declared> {
  readonly thread: Thread<Declared>;
  readonly position: Position;
  readonly bits: number;
}

/** The tokens that may come next, in the order of declaration. */
export function choicesOf<Declared>(threads: readonly Thread<Declared>[]): Choice<Declared>[] {
  const choices = new Map<string, { token: Token; ways: Way<Declared>[] }>();
  for (const thread of threads) {
    for (const { to, bits } of thread.next()) {
      if (!to || (bits & thread.entered) !== 0) continue;
      const way = { thread, position: to, bits };
      const known = choices.get(to.token.text);
      if (known) known.ways.push(way);
      else choices.set(to.token.text, { token: to.token, ways: [way] });
    }
  }
  return [...choices.values()];
}

export function advance<Declared>(way: Way<Declared>, fit: Fit, column: number): Thread<Declared> {
  const { thread, position, bits } = way;
  return {
    declared: thread.declared,
    next: position.next,
    entered: thread.entered | bits,
    bound: position.name ? { before: thread.bound, position, value: fit.value, column } : thread.bound,
  };
}

export function mayEnd<Declared>(thread: Thread<Declared>): boolean {
  return thread.next().some(({ to }) => !to);
}

/** The arguments that a thread has bound, and the columns at which they stand. */
export function argumentsOf<Declared>(thread: Thread<Declared>): {
  args: Record<string, unknown>;
  columns: Record<string, number>;
} {
  const args: Record<string, unknown> = {};
  const columns: Record<string, number> = {};
  for (let bound = thread.bound; bound; bound = bound.before) {
    const { name, repeats } = bound.position;
    const later: unknown = args[name];
    args[name] = repeats ? [bound.value, ...(Array.isArray(later) ? (later as unknown[]) : [])] : bound.value;
    columns[name] = bound.column;
  }
  return { args, columns };
}
