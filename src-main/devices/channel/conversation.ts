import { bytesOfLatin1, latin1Of } from '../../base/bytes.ts';
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';
import type { Duplex } from '../../base/duplex.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Failure } from '../../base/errors.ts';
import type { Captured } from './captured.ts';
import { failures } from './failures.ts';
import { LogSieve, type LogLine } from './log-line.ts';
import { PacedKeys } from './paced-keys.ts';
import type { LogShapes } from './platform.ts';
import type { Reader, Step, View } from './reader.ts';
import { Screen } from './screen.ts';
import { watchSilence } from './silence.ts';

/** What one reader read. */
export interface Read<T> extends Captured {
  value: T;
}

interface Reading<T> {
  /** Typed first. */
  keys: string;
  /** Milliseconds until it must be done. */
  deadline: number;
  /** What to say when it is not; `last` is the last line that was printed. */
  late: (last: string) => Failure;
  /**
   * Called in the moment in which the reader is done, before what was read is put together: a device that has answered
   * waits, so that what it is to do next can be typed there.
   */
  done?: (value: T) => void;
}

interface ConversationOptions {
  who: string;
  clock: Clock;
  log: LogShapes;
  pager: RegExp;
  origin: number;
}

/** A console, line by line: log messages taken out, and one reader at a time listening. It owns no knowledge of devices. */
export class Conversation {
  readonly logged = new Emitter<LogLine>();
  readonly lost = new Emitter<Failure>();
  readonly #screen: Screen;
  readonly #sieve: LogSieve;
  readonly #keys: PacedKeys;
  readonly #stops: Stop[];
  #idle: Reader<unknown> | undefined;
  #reader: Reader<unknown> | undefined;
  #pump: (() => void) | undefined;
  #abandon: ((failure: Failure) => void) | undefined;
  #carry = '';
  #last: string | undefined;
  #covered: string | undefined;
  #received: number;
  #heardAt = 0;
  #raw: string[] = [];
  #log: LogLine[] = [];
  #failure: Failure | undefined;

  constructor(
    private readonly duplex: Duplex,
    private readonly options: ConversationOptions,
  ) {
    this.#received = options.origin;
    this.#keys = new PacedKeys((keys) => this.duplex.write(bytesOfLatin1(keys)));
    this.#screen = new Screen(options.pager, (text) => this.#line(text));
    this.#sieve = new LogSieve(options.log, () => options.clock.now());
    this.#stops = [
      duplex.onData((bytes) => this.#hear(bytes)),
      duplex.onClose((reason) => this.#lose(failures.lost(options.who, reason))),
    ];
  }

  get view(): View {
    return { tail: this.#carry + this.#screen.tail, covered: this.#covered };
  }

  /** Why nothing more can be said, once it is so. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** Who listens while nothing is being asked. */
  set idle(reader: Reader<unknown>) {
    this.#idle = reader;
  }

  type(keys: string): void {
    if (!keys || this.#failure) return;
    this.#heardAt = this.options.clock.now(); // silence is counted from what was said last, by either side
    this.#keys.type(keys);
  }

  /** Counts a line among the log lines that the reader itself could not know for one. */
  adopt(text: string): void {
    this.#logLine(this.#sieve.plain(text));
  }

  /** Types the keys and lets the reader listen until it is done. One at a time: callers take turns. */
  async read<T>(reader: Reader<T>, { keys, deadline, late, done }: Reading<T>): Promise<Read<T>> {
    if (this.#failure) throw this.#failure;
    const { clock } = this.options;
    const begun = this.here();
    const [raw, log] = [(this.#raw = []), (this.#log = [])] as [string[], LogLine[]];
    this.#heardAt = begun.startedAt;
    return new Promise((resolve, reject: (failure: Failure) => void) => {
      const take = (step: Step<T> | undefined): void => {
        if (step?.kind === 'done') {
          const { from, startedAt } = end(begun);
          const { to, endedAt } = this.here();
          done?.(step.value);
          resolve({ value: step.value, raw: raw.join(''), from, to, startedAt, endedAt, log });
        } else if (step?.kind === 'fail') reject(end(step.failure));
        else if (step) this.#act(step);
      };
      const end = <V>(value: V): V => {
        stop();
        this.#reader = this.#pump = this.#abandon = undefined;
        return value;
      };
      const stop = watchSilence(clock, begun.startedAt + deadline, {
        heardAt: () => this.#heardAt,
        quiet: (milliseconds) => {
          this.#keys.silent();
          take(reader.silent(this.view, milliseconds));
        },
        late: () => reject(end(late(this.view.tail || (this.#last ?? '')))),
      });
      this.#reader = reader;
      this.#pump = () => take(reader.settle(this.view));
      this.#abandon = (failure) => reject(end(failure));
      this.type(keys);
    });
  }

  /** Nothing was read, here and now. */
  here(): Captured {
    const [offset, now] = [this.#received, this.options.clock.now()];
    return { raw: '', from: offset, to: offset, startedAt: now, endedAt: now, log: [] };
  }

  /** Stops listening, and leaves the console open. */
  detach(): void {
    for (const stop of this.#stops) stop();
  }

  close(): void {
    this.#end(failures.closed(this.options.who));
    this.duplex.close();
  }

  #hear(bytes: Uint8Array): void {
    const text = latin1Of(bytes);
    this.#received += bytes.length;
    this.#heardAt = this.options.clock.now();
    if (this.#reader) this.#raw.push(text);
    this.#screen.feed(text);
    this.#keys.heard(bytes.length);
    if (this.#pump) this.#pump();
    else this.#idle?.settle(this.view);
  }

  #line(text: string): void {
    const reader = this.#reader ?? this.#idle;
    const line = this.#carry + text;
    const sifted = reader?.isVerbatim ? undefined : this.#sieve.sift(line);
    this.#carry = sifted?.before ?? '';
    if (sifted) {
      this.#covered = this.#last;
      this.#logLine(sifted.log);
      return;
    }
    this.#covered = undefined;
    if (line.trim() !== '') this.#last = line; // routers put an empty line between a prompt and what they have to say
    reader?.line(line);
  }

  #logLine(line: LogLine): void {
    this.#log.push(line);
    this.logged.emit(line);
  }

  #act(step: Step<unknown> & { kind: 'type' | 'turn-page' }): void {
    if (step.kind === 'turn-page') {
      this.#screen.wipe(step.length);
      this.#last = this.#covered = undefined;
    }
    this.type(step.keys);
  }

  #lose(failure: Failure): void {
    if (this.#failure) return;
    this.#end(failure);
    this.lost.emit(failure);
  }

  #end(failure: Failure): void {
    this.#failure ??= failure;
    this.detach();
    this.#abandon?.(failure);
  }
}
