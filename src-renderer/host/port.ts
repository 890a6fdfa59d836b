import type { Port } from '../../src-main/base/remote.ts';
import type { Stop } from '../../src-main/base/disposable.ts';

/** A port that can go away: a socket that closes, a process that ends. */
export interface ClosingPort extends Port {
  /** Called once, when nothing can be sent or heard any more. */
  onClose(listener: () => void): void;
  close(): void;
}

/** Opens a port to the engine. Rejects when the engine cannot be reached. */
export type OpenPort = () => Promise<ClosingPort>;

/** Calls `run` after so many milliseconds unless it is stopped before. */
export type After = (milliseconds: number, run: () => void) => Stop;
