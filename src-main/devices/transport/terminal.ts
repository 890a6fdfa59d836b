import type { Duplex } from '../../base/duplex.ts';
import type { Stop } from '../../base/disposable.ts';

/** In characters. */
export interface TerminalSize {
  width: number;
  height: number;
}

/** A console of which we are the terminal: the other end wants to know the size of our window. */
export interface TerminalDuplex extends Duplex {
  resize(size: TerminalSize): void;
}

/** The terminal at the other end of a connection that we accepted. The size is the latest one told. */
export interface RemoteTerminal extends TerminalSize {
  onResize(listener: (size: TerminalSize) => void): Stop;
}
