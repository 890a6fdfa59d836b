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
export class Choice<Declared> {
  #fixed: Taken<Declared> | undefined;

  constructor(
    readonly token: Token,
    readonly ways: readonly Way<Declared>[],
  ) {}

  /** Where the threads are when the token has been read. As long as nothing is bound that is the same for every line. */
  take(fit: Fit, column: number): Taken<Declared> {
    if (this.#fixed) return this.#fixed;
    const taken = new Taken(this.ways.map((way) => advance(way, fit, column)));
    const binds = this.ways.some(({ thread, position }) => thread.bound !== undefined || position.name !== '');
    if (!binds) this.#fixed = taken;
    return taken;
  }
}

/** The threads that a word has left. */
export class Taken<Declared> {
  #choices: readonly Choice<Declared>[] | undefined;

  constructor(readonly threads: readonly Thread<Declared>[]) {}

  get choices(): readonly Choice<Declared>[] {
    return (this.#choices ??= choicesOf(this.threads));
  }
}

interface Way<Declared> {
  readonly thread: Thread<Declared>;
  readonly position: Position;
  readonly bits: number;
}

/** The tokens that may come next, in the order of declaration. */
export function choicesOf<Declared>(threads: readonly Thread<Declared>[]): Choice<Declared>[] {
  const ways = new Map<string, { token: Token; ways: Way<Declared>[] }>();
  for (const thread of threads) {
    for (const { to, bits } of thread.next()) {
      if (!to || (bits & thread.entered) !== 0) continue;
      const way = { thread, position: to, bits };
      const known = ways.get(to.token.text);
      if (known) known.ways.push(way);
      else ways.set(to.token.text, { token: to.token, ways: [way] });
    }
  }
  return Array.from(ways.values(), ({ token, ways }) => new Choice(token, ways));
}

function advance<Declared>(way: Way<Declared>, fit: Fit, column: number): Thread<Declared> {
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
