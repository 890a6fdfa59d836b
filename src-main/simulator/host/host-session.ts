/** Somebody at the command line of a host: a prompt, a line, what it prints, and a prompt again. */
import type { Clock } from '../../base/clock.ts';
import type { Send } from '../cli/attachment.ts';
import { Console } from '../cli/console.ts';
import { History } from '../cli/history.ts';
import { Aborted, Refusal } from '../cli/refusal.ts';
import type { HostExec, HostShell } from './host-shell.ts';
import { LineReader } from './line-reader.ts';

interface HostSessionOptions {
  readonly clock: Clock;
  readonly shell: HostShell;
  readonly send: Send;
  /** What `isBusy` says may have changed. */
  readonly changed: () => void;
  /** Whoever types has left. */
  readonly ended: () => void;
}

interface Running {
  isEndless: boolean;
  readonly abort: () => void;
  readonly aborted: Promise<never>;
}

const historySize = 100;

export class HostSession {
  readonly #console: Console;
  readonly #history = new History();
  #running: Running | undefined;
  #isLeaving = false;
  #isClosed = false;

  constructor(private readonly options: HostSessionOptions) {
    this.#console = new Console(options.send, () => this.#interrupt());
  }

  start(): void {
    this.#console.write(this.options.shell.greeting);
    this.#showPrompt();
  }

  receive(bytes: Uint8Array): void {
    if (!this.#isClosed) this.#console.receive(bytes);
  }

  close(): void {
    this.#isClosed = true;
    this.#console.stopReading();
    this.#running?.abort();
    this.#running = undefined;
  }

  /** Whether a command runs that will end by itself when time passes. */
  get isBusy(): boolean {
    return this.#running?.isEndless === false;
  }

  #showPrompt(): void {
    if (this.#isClosed) return;
    if (this.#isLeaving) return this.#end();
    const prompt = this.options.shell.prompt();
    this.#console.freshLine();
    this.#console.write(prompt);
    this.#console.read(
      new LineReader(prompt, this.#history, {
        write: (text) => this.#console.write(text),
        entered: (line) => this.#entered(line),
        interrupted: () => this.#showPrompt(),
        ended: () => {
          if (this.options.shell.endsOnEof) this.#end();
        },
      }),
    );
  }

  #end(): void {
    this.#isLeaving = false;
    this.#console.stopReading();
    this.#console.screen.flush();
    this.options.ended();
  }

  #entered(line: string): void {
    this.#console.stopReading();
    this.#history.add(line, historySize);
    const running = newRun();
    this.#running = running;
    void this.options.shell
      .run(line, this.#execFor(running))
      .catch((error: unknown) => {
        if (error instanceof Refusal) this.#console.write(`${error.detail}\n`);
        else if (!(error instanceof Aborted)) throw error;
      })
      .finally(() => {
        if (this.#running !== running) return;
        this.#running = undefined;
        this.#showPrompt();
        this.options.changed();
      });
    this.options.changed();
  }

  #interrupt(): void {
    this.#console.write('^C');
    this.#running?.abort();
  }

  #execFor(running: Running): HostExec {
    const write = (text: string): void => {
      if (this.#running === running) this.#console.write(text);
    };
    const wait = <T>(promise: Promise<T>): Promise<T> => Promise.race([promise, running.aborted]);
    return {
      write,
      print: (...lines) => write(lines.map((line) => `${line}\n`).join('')),
      sleep: (milliseconds) => wait(this.options.clock.sleep(milliseconds)),
      wait,
      isEndless: () => {
        running.isEndless = true;
        this.options.changed();
      },
      logout: () => {
        this.#isLeaving = true;
      },
      history: this.#history.lines,
    };
  }
}

function newRun(): Running {
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(new Aborted());
  });
  // Nobody may be waiting when it is stopped.
  aborted.catch(() => undefined);
  return { isEndless: false, abort, aborted };
}
