/**
 * The engine, as if it were always there. A lost port is opened again with longer and longer pauses; subscriptions are
 * made anew on the new port, so a terminal replays and an attempt sends its view; calls under way when the port was
 * lost fail, because nobody knows whether they were carried out.
 */
import { Emitter } from '../../src-main/base/emitter.ts';
import { connect, trusted, type Contract } from '../../src-main/base/remote.ts';
import type { Stop } from '../../src-main/base/disposable.ts';
import type { After, ClosingPort, OpenPort } from './port.ts';

export type ConnectionState =
  /** `tries` is how often it was tried in vain since it was last open. */
  | { kind: 'connecting'; tries: number }
  | { kind: 'open' }
  /** `next` is when the next attempt begins, in milliseconds from the moment it was announced. */
  | { kind: 'lost'; tries: number; next: number };

export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost';

  constructor() {
    super('The connection to the engine was lost before it answered. Look whether it was done before you try again.');
  }
}

/** Milliseconds before the first, second … attempt to open a lost port again. The last one goes on. */
const pauses = [250, 500, 1000, 2000, 4000, 8000];

type Call = (...args: unknown[]) => Promise<unknown>;
type Subscribe = (...args: unknown[]) => Stop;
type Service = Record<string, Call | Subscribe>;

interface Subscription {
  method: string;
  args: unknown[];
  stop: Stop | undefined;
}

export class Connection<S extends object> {
  /** The service. It stays the same object for as long as the window lives. */
  readonly service: S;
  #state: ConnectionState = { kind: 'connecting', tries: 0 };
  #remote: Service | undefined;
  #tries = 0;
  #stopWaiting: Stop | undefined;
  readonly #states = new Emitter<ConnectionState>();
  readonly #lost = new Emitter<ConnectionLost>();
  readonly #opened = new Emitter<Service>();
  readonly #subscriptions = new Set<Subscription>();
  readonly #contract: Contract<S>;

  constructor(
    calls: readonly (keyof S & string)[],
    private readonly open: OpenPort,
    private readonly after: After,
  ) {
    this.#contract = Object.fromEntries(calls.map((method) => [method, trusted])) as Contract<S>;
    this.service = Object.fromEntries(calls.map((method) => [method, this.#method(method)])) as S;
    void this.#open();
  }

  get state(): ConnectionState {
    return this.#state;
  }

  onState(listener: (state: ConnectionState) => void): Stop {
    return this.#states.on(listener);
  }

  /** Does not wait for the pause to end. */
  retryNow(): void {
    if (this.#state.kind !== 'lost') return;
    this.#stopWaiting?.();
    void this.#open();
  }

  #method(method: string): Call | Subscribe {
    return /^on[A-Z]/.test(method)
      ? (...args: unknown[]) => this.#subscribe(method, args)
      : (...args: unknown[]) => this.#call(method, args);
  }

  async #call(method: string, args: unknown[]): Promise<unknown> {
    const remote = this.#remote ?? (await this.#whenOpen());
    const stops: Stop[] = [];
    const lost = new Promise((_, reject) => stops.push(this.#lost.on(reject)));
    try {
      return await Promise.race([(remote[method] as Call)(...args), lost]);
    } finally {
      for (const stop of stops) stop();
    }
  }

  /** A window that has just been opened waits for its engine; one that has lost it says so at once. */
  #whenOpen(): Promise<Service> {
    if (this.#tries > 0) return Promise.reject(new ConnectionLost());
    return new Promise((resolve, reject) => {
      const stops = [
        this.#opened.on((remote) => settle(() => resolve(remote))),
        this.#lost.on((error) => settle(() => reject(error))),
      ];
      function settle(then: () => void): void {
        for (const stop of stops) stop();
        then();
      }
    });
  }

  #subscribe(method: string, args: unknown[]): Stop {
    const subscription: Subscription = { method, args, stop: undefined };
    this.#subscriptions.add(subscription);
    if (this.#remote) subscription.stop = (this.#remote[method] as Subscribe)(...args);
    return () => {
      this.#subscriptions.delete(subscription);
      if (this.#remote) subscription.stop?.();
    };
  }

  async #open(): Promise<void> {
    this.#become({ kind: 'connecting', tries: this.#tries });
    let port: ClosingPort;
    try {
      port = await this.open();
    } catch {
      this.#lose();
      return;
    }
    const remote = connect<S>(this.#contract, port) as unknown as Service;
    port.onClose(() => this.#lose());
    this.#tries = 0;
    this.#remote = remote;
    this.#become({ kind: 'open' });
    this.#opened.emit(remote);
    for (const subscription of this.#subscriptions)
      subscription.stop = (remote[subscription.method] as Subscribe)(...subscription.args);
  }

  #lose(): void {
    this.#remote = undefined;
    const next = pauses[Math.min(this.#tries, pauses.length - 1)] ?? 0;
    this.#tries += 1;
    this.#become({ kind: 'lost', tries: this.#tries, next });
    this.#lost.emit(new ConnectionLost());
    this.#stopWaiting = this.after(next, () => void this.#open());
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    this.#states.emit(state);
  }
}
