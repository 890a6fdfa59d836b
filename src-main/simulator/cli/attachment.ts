/** A terminal that is attached to a line of a router. */

/** Takes what is to be shown. */
export type Send = (bytes: Uint8Array) => void;

export interface TerminalWindow {
  readonly columns: number;
  readonly rows: number;
}

export interface Attachment {
  receive(bytes: Uint8Array): void;
  /** The window has another size. */
  resize(window: TerminalWindow): void;
  detach(): void;
}
