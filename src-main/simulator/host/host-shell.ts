/** What a kind of host adds to a host: its command line, and how it starts. */
import type { HostStack } from './host-stack.ts';

/** What a command may do to the session that it runs in. */
export interface HostExec {
  /** Writes at once. Lines end in '\n'. */
  write(text: string): void;
  /** Writes lines, each with its end. */
  print(...lines: readonly string[]): void;
  /** @throws Aborted when Ctrl-C is pressed meanwhile */
  sleep(milliseconds: number): Promise<void>;
  /** Waits for something else than time. @throws Aborted as `sleep` */
  wait<T>(promise: Promise<T>): Promise<T>;
  /** The command goes on until somebody stops it: nobody need wait for its end. */
  isEndless(): void;
  /** Ends the session after this command. */
  logout(): void;
  /** The lines that were typed in this session, the oldest first. */
  readonly history: readonly string[];
}

export interface HostMachine {
  readonly stack: HostStack;
  /** The name by which the host calls itself; whoever types may give it another. */
  name: string;
  /** A line has changed what the host is, and is typed again after a restart. */
  keep(line: string): void;
}

/** A line of a start configuration that the host does not understand: why. */
export type Complaint = string | undefined;

export interface HostShell {
  /** What somebody sees who comes to the console. */
  readonly greeting: string;
  prompt(): string;
  /** Whether Ctrl-D ends the session, as it does in a shell. */
  readonly endsOnEof: boolean;
  /** Runs a line. @throws Refusal with the line that is printed in place of anything else */
  run(line: string, exec: HostExec): Promise<void>;
  /** Takes a line of the start configuration without a terminal. @returns why it refuses, if it does */
  configure(line: string): Complaint;
  /** Whether somebody may log in over the network. */
  authenticate(user: string, password: string): boolean;
}
