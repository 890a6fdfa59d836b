/** What a command has of the world around it: where it prints, where it is installed, when somebody stops it. */
import type { Stop } from '../base/disposable.ts';
import type { Installation } from '../engine/installation.ts';

export interface Host {
  /** What was asked for. */
  out(text: string): void;
  /** What was asked for, where it is no text. */
  bytes(bytes: Uint8Array): void;
  /** Everything else: progress, warnings, what went wrong. */
  err(text: string): void;
  /** What is being done now, for somebody who watches: one line that the next output replaces. */
  progress(says: string): void;
  readonly installation: Installation;
  /** Settles when the user wants the program to end: Ctrl-C, or the system's request. */
  interrupted(): Promise<void>;
  /**
   * Asks whoever sits at the terminal. Undefined where nobody does, or when he breaks off.
   * @param isSecret nothing of what is typed is shown
   */
  ask(question: string, isSecret?: boolean): Promise<string | undefined>;
  /** Whole lines that somebody types meanwhile. */
  lines(listener: (line: string) => void): Stop;
  /** All that comes on the standard input, as bytes. */
  input(): Promise<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What the shell is told in the end. */
export const exitStatus = {
  fine: 0,
  /** The program did its work, and steps have not passed. */
  notPassed: 1,
  badInput: 2,
  unreachable: 3,
  /** Ctrl-C, as shells number it (128 and the signal). */
  interrupted: 130,
  /** A bug in QuickMode: as BSD's sysexits.h numbers it (EX_SOFTWARE). */
  bug: 70,
} as const;
