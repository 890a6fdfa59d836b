/**
 * What is declared: commands and modes; and what a command may do to the session it runs in. These types know each
 * other (a command enters a mode, a mode holds commands), so they stand together.
 */
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import type { InterfaceKind } from './interface-name.ts';
import type { Position, Steps } from './syntax.ts';
import type { Choice } from './thread.ts';

/** What `terminal …` sets: it belongs to the session and is gone with it. */
export interface Terminal {
  /** Lines on a page; 0 for no paging. */
  length: number;
  /** Characters in a row; 0 for no end. */
  width: number;
  /** Lines that the history keeps. */
  historySize: number;
  /** Whether messages of the system are shown here (`terminal monitor`); the session only remembers it. */
  monitor: boolean;
}

/** The session, as a command sees it. */
export interface Exec {
  readonly clock: Clock;
  readonly terminal: Terminal;
  /** The line the session is on, as messages name it: 'con0', 'vty0'. */
  readonly lineName: string;
  /** Who logged in; '' when nobody had to. */
  readonly user: string;
  /** The lines entered in the first mode, the oldest first. */
  readonly history: readonly string[];
  /** 0 to 15. What the session may do changes at once. */
  privilege: number;

  /** Enters a mode: below its parent when it has one, otherwise below the first mode of the session. */
  enter<Context>(mode: ModeDeclaration<Context>, context: Context): void;
  /** Back to the mode before; in the first mode, out of the session. */
  leave(): void;
  /** Back to the first mode, from any depth. */
  end(): void;
  /** Ends the session after this command. */
  logout(): void;

  /** Writes at once. Lines end in '\n'. */
  write(text: string): void;
  /** Writes lines, each with its end. */
  print(...lines: readonly string[]): void;

  /** Waits for a line; its text without the end. */
  ask(question: string): Promise<string>;
  /** The same without echo. */
  askSecret(question: string): Promise<string>;
  /** Waits for one key, as after `[confirm]`: RETURN or y is yes. */
  confirm(question: string): Promise<boolean>;
  /** Asks until the answer is yes or no, or a beginning of one. @param otherwise what an empty answer means */
  askYesOrNo(question: string, otherwise?: boolean): Promise<boolean>;

  sleep(milliseconds: number): Promise<void>;
  /** Waits for something else than time; an abort ends the wait, not what is waited for. */
  wait<T>(promise: Promise<T>): Promise<T>;
  /** Called once if the command is aborted; waits are rejected without it. */
  onAbort(listener: () => void): Stop;
}

/**
 * @typeParam Context what the commands of the mode act upon
 * @typeParam Args what the syntax binds
 * @typeParam NoArgs what it binds after `no` and `default`
 */
export interface Command<Context, Args, NoArgs = Args> {
  /** Handles the line. What it returns is of no interest, except that a promise is waited for. */
  run(context: Context, args: Args, exec: Exec): unknown;
  /** Handles the line when it starts with `no`. Without it, `no` is refused. */
  no?(context: Context, args: NoArgs, exec: Exec): unknown;
  /** Handles the line when it starts with `default`. Without it, what `no` does. */
  default?(context: Context, args: NoArgs, exec: Exec): unknown;
  /**
   * The lines this command contributes to the running configuration.
   * @param isAll with those that say what is so by default (`show running-config all`)
   */
  show?(context: Context, isAll?: boolean): readonly ConfigurationLine[];
  /** Where those lines stand in the layout of the mode; the first word of the syntax when left out. */
  readonly section?: string;
  /** The privilege level it needs: 0 to 15. The mode's own when left out. */
  readonly privilege?: number;
  /** Whether it exists on this router, now. */
  when?(context: Context): boolean;
  /** Works when typed, and is never listed nor completed. */
  readonly hidden?: boolean;
  /** It only says that it is not simulated. Abbreviated, it gives way to what is meant further out. */
  readonly isRefusal?: boolean;
}

/** A command whose arguments are no longer known to the compiler. */
type AnyCommand<Context> = Command<Context, Readonly<Record<string, unknown>>>;

