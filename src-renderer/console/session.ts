/**
 * One terminal's conversation with the engine. The engine replays what the console printed whenever the way to it is
 * opened, also after the connection was lost and found again: the screen is cleared then and filled anew. What has been
 * shown is acknowledged, which lets more follow.
 */
import type { Laboratory, Stop, TerminalEvent } from '../../src-main/api/contract/laboratory.ts';

export interface Screen {
  /** Shows bytes after those that were written before, then calls back. */
  write(bytes: Uint8Array, shown: () => void): void;
  /** Forgets all that it shows. */
  clear(): void;
}

export interface ScreenSize {
  columns: number;
  rows: number;
}

export type SessionState =
  | { kind: 'opening' }
  /** Open, and nothing was printed since anybody listens: a console speaks when it is spoken to. */
  | { kind: 'silent' }
  | { kind: 'open' }
  | { kind: 'closed'; reason: string };

/** What the tabs ask of a terminal. */
export interface TerminalControl {
  focus(): void;
  selection(): string;
  /** Types a text, and takes the keyboard. */
  paste(text: string): void;
}

/** What the window asks of the consoles. */
export interface ConsolesControl {
  enter(node: string): void;
}

export interface SessionListener {
  onState(state: SessionState): void;
  /** Something that was typed did not arrive. */
  onTrouble(message: string): void;
}

/** Bytes that are acknowledged at once: an eighth of what the engine sends ahead. A key's echo needs no answer. */
const batch = 64 * 1024;

type Terminals = Pick<Laboratory, 'onTerminal' | 'type' | 'resize' | 'acknowledge'>;

export class TerminalSession {
  #terminal: number | undefined;
  #stop: Stop | undefined;
  /** The size that the engine knows. */
  #told: ScreenSize | undefined;
  #isReplaying = false;
  #hasSpoken = false;
  /** Bytes shown and not acknowledged yet. */
  #shown = 0;

  constructor(
    private readonly laboratory: Terminals,
    private readonly console: { attempt: string; node: string },
    private readonly screen: Screen,
    private readonly listener: SessionListener,
  ) {}

  /** Opens the console, or opens it again. */
  open(size: ScreenSize): void {
    this.close();
    this.#size = size;
    this.listener.onState({ kind: 'opening' });
    const asked = { ...size };
    this.#stop = this.laboratory.onTerminal({ ...this.console, ...asked }, (event) => this.#take(event, asked));
  }

  /** What the user typed. What the emulator says by itself while old output is replayed is not sent. */
  type(bytes: Uint8Array): void {
    if (this.#terminal === undefined || this.#isReplaying) return;
    this.laboratory
      .type(this.#terminal, bytes)
      .catch((error: unknown) => this.listener.onTrouble(`Not sent: ${wordsOf(error)}`));
  }

  resize(size: ScreenSize): void {
    this.#size = size;
    this.#tellSize();
  }

  close(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.#terminal = undefined;
  }

  #size: ScreenSize = { columns: 80, rows: 24 };

  #take(event: TerminalEvent, asked: ScreenSize): void {
    switch (event.kind) {
      case 'opened':
        this.#terminal = event.terminal;
        this.#told = asked;
        this.#shown = 0;
        this.#hasSpoken = false;
        this.screen.clear();
        this.#isReplaying = true;
        this.#show(event.replay, () => (this.#isReplaying = false));
        this.#tellSize();
        return this.#hear(event.replay);
      case 'output':
        this.#show(event.bytes);
        return this.#hear(event.bytes);
      case 'closed':
        this.close();
        return this.listener.onState({ kind: 'closed', reason: event.reason });
    }
  }

  /** Says once that the console has spoken. */
  #hear({ length }: Uint8Array): void {
    const kind = length > 0 || this.#hasSpoken ? 'open' : 'silent';
    if (kind === 'silent' || !this.#hasSpoken) this.listener.onState({ kind });
    this.#hasSpoken = kind === 'open';
  }

  #show(bytes: Uint8Array, then: () => void = () => undefined): void {
    const terminal = this.#terminal;
    this.screen.write(bytes, () => {
      if (terminal !== this.#terminal) return;
      then();
      this.#acknowledge(bytes.length);
    });
  }

  #acknowledge(bytes: number): void {
    this.#shown += bytes;
    if (this.#terminal === undefined || this.#shown < batch) return;
    // If the engine has gone, its next terminal begins with credit of its own.
    this.laboratory.acknowledge(this.#terminal, this.#shown).catch(() => undefined);
    this.#shown = 0;
  }

  #tellSize(): void {
    const { columns, rows } = this.#size;
    if (this.#terminal === undefined || (this.#told?.columns === columns && this.#told.rows === rows)) return;
    this.#told = { columns, rows };
    // A size that did not arrive is told again when the terminal is opened anew.
    this.laboratory.resize(this.#terminal, columns, rows).catch(() => undefined);
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
