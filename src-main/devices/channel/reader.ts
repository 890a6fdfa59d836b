/** What listens to a console for a purpose: the echo of a command and its answer, a login, a marker. */
import type { Failure } from '../../base/errors.ts';

/** The line that is not finished, as the console shows it now. */
export interface View {
  tail: string;
  /** The last line before it, when nothing but log messages came since and may have cut it short. */
  covered: string | undefined;
}

/** What is to be done next. */
export type Step<T> =
  | { kind: 'type'; keys: string }
  /** The pager was answered with `keys`: its prompt, `length` characters of the tail, is taken off. */
  | { kind: 'turn-page'; keys: string; length: number }
  | { kind: 'done'; value: T }
  | { kind: 'fail'; failure: Failure };

export interface Reader<T> {
  /** A finished line that is not a log line. */
  line(text: string): void;
  /** Called after every piece of the stream; never with half a step done. */
  settle(view: View): Step<T> | undefined;
  /** Called again and again while nothing comes. `milliseconds`: how long it has been so. */
  silent(view: View, milliseconds: number): Step<T> | undefined;
  /** Are log lines part of what is read now? */
  readonly isVerbatim?: boolean;
}

/** The line in question: the unfinished one, or the one that a log message came down on. */
export function lastLine({ tail, covered }: View): string {
  return tail || (covered ?? '');
}
