/**
 * An attempt that windows look at. The first who comes opens it, its routers stop a while after the last has gone, and
 * as long as somebody is there the routers are looked at from time to time.
 */
import type { AttemptEvent, PacketsEvent, TerminalEvent, TerminalRequest } from '../api/contract/laboratory.ts';
import { Disposables, type Stop } from '../base/disposable.ts';
import { Failure, messageOf } from '../base/errors.ts';
import type { Line, TerminalSize } from '../providers/provider.ts';
import { LinkWatch } from './link-watch.ts';
import type { OpenAttempt } from './open-attempt.ts';
import { SharedConsole, type Viewer } from './shared-console.ts';
import { viewOf } from './view.ts';

/** Milliseconds, all of wall time. */
export interface RoomTimes {
  /** From the last who leaves until the routers stop. */
  rest: number;
  /** Between two looks at the routers. */
  look: number;
  /** Changes that come together are shown together. */
  gather: number;
  /** From a line of configuration to a look at what it did. */
  settle: number;
}

export const roomTimes: RoomTimes = { rest: 60_000, look: 4000, gather: 25, settle: 600 };

/** So many times rarer are looks at routers that are not built in. */
const elsewhere = 5;

/** A terminal that somebody has open. */
export interface OpenTerminal {
  console: SharedConsole;
  viewer: Viewer;
}

export class AttemptRoom {
  readonly #listeners = new Set<(event: AttemptEvent) => void>();
  readonly #consoles = new Map<string, SharedConsole>();
  readonly #stops = new Disposables();
  readonly #timers = new Map<keyof RoomTimes, NodeJS.Timeout>();
  readonly #starting: Promise<void>;
  #visitors = 0;
  #isClosed = false;
  #failure: AttemptEvent | undefined;

  constructor(
    readonly open: OpenAttempt,
    private readonly times: RoomTimes,
    /** Nobody has been here for a while. */
    private readonly deserted: () => void,
  ) {
    this.#stops.add(open.changed.on(() => this.#soon('gather', () => this.#show())));
    // A line that ends ends the console for its viewers: they are to see the routers that come next.
    this.#stops.add(
      open.stopping.on(() => {
        for (const console of this.#consoles.values()) console.detach();
      }),
    );
    this.#stops.add(
      open.started.on((bench) => {
        bench.changed.on(() => this.#soon('settle', () => void this.#look()));
        for (const console of this.#consoles.values()) void console.reattach(defaultSize).catch(() => undefined);
      }),
    );
    this.#starting = open.readOnlyBecause === undefined ? open.start() : Promise.resolve();
    this.#starting.then(
      () => this.#look(),
      (error: unknown) => this.#fail(error),
    );
  }

  /** Resolves when the routers run. @throws Failure when they could not be started */
  get ready(): Promise<void> {
    return this.#starting;
  }

  follow(listener: (event: AttemptEvent) => void): Stop {
    this.#listeners.add(listener);
    const leave = this.#enter();
    listener(this.#failure ?? { kind: 'view', view: viewOf(this.open) });
    return () => {
      this.#listeners.delete(listener);
      leave();
    };
  }

  view(terminal: number, { node, columns, rows }: TerminalRequest, tell: (event: TerminalEvent) => void): OpenTerminal {
    const console = this.#consoles.get(node) ?? new SharedConsole((size) => this.#openLine(node, size));
    this.#consoles.set(node, console);
    return { console, viewer: console.view(terminal, { columns, rows }, tell) };
  }

  /** Tells what goes over a link; who looks on is here. */
  watch(link: string, tell: (event: PacketsEvent) => void): Stop {
    const watch = new LinkWatch({ open: this.open, link, gather: this.times.gather }, tell);
    const leave = this.#enter();
    return () => {
      watch.stop();
      leave();
    };
  }

  /** Somebody has come; what it returns says that he has gone. */
  enter(): Stop {
    return this.#enter();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#stops.dispose();
    for (const console of this.#consoles.values()) console.end('The routers have been stopped.');
    await this.#starting.catch(() => undefined);
    await this.open.close();
  }

  #enter(): Stop {
    this.#visitors++;
    this.#cancel('rest');
    let isHere = true;
    return () => {
      if (!isHere) return;
      isHere = false;
      if (--this.#visitors === 0) this.#soon('rest', this.deserted);
    };
  }

  async #openLine(node: string, size: TerminalSize): Promise<Line> {
    await this.#starting;
    const { bench, readOnlyBecause } = this.open;
    if (!bench)
      throw new Failure('unreachable', 'not-running', readOnlyBecause ?? 'The routers of this attempt do not run.');
    return bench.terminal(node, size);
  }

  #show(): void {
    const event: AttemptEvent = this.#failure ?? { kind: 'view', view: viewOf(this.open) };
    for (const listener of this.#listeners) listener(event);
  }

  async #look(): Promise<void> {
    try {
      if (this.#listeners.size > 0) await this.open.lookAround();
    } catch {
      // A router that does not answer now may answer the next look; a check says what is wrong with it.
    }
    this.#soon('look', () => void this.#look());
  }

  #fail(error: unknown): void {
    const diagnostics = error instanceof Failure ? error.diagnostics : [];
    this.#failure = { kind: 'failed', message: messageOf(error), diagnostics };
    this.#show();
  }

  #soon(what: keyof RoomTimes, run: () => void): void {
    // Visitors go after it was closed, too: a timer of theirs would keep the program alive.
    if (this.#isClosed) return;
    // A view that waits already will show this change too; a look begins anew, when things have come to rest.
    if (what === 'gather' && this.#timers.has(what)) return;
    this.#cancel(what);
    const timer = setTimeout(() => {
      this.#timers.delete(what);
      run();
    }, this.#timeUntil(what));
    this.#timers.set(what, timer);
  }

  /** Routers that are not built in are looked at less often: it is their users' console, and their processor. */
  #timeUntil(what: keyof RoomTimes): number {
    const { kind } = this.open.attempt.place;
    return what === 'look' && kind !== 'builtin' ? this.times.look * elsewhere : this.times[what];
  }

  #cancel(what: keyof RoomTimes): void {
    clearTimeout(this.#timers.get(what));
    this.#timers.delete(what);
  }
}

const defaultSize: TerminalSize = { columns: 80, rows: 24 };
