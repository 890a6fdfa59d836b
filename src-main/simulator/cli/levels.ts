/** Where a session is: the modes it has entered, each with what its commands act upon. */
import type { ModeDeclaration } from './declaration.ts';

export interface Level {
  readonly mode: ModeDeclaration<unknown>;
  readonly context: unknown;
  /** The line that led into it; none in the first. */
  readonly line?: string;
}

export class Levels {
  readonly #stack: Level[];

  /** @param left called with each level that is left, the innermost first */
  constructor(
    first: Level,
    private readonly left: (level: Level) => void,
  ) {
    this.#stack = [first];
  }

  get top(): Level {
    return this.#at(this.#stack.length - 1);
  }

  get first(): Level {
    return this.#at(0);
  }

  get isFirst(): boolean {
    return this.#stack.length === 1;
  }

  /** The levels in which a line is sought: this one, and outwards as long as each lies in the next. */
  get reachable(): Level[] {
    const outermost = this.#stack.findLastIndex(({ mode }) => mode.options.parent === undefined);
    return this.#stack.slice(Math.max(0, outermost)).reverse();
  }

  /** The lines that lead into a level, from the mode that all others lie in: `interface Tunnel0`. */
  pathTo(level: Level): string[] {
    const above = this.#stack.slice(0, this.#stack.indexOf(level) + 1);
    return above.flatMap(({ mode, line }) => (line !== undefined && mode.options.parent ? [line] : []));
  }

  /** @throws Error when the mode lies in one that the session is not in */
  enter<Context>(mode: ModeDeclaration<Context>, context: Context, line = ''): void {
    const { parent } = mode.options;
    const below = parent ? this.#stack.findLastIndex((level) => level.mode === parent) : 0;
    const inside = this.#stack[below];
    if (!inside) throw new Error(`mode '${mode.name}' lies in '${parent?.name ?? ''}', which was not entered`);
    this.leaveTo(inside);
    this.#stack.push({ mode, context, line });
  }

  /** Leaves one level; false in the first. */
  leave(): boolean {
    if (this.isFirst) return false;
    const level = this.#stack.pop();
    if (level) this.left(level);
    return true;
  }

  /** Leaves until the level is the innermost. */
  leaveTo(level: Level): void {
    while (this.top !== level && this.leave());
  }

  #at(index: number): Level {
    const level = this.#stack[index];
    if (!level) throw new Error('a session is always in a mode');
    return level;
  }
}
