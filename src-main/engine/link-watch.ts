/** What goes over a link of an attempt, packet by packet, for a window that looks on. */
import type { PacketRow, PacketsEvent } from '../api/contract/packets.ts';
import type { Stop } from '../base/disposable.ts';
import { Failure, messageOf } from '../base/errors.ts';
import type { CapturedFrame } from '../providers/provider.ts';
import type { Bench } from './bench.ts';
import type { OpenAttempt } from './open-attempt.ts';
import { summaryOf } from './packet-line.ts';

/** Of those that come together so many are shown, the last ones: nobody reads more. */
const mostAtOnce = 300;

export interface Watched {
  open: OpenAttempt;
  /** Its id in the topology. */
  link: string;
  /** Milliseconds of wall time in which packets are gathered. */
  gather: number;
}

/** Follows the link through every start of the routers, until it is stopped. */
export class LinkWatch {
  readonly #stopStarts: Stop;
  #stopFrames: Stop = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #waiting: PacketRow[] = [];
  #count = 0;
  #startedAt: number | undefined;

  constructor(
    private readonly watched: Watched,
    private readonly tell: (event: PacketsEvent) => void,
  ) {
    const { open } = watched;
    this.#stopStarts = open.started.on((bench) => this.#follow(bench));
    if (open.bench) this.#follow(open.bench);
  }

  stop(): void {
    this.#stopStarts();
    this.#stopFrames();
    clearTimeout(this.#timer);
  }

  #follow({ provider }: Bench): void {
    this.#stopFrames();
    // Routers that began anew have another time.
    this.#startedAt = undefined;
    try {
      if (!provider.capture)
        throw new Failure(
          'not-supported',
          'no-capture',
          'Nobody here can see what goes over the links of these devices.',
        );
      this.#stopFrames = provider.capture.onFrames(this.watched.link, (frame) => this.#add(frame));
    } catch (error) {
      this.tell({ kind: 'refused', reason: messageOf(error) });
    }
  }

  #add({ time, frame }: CapturedFrame): void {
    const summary = summaryOf(frame);
    if (!summary) return;
    this.#startedAt ??= time;
    const { fields, ...ends } = summary;
    this.#waiting.push({
      ...{ number: ++this.#count, seconds: (time - this.#startedAt) / 1e6, ...ends },
      fields: Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`]])),
      bytes: frame,
    });
    if (this.#waiting.length > mostAtOnce) this.#waiting.shift();
    this.#timer ??= setTimeout(() => this.#show(), this.watched.gather);
  }

  #show(): void {
    this.#timer = undefined;
    const packets = this.#waiting;
    this.#waiting = [];
    this.tell({ kind: 'packets', packets });
  }
}
