import type { Duplex } from '../../base/duplex.ts';
import type { Stop } from '../../base/disposable.ts';
import type { Failure } from '../../base/errors.ts';
import type { Captured } from './captured.ts';
import type { LogLine } from './log-line.ts';
import type { Answer } from './answer.ts';
import type { Platform } from './platform.ts';
import type { Rejection } from './rejection.ts';

/**
 * A device at the other end of a console. Calls are carried out one after the other, in the order in which they were
 * made. Times are milliseconds on the clock of the device's provider. Every call throws a Failure:
 *
 * - unreachable: connection-lost, connection-closed, and from the way to a mode wrong-enable-password,
 *   enable-password-needed
 * - device: no-answer, unexpected-question, level-refused, no-way, restarted (a reload: the next call logs in again)
 * - busy: console-disturbed, when somebody else typed into a command that could not simply be run again
 * - bad-input: not-a-command
 *
 * After a failure other than a lost connection the device can be used on: it finds its prompt again by itself.
 */
export interface Device {
  readonly platform: Platform;
  /** The name in its prompt, perhaps cut short. */
  readonly name: string;
  readonly prompt: string;
  /** The mode it is in, by the platform's name: "privileged". */
  readonly level: string;
  readonly state: 'open' | 'lost' | 'closed';

  /** Runs one command at the platform's home level (or another) and gives back what was printed as its answer. */
  execute(command: string, options?: ExecuteOptions): Promise<Executed>;

  /**
   * Runs commands in their order, each as `execute` does. Where the prompt after an answer is certain, the next command
   * is typed in the same moment: what was printed is made an answer of while the device is at work on the next.
   * @throws Failure as execute, for the first that fails; those before it have been told
   */
  executeInOrder(commands: readonly string[], options?: OrderOptions): Promise<Executed[]>;

  /**
   * Enters configuration mode, types the lines one by one, each after the prompt that follows the last, and leaves
   * configuration mode whatever happens. Empty lines and comments are left out.
   */
  configure(lines: readonly string[], options?: CallOptions): Promise<Configured>;

  /** Goes to another level, over as many others as it takes. */
  privilege(level: string): Promise<void>;

  /** Lets time pass on the device's clock and gives back every line that was printed meanwhile: debug output. */
  collect(milliseconds: number): Promise<Collected>;

  /** Log messages and debug output, whenever they come. */
  onLog(listener: (line: LogLine) => void): Stop;
  /** Called once, when the connection is lost (not when it is closed by us). */
  onLost(listener: (failure: Failure) => void): Stop;

  /**
   * The console as a person's terminal: all output as it comes; what is typed waits while a command runs. Closing it
   * closes this view alone.
   */
  terminal(): Duplex;

  /** Ends the connection. What was still to be done fails. */
  close(): void;
}

export interface CallOptions {
  /** Milliseconds for each command. 5 minutes unless said otherwise; a command silent for one minute fails anyway. */
  deadline?: number;
  /** Answers to the questions the command asks. A question without one breaks the command off. */
  answers?: readonly Answer[];
}

export interface ExecuteOptions extends CallOptions {
  /** Run it at this level. */
  level?: string;
}

export interface OrderOptions extends ExecuteOptions {
  /** Told each answer at once, in order. The device may be at the next command. */
  answered?: (executed: Executed) => void;
  /** Asked before each command but the first; nothing more is typed once it says no. Must not throw. */
  mayGoOn?: () => boolean;
}

export interface Executed extends Captured {
  command: string;
  /**
   * What the device printed as the answer, lines joined by \n: no echo, no prompt, no pager, no log lines. Questions
   * that were answered are part of it.
   */
  output: string;
  /** The prompt that followed it. */
  prompt: string;
  /** Set when the device says that it did not carry the command out. */
  rejection?: Rejection;
  /** The exit status, where the platform has such a thing. */
  status?: number;
}

export interface Configured extends Captured {
  accepted: string[];
  /** `index`: where the line stands among those given; of a text of several lines, the first. */
  rejected: (Rejection & { line: string; index: number })[];
}

export interface Collected extends Captured {
  lines: LogLine[];
}
