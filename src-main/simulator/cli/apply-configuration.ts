/**
 * Loading a configuration without a terminal: at start-up, from a checkpoint, from a foreign topology. Lines go through
 * the same commands as typed ones; what is refused is listed, never silently accepted.
 */
import type { Clock } from '../../base/clock.ts';
import type { AcceptedLine } from './accepted-line.ts';
import type { Dialect } from './dialect.ts';
import type { ModeDeclaration } from './declaration.ts';
import { Execution, type ExecutionHost } from './execution.ts';
import { Levels } from './levels.ts';
import { Aborted, Refusal } from './refusal.ts';
import { resolve, type Resolution, type ResolvedCommand } from './resolve.ts';

export interface RefusedLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
  /**
   * What the router says about it: 'Invalid input', with the word; or the text of the command. Lines that stand further in
   * below a refused one are refused with it: how many there are is said here, and they have no entries of their own.
   */
  readonly reason: string;
}

interface LoadOptions {
  readonly clock: Clock;
  readonly dialect: Dialect;
  /** Called with what the commands print, which is not refusal: warnings, notes. */
  printed?(text: string, line: { readonly number: number; readonly text: string }): void;
  /** Called with every line that was taken. */
  accepted?(entry: AcceptedLine): void;
}

/**
 * Applies each line in order, in the mode where the lines before have led. A command that asks is answered with the lines
 * that follow (the text of a banner). Resolves to the lines that were refused.
 */
export async function applyConfiguration<Context>(
  text: string,
  mode: ModeDeclaration<Context>,
  context: Context,
  options: LoadOptions,
): Promise<RefusedLine[]> {
  const loader = new Loader(text.split(/\r\n|\r|\n/), new Levels({ mode, context }, () => undefined), options);
  return await loader.load();
}

/**
 * Applies lines that were accepted before, each in its mode. Resolves to those that were refused, by their place in the
 * list.
 */
export async function applyAccepted<Context>(
  entries: readonly AcceptedLine[],
  mode: ModeDeclaration<Context>,
  context: Context,
  options: LoadOptions,
): Promise<RefusedLine[]> {
  return await new Loader([], new Levels({ mode, context }, () => undefined), options).replay(entries);
}

class Loader {
  readonly #refused: RefusedLine[] = [];
  /** How many lines stand below a refused one. */
  readonly #below = new Map<RefusedLine, number>();
  readonly #host: ExecutionHost;
  #at = 0;

  constructor(
    private lines: readonly string[],
    private readonly levels: Levels,
    private readonly options: LoadOptions,
  ) {
    this.#host = this.#makeHost();
  }

  async replay(entries: readonly AcceptedLine[]): Promise<RefusedLine[]> {
    for (const [index, { path, line }] of entries.entries()) {
      const isThere = this.levels.pathTo(this.levels.top).join('\n') === path.join('\n');
      if (!isThere) this.levels.leaveTo(this.levels.first);
      for (const text of isThere ? [line] : [...path, line]) {
        this.lines = text.split('\n');
        this.#at = 1;
        const reason = await this.#apply(this.lines[0] ?? '');
        if (reason !== undefined) this.#refused.push({ number: index + 1, text, reason });
      }
    }
    return this.#refused;
  }

  async load(): Promise<RefusedLine[]> {
    let last: { readonly indent: number } | undefined;
    for (let text = this.lines[this.#at++]; text !== undefined; text = this.lines[this.#at++]) {
      const number = this.#at;
      const indent = text.search(/\S|$/);
      // What is indented below a refused line belongs to it, and must not land in the mode where the lines before led.
      if (last !== undefined && indent > last.indent) {
        this.#refuseWithLast(text);
        continue;
      }
      const outcome = this.#apply(text);
      // Nearly all commands are done at once; waiting for those would only take time.
      const reason = outcome instanceof Promise ? await outcome : outcome;
      last = reason === undefined ? undefined : { indent };
      if (reason !== undefined) this.#refuse({ number, text, reason });
    }
    return this.#refused.map((line) => withBelow(line, this.#below.get(line) ?? 0));
  }

  /** Blocks are closed by lines that are no shortfall. */
  #refuseWithLast(text: string): void {
    const last = this.#refused.at(-1);
    const isSeparator = /^\s*(!.*)?$/.test(text);
    if (last && !isSeparator) this.#below.set(last, (this.#below.get(last) ?? 0) + 1);
  }

  #refuse(line: RefusedLine): void {
    this.#refused.push(line);
    // What follows without an indent must not be taken for the interface before.
    if (/^\s*interface\s/i.test(line.text)) this.levels.leaveTo(this.levels.first);
  }

  /** Says why the line was refused. */
  #apply(text: string): Promise<string | undefined> | string | undefined {
    const resolved = resolve(this.levels, text, this.#host.privilege);
    if (resolved.kind !== 'command') return this.#complaint(resolved, text);
    const execution = new Execution(this.#host, resolved.text);
    const path = this.levels.pathTo(resolved.level);
    const done = (reason?: string): string | undefined => {
      if (reason === undefined && !execution.hasOnlyLeft) this.options.accepted?.({ path, line: execution.text });
      if (resolved.leaves && !execution.hasMoved) this.levels.leaveTo(resolved.level);
      return reason;
    };
    try {
      const result = resolved.run(execution);
      if (!(result instanceof Promise)) return done();
      return result.then(
        () => done(),
        (error: unknown) => done(this.#reasonOf(error, resolved, text)),
      );
    } catch (error) {
      return done(this.#reasonOf(error, resolved, text));
    }
  }

  #reasonOf(error: unknown, { columns }: ResolvedCommand, text: string): string {
    if (error instanceof Aborted) return 'the text that it asks for is missing';
    if (!(error instanceof Refusal)) throw error;
    if (error.reason === 'text') return error.detail;
    if (error.reason === 'not-simulated') return `${this.options.dialect.notSimulated}${error.detail}`;
    if (error.reason === 'incomplete') return this.options.dialect.incomplete.trim();
    return invalidAt(text, columns[error.detail] ?? 0);
  }

  #complaint(resolution: Exclude<Resolution, ResolvedCommand>, text: string): string | undefined {
    switch (resolution.kind) {
      case 'nothing':
        return undefined;
      case 'invalid':
        return invalidAt(text, resolution.column);
      case 'incomplete':
        return this.options.dialect.incomplete.trim();
      case 'ambiguous':
        return this.options.dialect.ambiguous(text.trim()).trim();
    }
  }

  #makeHost(): ExecutionHost {
    const { clock, dialect } = this.options;
    return {
      clock,
      terminal: { length: 0, width: 0, historySize: 0, monitor: false },
      lineName: '',
      user: '',
      levels: this.levels,
      history: () => [],
      answerYesOrNo: dialect.answerYesOrNo,
      privilege: 15,
      output: (text) => {
        const number = this.#at;
        this.options.printed?.(text, { number, text: this.lines[number - 1] ?? '' });
      },
      readLine: () => Promise.resolve(this.lines[this.#at++]),
      readKey: () => Promise.resolve('enter'),
      logout: () => undefined,
      changed: () => undefined,
    };
  }
}

function withBelow(line: RefusedLine, below: number): RefusedLine {
  if (below === 0) return line;
  return { ...line, reason: `${line.reason}, and with it the ${below === 1 ? 'line' : `${below} lines`} below` };
}

/** Without a terminal there is nothing to put a caret under: the word is named. */
function invalidAt(line: string, column: number): string {
  const start = line.slice(0, column).search(/\S*$/);
  return `% Invalid input: '${/\S*/.exec(line.slice(start))?.[0] ?? ''}'`;
}
