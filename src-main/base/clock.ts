/** Time is handed in. A device's deadlines run on the clock of the provider that owns it: wall time or virtual time. */
import type { Stop } from './disposable.ts';

export interface Clock {
  /** Milliseconds since an origin of the clock's own. Never goes back. */
  now(): number;
  /** Calls `run` once, `milliseconds` from now, unless it is stopped before. */
  after(milliseconds: number, run: () => void): Stop;
  /**
   * Waits. On a virtual clock that runs on demand this is what makes time pass: it advances to the end of the wait,
   * and everything due until then happens first.
   */
  sleep(milliseconds: number): Promise<void>;
  /**
   * How many milliseconds people have lived, since an origin of its own, where that is not what `now` tells: a virtual
   * clock may run far ahead of who sits at a terminal.
   */
  lived?(): number;
}
