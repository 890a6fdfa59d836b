/**
 * A session on a line of a router: bytes in, bytes out. It knows the console's `Press RETURN`, the login, the prompt, and
 * what a message of the system does to what is on the screen. Without I/O: whoever owns the wire calls `receive`.
 *
 * Not here: the editing keys that change case (Esc C, L, U) and Ctrl-Y, a time limit on the login.
 */
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import { Console } from './console.ts';
import { Conversation, type Shell } from './conversation.ts';
import type { Terminal } from './declaration.ts';
import { admit } from './login.ts';
import { ReturnReader } from './readers.ts';
import type { Admission, TerminalLine } from './terminal-line.ts';

interface SessionOptions {
  readonly shell: Shell;
  readonly line: TerminalLine;
  readonly clock: Clock;
  send(bytes: Uint8Array): void;
  /** The session has ended by itself: a vty closes its connection. A console never ends. */
  closed?(): void;
}

/** Somebody may leave a page unread for days. */
const mostWaiting = 1000;
/** How soon a session that may end looks at the time again, in milliseconds. */
const shortestLook = 1000;

export class Session {
  readonly #console: Console;
  readonly #busy = new Emitter<boolean>();
  #conversation: Conversation | undefined;
  #terminal: Terminal;
  #wasBusy = false;
  #isClosed = false;
  /** Messages that are not shown yet. */
  #messages: string[] = [];
  #areMessagesDue = false;
  #stopTimeout: Stop = () => undefined;
  #lastInput: number;

  constructor(private readonly options: SessionOptions) {
    this.#terminal = options.line.terminal();
    this.#lastInput = options.clock.now();
    this.#console = new Console(
      (bytes) => options.send(bytes),
      () => this.#conversation?.interrupt(),
    );
  }

  /** Begins: a console waits for RETURN, a vty asks for the login at once. */
  start(): void {
    const { line, shell } = this.options;
    if (line.isConsole) this.#awaitReturn(shell.dialect.pressReturn);
    else this.#letIn();
  }

  /** Bytes from the terminal. */
  receive(bytes: Uint8Array): void {
    if (this.#isClosed) return;
    this.#lastInput = this.options.clock.now();
    this.#restartTimeout();
    this.#console.receive(bytes);
  }

  /**
   * A line of the system (syslog, debug) that is to be seen here, on a row of its own. The logger of a router is a process
   * of its own: it has its turn when what runs now is done. So a message that a command causes stands below the prompt
   * that follows the command ("after the prompt for user input is returned", command reference, `logging synchronous`),
   * and what is said in one instant stands together, with the prompt shown again once.
   */
  message(text: string): void {
    if (this.#isClosed) return;
    if (this.#messages.length < mostWaiting) this.#messages.push(text);
    if (this.#conversation) this.#showMessagesSoon();
    else this.#showMessages();
  }

  /** Ends it from outside: the connection of a vty is gone. */
  close(): void {
    if (this.#isClosed) return;
    // A reload is told before everybody is gone.
    this.#showMessages();
    this.#isClosed = true;
    this.#stopTimeout();
    this.#conversation?.close();
    this.#console.stopReading();
  }

  /** What the session has set with `terminal …`, also whether it wants to see messages. */
  get terminal(): Terminal {
    return this.#terminal;
  }

  /** Whether somebody is logged in. */
  get isActive(): boolean {
    return this.#conversation !== undefined;
  }

  /** Who is logged in; '' when nobody had to, or nobody is. */
  get user(): string {
    return this.#conversation?.user ?? '';
  }

  /** When the last byte came from the terminal. */
  get lastInput(): number {
    return this.#lastInput;
  }

  /**
   * Whether a command runs that waits for time or events. One that waits for something typed is not busy: time need not
   * pass for it.
   */
  get isBusy(): boolean {
    return this.#conversation?.isBusy === true;
  }

  onBusy(listener: (isBusy: boolean) => void): Stop {
    return this.#busy.on(listener);
  }

  #awaitReturn(invitation: string): void {
    this.#console.write(invitation);
    this.#console.read(
      new ReturnReader(() => {
        this.#console.stopReading();
        this.#letIn();
      }),
    );
  }

  #letIn(): void {
    const { line, shell } = this.options;
    this.#terminal = line.terminal();
    this.#console.write(line.banner('login'));
    const login = line.login();
    if (login.kind === 'open') return this.#converse(login.admission);
    const ask = async (question: string, isEchoed: boolean): Promise<string> =>
      (await this.#console.readLine(question, this.#terminal.width, isEchoed)) ?? '';
    const write = (text: string): void => this.#console.write(text);
    void admit(login, shell.dialect, { write, ask }).then((admission) => {
      if (this.#isClosed) return;
      if (admission) this.#converse(admission);
      else this.#ended();
    });
  }

  #converse(admission: Admission): void {
    const { line, shell, clock } = this.options;
    this.#console.write(`\n${line.banner('exec')}`);
    this.#conversation = new Conversation({
      shell,
      clock,
      admission,
      console: this.#console,
      terminal: this.#terminal,
      lineName: line.name,
      prompting: () => this.#showMessagesSoon(),
      changed: () => this.#changed(),
      ended: () => this.#ended(),
    });
    this.#restartTimeout();
    this.#conversation.start();
  }

  #ended(): void {
    const { line, shell } = this.options;
    this.#conversation = undefined;
    this.#stopTimeout();
    this.#showMessages();
    if (this.#isClosed) return;
    if (line.isConsole) return this.#awaitReturn(shell.dialect.available(shell.hostname(), line.name));
    this.#isClosed = true;
    // What the last key has shown goes out before the end, also inside the call that brought the key.
    this.#console.screen.flush();
    this.options.closed?.();
  }

  #showMessagesSoon(): void {
    if (this.#areMessagesDue || this.#messages.length === 0) return;
    this.#areMessagesDue = true;
    this.options.clock.after(0, () => {
      this.#areMessagesDue = false;
      // `logging synchronous`: not into the output of a command.
      if (this.options.line.isSynchronous() && this.#conversation?.isShowing) return;
      this.#showMessages();
    });
  }

  #showMessages(): void {
    const messages = this.#messages;
    if (messages.length === 0 || this.#isClosed) return;
    this.#messages = [];
    this.#console.freshLine();
    this.#console.write(messages.map((text) => `${text}\n`).join(''));
    const row = this.options.line.isSynchronous() ? this.#console.reader?.display?.() : undefined;
    if (row !== undefined) this.#console.write(row);
  }

  #changed(): void {
    if (this.isBusy === this.#wasBusy) return;
    this.#wasBusy = this.isBusy;
    this.#busy.emit(this.#wasBusy);
  }

  /** Counts from the last key, and again while a command is busy. */
  #restartTimeout(): void {
    this.#stopTimeout();
    const timeout = this.#conversation ? this.options.line.execTimeout() : 0;
    if (timeout > 0) this.#hangUpIn(timeout, this.#lived + timeout);
  }

  /** @param end by the time that people live: a clock that has run ahead of it ends no session */
  #hangUpIn(wait: number, end: number): void {
    this.#stopTimeout = this.options.clock.after(wait, () => {
      const left = end - this.#lived;
      if (this.isBusy) this.#restartTimeout();
      else if (left > 0) this.#hangUpIn(Math.max(left, shortestLook), end);
      else this.#conversation?.close();
    });
  }

  get #lived(): number {
    const { clock } = this.options;
    return clock.lived?.() ?? clock.now();
  }
}
