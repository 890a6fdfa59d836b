/** What happens on a line between login and logout: prompts, and the commands that are entered at them. */
import type { Clock } from '../../base/clock.ts';
import type { AcceptedLine } from './accepted-line.ts';
import type { Console } from './console.ts';
import type { Terminal } from './declaration.ts';
import type { Dialect } from './dialect.ts';
import { Execution, type ExecutionHost } from './execution.ts';
import { textOfAdvice } from './help-layout.ts';
import { advise, complete } from './help.ts';
import { History } from './history.ts';
import { Levels, type Level } from './levels.ts';
import { Output } from './output.ts';
import { Pager } from './pager.ts';
import { PromptReader, type Ending } from './readers.ts';
import { Aborted, Refusal } from './refusal.ts';
import { resolve, type Resolution, type ResolvedCommand } from './resolve.ts';
import type { Admission } from './terminal-line.ts';

/** The command line of a router: where sessions start, and how it speaks. */
export interface Shell {
  readonly dialect: Dialect;
  /** The mode that a session starts in, and what its commands act upon. */
  readonly first: Level;
  hostname(): string;
  /** Called with every line that a configuration mode has taken. */
  accepted?(entry: AcceptedLine): void;
}

interface ConversationOptions {
  readonly shell: Shell;
  readonly console: Console;
  readonly clock: Clock;
  readonly terminal: Terminal;
  readonly lineName: string;
  readonly admission: Admission;
  /** Called when a prompt is about to be shown. */
  prompting(): void;
  /** What `isBusy` says may have changed. */
  changed(): void;
  ended(): void;
}

export class Conversation {
  readonly #console: Console;
  readonly #dialect: Dialect;
  readonly #levels: Levels;
  readonly #host: ExecutionHost;
  /** Configuration modes have a history of their own. */
  readonly #histories = { first: new History(), others: new History() };
  #prompt = '';
  #execution: Execution | undefined;
  #output: Output | undefined;
  /** After the command, back to the first mode: the line ended in Ctrl-Z or Ctrl-C. */
  #goesBack = false;
  #isLeaving = false;
  #isOver = false;

  constructor(private readonly options: ConversationOptions) {
    const { console, shell } = options;
    this.#console = console;
    this.#dialect = shell.dialect;
    this.#levels = new Levels(shell.first, ({ mode, context }) => {
      mode.options.left?.(context, new Execution(this.#host));
    });
    this.#host = this.#makeHost(this.#levels);
  }

  start(): void {
    this.#showPrompt();
  }

  get user(): string {
    return this.options.admission.user;
  }

  /** Whether a command runs that waits for time or events, not for keys. */
  get isBusy(): boolean {
    return this.#execution !== undefined && !this.#execution.isAsking && !this.#isPaging;
  }

  /** Whether output is on its way or being read, so that messages had better wait. */
  get isShowing(): boolean {
    return this.#execution?.isAsking === false || this.#isPaging;
  }

  /** Ctrl-C or Ctrl-^ while a command runs. */
  interrupt(): void {
    const execution = this.#execution;
    // Aborted before and still running: it does not listen, and is left to itself.
    if (execution && !execution.abort()) this.#completed(execution, { leaves: false, level: this.#levels.top });
  }

  /** The line is gone, or nobody has typed for too long. */
  close(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#execution?.abort();
    this.#execution?.finish();
    this.#execution = undefined;
    this.#output = undefined;
    this.#levels.leaveTo(this.#levels.first);
    this.#console.stopReading();
    this.options.changed();
    this.options.ended();
  }