/** What a line starts with: nothing, `no`, or `default`. */
export type Form = 'run' | 'no' | 'default';

/** A command with its syntax, compiled. */
export interface Declaration<Context> {
  readonly syntax: string;
  readonly command: AnyCommand<Context>;
  readonly privilege: number;
  readonly hidden: boolean;
  readonly steps: Steps;
  /** As read after `no` and `default`. */
  readonly negatedSteps: Steps;
}

/** A line of the running configuration, or a line that opens a submode with the lines that belong in it. */
export type ConfigurationLine = string | ConfigurationBlock;

export interface ConfigurationBlock {
  readonly line: string;
  readonly body: readonly ConfigurationLine[];
}

/**
 * The order of a mode's sections. `'!'` always stands there, as IOS prints it whether or not the part around it is
 * empty; `{ each }` puts one after every block or line of the section, `{ group }` one after all of it, if any.
 */
export type Layout = readonly (string | { readonly each: string } | { readonly group: string })[];

/** Writes a file, once and whole. @returns what went wrong, in words */
export type FileWriter = (text: string) => string | undefined;

export interface ModeOptions<Context> {
  /** For people who declare and test: 'configuration', 'interface'. */
  readonly name: string;
  /** What follows the host name, for the privilege of the session: '(config)#', or '>' and '#'. */
  readonly prompt: string | ((privilege: number) => string);
  /** The heading of `?` on an empty line: 'Configure commands:'. */
  readonly title?: string;
  /** The mode that it lies in. A line that is unknown here is sought there and, when found, leaves this mode. */
  readonly parent?: ModeDeclaration<never>;
  /** The privilege that its commands need when they do not say: 1. */
  readonly privilege?: number;
  /** Words that stand for others when typed as the first word: { s: 'show' }. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Those that a configuration has added to them, each with a whole command. */
  aliasesOf?(context: Context): ReadonlyMap<string, string>;
  /** First words whose output is paged and may be filtered: ['show', 'more']. */
  readonly pipes?: readonly string[];
  /** Whether those filters are the ones of an ASA. */
  readonly hasGrep?: boolean;
  /** Opens a file for that output, where it can be written to files. @throws Refusal of a name that will not do */
  openFile?(context: Context, name: string, isAppended: boolean): FileWriter;
  /** The heading of `?` after the first words of a line: '\nconfigure mode commands/options:'. */
  readonly optionsTitle?: string;
  /** First words that lead to a list of commands, and say how to see it when they stand alone: ['show']. */
  readonly lists?: readonly string[];
  /** The word that runs a command of the session's first mode from here and from the modes within: 'do'. */
  readonly firstModeWord?: string;
  /** Whether the commands of the session's first mode work here and in the modes within as they are: an ASA has no `do`. */
  readonly takesFirstMode?: boolean;
  /** The order of its part of the running configuration; the order of declaration when left out. */
  readonly layout?: Layout;
  /** The interfaces that the token INTERFACE stands for. */
  interfaces?(context: Context): readonly InterfaceKind[];
  /** Called when a session has left the mode. */
  left?(context: Context, exec: Exec): void;
  /**
   * What to do about a line of one word that no command starts with: IOS takes it for a host to connect to. Without
   * it, or when it returns nothing, the line is invalid input.
   */
  unknown?(context: Context, word: string): ((exec: Exec) => unknown) | undefined;
}

/** A mode and its commands, as the rest of the engine sees them. Built with the class in mode.ts. */
export interface ModeDeclaration<Context> {
  readonly name: string;
  readonly options: ModeOptions<Context>;
  readonly declarations: readonly Declaration<Context>[];
  /** The tokens that a line may start with. */
  firstChoices(form: Form): readonly Choice<Declaration<Context>>[];
  /** The help of a token at its place: under the words that lead to it, or under its own alone. */
  helpOf(position: Position): string | undefined;
  helpOfWord(word: string): string | undefined;
  /** What the commands of this mode contribute to the running configuration. */
  configuration(context: Context, isAll?: boolean): ConfigurationLine[];
  /** What is wrong with the mode, in words. A mode that is used must have no faults. */
  faults(): string[];
}
