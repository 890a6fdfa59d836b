/**
 * The states of a lab's nodes, followed: by the server's events where it sends them, and by asking from time to time,
 * often while there are none. A server that does not answer is asked on: its nodes are unreachable meanwhile.
 */
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import { Emitter } from '../../base/emitter.ts';
import { Failure, messageOf } from '../../base/errors.ts';
import type { CmlCalls } from './cml-calls.ts';
import { followLab } from './lab-events.ts';

/**
 * Milliseconds between questions: while nobody tells us, and to be sure while somebody does. The server does not say when
 * it begins to tell, so that the first questions follow each other quickly, and each is twice as far away as the last.
 */
const often = 3000;
const soon = 500;
const seldom = 30_000;

export class LabWatch {
  /** Something has changed. */
  readonly changed = new Emitter<undefined>();
  readonly #states = new Map<string, { state: string; since: number }>();
  #trouble: Failure | undefined;
  #events: Stop | undefined;
  #timer: Stop | undefined;
  #pause = soon;
  readonly #end = new AbortController();

  constructor(
    private readonly calls: CmlCalls,
    private readonly lab: string,
    private readonly clock: Clock,
  ) {}

  /** @throws Failure where the first answer is none */
  async start(): Promise<void> {
    this.#note(await this.calls.states(this.lab));
    await this.#follow();
    this.#ask();
  }

  /** Undefined for a node that the lab does not have any more. */
  stateOf(node: string): { state: string; age: number } | undefined {
    const known = this.#states.get(node);
    return known && { state: known.state, age: this.clock.now() - known.since };
  }

  /** Why nothing is known at present: the server does not answer, or the lab is gone. */
  get trouble(): Failure | undefined {
    return this.#trouble;
  }

  /** Asks now. What goes wrong is trouble, and thrown by nobody. */
  async refresh(): Promise<void> {
    try {
      const states = await this.calls.states(this.lab);
      if (!this.#isStopped()) this.#note(states);
    } catch (error) {
      if (!this.#isStopped()) this.#fail(error);
    }
  }

  stop(): void {
    this.#end.abort();
    this.#timer?.();
    this.#events?.();
  }

  #isStopped(): boolean {
    return this.#end.signal.aborted;
  }

  async #follow(): Promise<void> {
    const events = {
      onState: (node: string, state: string) => this.#hear(node, state),
      onOther: () => void this.refresh(),
      onEnd: () => {
        this.#events = undefined;
        void this.refresh();
        this.#ask();
      },
    };
    const stop = await followLab(this.calls.client, this.lab, events, this.#end.signal).catch(() => undefined);
    if (this.#isStopped()) stop?.();
    else {
      this.#events = stop;
      this.#pause = soon;
    }
  }

  #ask(): void {
    this.#timer?.();
    if (this.#isStopped()) return;
    const milliseconds = this.#events ? this.#pause : often;
    this.#pause = Math.min(this.#pause * 2, seldom);
    this.#timer = this.clock.after(milliseconds, () => void this.#askNow());
  }

  async #askNow(): Promise<void> {
    await this.refresh();
    if (!this.#isStopped() && !this.#events && !this.#trouble) await this.#follow();
    this.#ask();
  }

  #hear(node: string, state: string): void {
    if (!this.#states.has(node)) {
      void this.refresh();
      return;
    }
    if (this.#set(node, state)) this.changed.emit(undefined);
  }

  #note(states: Readonly<Record<string, string | null>>): void {
    let isChanged = this.#trouble !== undefined;
    this.#trouble = undefined;
    for (const node of [...this.#states.keys()].filter((id) => !(id in states)))
      isChanged = this.#states.delete(node) || isChanged;
    for (const [node, state] of Object.entries(states)) isChanged = this.#set(node, state ?? 'STOPPED') || isChanged;
    // Also when nothing is new: how long a node has been in its state may count.
    if (isChanged || this.#isBooting()) this.changed.emit(undefined);
  }

  #isBooting(): boolean {
    return [...this.#states.values()].some(({ state }) => state === 'STARTED');
  }

  #set(node: string, state: string): boolean {
    if (this.#states.get(node)?.state === state) return false;
    this.#states.set(node, { state, since: this.clock.now() });
    return true;
  }

  #fail(error: unknown): void {
    this.#trouble = error instanceof Failure ? error : new Failure('unreachable', 'server-error', messageOf(error));
    this.changed.emit(undefined);
  }
}
