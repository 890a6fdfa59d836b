/** A command while it runs: what it may do to its session, and how it is broken off. */
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import type { Exec, ModeDeclaration, Terminal } from './declaration.ts';
import type { Key } from './keyboard.ts';
import type { Levels } from './levels.ts';
import { Aborted } from './refusal.ts';

/** The session, as a running command needs it. */
export interface ExecutionHost {
  readonly clock: Clock;
  readonly terminal: Terminal;
  readonly lineName: string;
  readonly user: string;
  readonly levels: Levels;
  /** The lines entered before, the oldest first. */
  history(): readonly string[];
  readonly answerYesOrNo: string;
  privilege: number;
  output(text: string): void;
  /** Undefined when the question was broken off. */
  readLine(question: string, isEchoed: boolean): Promise<string | undefined>;
  readKey(question: string): Promise<Key | undefined>;
  logout(): void;
  /** What `isWaiting` says may have changed. */
  changed(): void;
}

interface Wait {
  /** Ends what would end the wait: a timer. */
  readonly stop: Stop;
  reject(error: Error): void;
}

export class Execution implements Exec {
  readonly #waits = new Set<Wait>();
  readonly #listeners = new Set<() => void>();
  #questions = 0;
  #hasMoved = false;
  #isAborted = false;
  /** Nobody was waiting when the abort came: the next wait hears of it. */
  #isAbortUnheard = false;
  #isOver = false;
  #hasEntered = false;
  readonly #answers: string[] = [];

  /** @param line the command, written out */
  constructor(
    private readonly host: ExecutionHost,
    private readonly line = '',
  ) {}

  /** Whether it did nothing but lead out of a mode, as `exit` does. */
  get hasOnlyLeft(): boolean {
    return this.#hasMoved && !this.#hasEntered;
  }

  /** The command, and after line ends what was answered to its questions. */
  get text(): string {
    return [this.line, ...this.#answers].join('\n');
  }

  /** Whether it waits for a key, not for time or an event. */
  get isAsking(): boolean {
    return this.#questions > 0;
  }

  /** Whether it went to another mode itself. */
  get hasMoved(): boolean {
    return this.#hasMoved;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** The command has ended, or is no longer listened to. */
  finish(): void {
    this.#isOver = true;
    for (const { stop } of this.#waits) stop();
    this.#waits.clear();
    this.#listeners.clear();
  }

  /**
   * Breaks off what the command waits for.
   * @returns false when it was aborted before and still runs: it does not listen, and is to be left alone
   */
  abort(): boolean {
    if (this.#isAborted) return false;
    this.#isAborted = true;
    this.#isAbortUnheard = this.#waits.size === 0;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener();
    for (const wait of [...this.#waits]) this.#breakOff(wait);
    return true;
  }

  get clock(): Clock {
    return this.host.clock;
  }

  get terminal(): Terminal {
    return this.host.terminal;
  }

  get lineName(): string {
    return this.host.lineName;
  }

  get user(): string {
    return this.host.user;
  }

  get history(): readonly string[] {
    return this.host.history();
  }

  get privilege(): number {
    return this.host.privilege;
  }

  set privilege(level: number) {
    if (!this.#isOver) this.host.privilege = level;
  }

  enter<Context>(mode: ModeDeclaration<Context>, context: Context): void {
    if (this.#isOver) return;
    this.#hasMoved = true;
    this.#hasEntered = true;
    this.host.levels.enter(mode, context, this.line);
  }

  leave(): void {
    if (this.#isOver) return;
    this.#hasMoved = true;
    if (!this.host.levels.leave()) this.host.logout();
  }

  end(): void {
    if (this.#isOver) return;
    this.#hasMoved = true;
    this.host.levels.leaveTo(this.host.levels.first);
  }

  logout(): void {
    if (!this.#isOver) this.host.logout();
  }

  write(text: string): void {
    if (!this.#isOver) this.host.output(text);
  }

  print(...lines: readonly string[]): void {
    this.write(lines.map((line) => `${line}\n`).join(''));
  }

  async ask(question: string): Promise<string> {
    const answer = await this.#answer(() => this.host.readLine(question, true));
    this.#answers.push(answer);
    return answer;
  }

  askSecret(question: string): Promise<string> {
    return this.#answer(() => this.host.readLine(question, false));
  }

  async confirm(question: string): Promise<boolean> {
    const key = await this.#answer(() => this.host.readKey(question));
    this.write('\n');
    return key === 'enter' || key === 'y' || key === 'Y';
  }

  async askYesOrNo(question: string, otherwise?: boolean): Promise<boolean> {
    for (;;) {
      const answer = (await this.ask(question)).trim().toLowerCase();
      if (answer === '' && otherwise !== undefined) return otherwise;
      if (answer !== '' && 'yes'.startsWith(answer)) return true;
      if (answer !== '' && 'no'.startsWith(answer)) return false;
      this.write(this.host.answerYesOrNo);
    }
  }

  sleep(milliseconds: number): Promise<void> {
    return this.#until<undefined>((resolve) => this.clock.after(milliseconds, () => resolve(undefined)));
  }

  wait<T>(promise: Promise<T>): Promise<T> {
    return this.#until((resolve, reject) => {
      promise.then(resolve, reject);
      return () => undefined;
    });
  }

  onAbort(listener: () => void): Stop {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #answer<T>(read: () => Promise<T | undefined>): Promise<T> {
    if (this.#isOver) throw new Aborted();
    this.#questions++;
    this.host.changed();
    try {
      const answer = await this.wait(read());
      if (answer === undefined) throw new Aborted();
      return answer;
    } finally {
      this.#questions--;
      this.host.changed();
    }
  }

  #until<T>(begin: (resolve: (value: T) => void, reject: (error: Error) => void) => Stop): Promise<T> {
    if (this.#isOver || this.#isAbortUnheard) {
      this.#isAbortUnheard = false;
      return Promise.reject(new Aborted());
    }
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        if (this.#waits.delete(wait)) act();
      };
      const stop = begin(
        (value) => settle(() => resolve(value)),
        (error) => settle(() => reject(error)),
      );
      const wait = { stop, reject };
      this.#waits.add(wait);
    });
  }

  #breakOff(wait: Wait): void {
    this.#waits.delete(wait);
    wait.stop();
    wait.reject(new Aborted());
  }
}