  get #isPaging(): boolean {
    return this.#output?.isHolding === true;
  }

  #showPrompt(): void {
    if (this.#isOver) return;
    if (this.#goesBack) this.#levels.leaveTo(this.#levels.first);
    this.#goesBack = false;
    if (this.#isLeaving) return this.close();
    this.options.prompting();
    const { prompt } = this.#levels.top.mode.options;
    const suffix = typeof prompt === 'string' ? prompt : prompt(this.#host.privilege);
    this.#prompt = this.#dialect.prompt(this.options.shell.hostname(), suffix);
    this.#console.freshLine();
    this.#console.write(this.#prompt);
    this.#console.read(this.#makeReader());
  }

  #makeReader(): PromptReader {
    const { terminal } = this.options;
    const history = this.#levels.isFirst ? this.#histories.first : this.#histories.others;
    const reader: PromptReader = new PromptReader(this.#prompt, terminal.width, history, {
      write: (text) => this.#console.write(text),
      entered: (line, ending) => {
        if (ending !== '^C') history.add(line, terminal.historySize);
        this.#entered(line, ending);
      },
      help: (line, shown) => {
        this.#help(line, () => {
          shown();
          this.#console.read(reader);
        });
      },
      complete: (line) => complete(this.#levels, line, this.#host.privilege),
    });
    return reader;
  }

  #help(line: string, shown: () => void): void {
    const { terminal } = this.options;
    this.#console.stopReading();
    const advice = advise(this.#levels, line, this.#host.privilege);
    this.#output = new Output({
      console: this.#console,
      pager: new Pager(this.#console.screen, this.#dialect, terminal),
    });
    this.#output.write(textOfAdvice(advice, line, { dialect: this.#dialect, width: terminal.width }));
    this.#output.whenShown(shown);
  }

  #entered(text: string, ending: Ending): void {
    this.#console.stopReading();
    this.#output = undefined;
    this.#goesBack = ending !== 'enter';
    if (ending === '^C') return this.#showPrompt();
    const resolution = resolve(this.#levels, text, this.#host.privilege);
    if (resolution.kind === 'command') return this.#run(resolution);
    this.#console.write(this.#complaint(resolution, text));
    this.#showPrompt();
  }

  #complaint(resolution: Exclude<Resolution, ResolvedCommand>, text: string): string {
    switch (resolution.kind) {
      case 'nothing':
        return '';
      case 'ambiguous':
        return this.#dialect.ambiguous(text.trimEnd());
      case 'incomplete':
        return resolution.list ? this.#dialect.incompleteList(resolution.list) : this.#dialect.incomplete;
      case 'invalid':
        return this.#dialect.invalid(this.#prompt.length + resolution.column);
    }
  }

  #run(resolved: ResolvedCommand): void {
    const execution = new Execution(this.#host, resolved.text);
    const path = this.#levels.pathTo(resolved.level);
    this.#execution = execution;
    let result: unknown;
    try {
      this.#output = this.#makeOutput(resolved, execution);
      result = resolved.run(execution);
    } catch (error) {
      return this.#failed(execution, resolved, error);
    }
    if (!(result instanceof Promise)) return this.#succeeded(execution, resolved, path);
    this.options.changed();
    result.then(
      () => this.#succeeded(execution, resolved, path),
      (error: unknown) => this.#failed(execution, resolved, error),
    );
  }

  #succeeded(execution: Execution, resolved: ResolvedCommand, path: readonly string[]): void {
    const isConfiguration = resolved.level !== this.#levels.first;
    if (isConfiguration && !execution.hasOnlyLeft) this.options.shell.accepted?.({ path, line: execution.text });
    this.#completed(execution, resolved);
  }

  #makeOutput({ isPaged, filter }: ResolvedCommand, execution: Execution): Output {
    const { terminal } = this.options;
    return new Output({
      console: this.#console,
      pager: isPaged ? new Pager(this.#console.screen, this.#dialect, terminal) : undefined,
      filter: filter?.(execution),
      quit: () => this.interrupt(),
    });
  }

  /** @throws what is neither a refusal nor an abort: a bug of the command, which the session survives */
  #failed(execution: Execution, resolved: ResolvedCommand, error: unknown): void {
    if (error instanceof Refusal) this.#refuse(execution, resolved, error);
    this.#completed(execution, resolved);
    if (!(error instanceof Refusal) && !(error instanceof Aborted)) throw error;
  }

  /** That the line is refused is shown whatever its filter lets through; what a command has to say goes through it. */
  #refuse(execution: Execution, resolved: ResolvedCommand, error: Refusal): void {
    const text = this.#refusal(error, resolved);
    if (error.reason === 'text') execution.write(text);
    else if (!execution.isOver) this.#console.write(text);
  }

  #refusal({ reason, detail }: Refusal, { columns }: ResolvedCommand): string {
    if (reason === 'incomplete') return this.#dialect.incomplete;
    if (reason === 'text') return `${detail}\n`;
    if (reason === 'not-simulated') return `${this.#dialect.notSimulated}${detail}\n`;
    return this.#dialect.invalid(this.#prompt.length + (columns[detail] ?? 0));
  }

  #completed(execution: Execution, { leaves, level }: Pick<ResolvedCommand, 'leaves' | 'level'>): void {
    if (execution.isOver) return;
    execution.finish();
    if (leaves && !execution.hasMoved) this.#levels.leaveTo(level);
    this.#execution = undefined;
    this.#output?.finish();
    if (this.#output) this.#output.whenShown(() => this.#showPrompt());
    else this.#showPrompt();
    this.options.changed();
  }

  #makeHost(levels: Levels): ExecutionHost {
    const { clock, terminal, lineName, admission } = this.options;
    return {
      clock,
      terminal,
      lineName,
      levels,
      history: () => this.#histories.first.lines,
      user: admission.user,
      privilege: admission.privilege,
      answerYesOrNo: this.#dialect.answerYesOrNo,
      output: (text) => (this.#output ?? this.#console).write(text),
      readLine: (question, isEchoed) =>
        this.#whenShown(() => this.#console.readLine(question, terminal.width, isEchoed)),
      readKey: (question) => this.#whenShown(() => this.#console.readKey(question)),
      logout: () => {
        this.#isLeaving = true;
      },
      changed: () => this.options.changed(),
    };
  }

  /** A question waits until what was written before it has been read. */
  #whenShown<T>(read: () => Promise<T>): Promise<T> {
    return new Promise((resolve) => {
      if (this.#output) this.#output.whenShown(() => resolve(read()));
      else resolve(read());
    });
  }
}
