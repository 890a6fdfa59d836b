/**
 * A cable: what goes in at one end comes out at the other after its delay, in order, unless its conditions are worse.
 * Peers exchange nothing but the frames that pass here. What happens to them follows from the dice of the link.
 */
import { Emitter } from '../../base/emitter.ts';
import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import { perfectLink, type LinkConditions } from './link-conditions.ts';

/** One end of a cable as the thing that is plugged in sees it. */
export interface Plug {
  /** Sends an Ethernet frame without FCS. */
  send(frame: Uint8Array): void;
  /** What to do with a frame that arrives. */
  onFrame: (frame: Uint8Array) => void;
}

/** A frame on its way, as it enters the cable. */
export interface FrameOnLink {
  /** Milliseconds of virtual time. */
  time: number;
  frame: Uint8Array;
  from: 'a' | 'b';
}

export interface LinkOptions {
  /** One way, in milliseconds. */
  delay?: number;
  /** Decides what becomes of a frame: delivered unless this says otherwise. */
  passes?: (frame: FrameOnLink) => boolean;
  /** Decides what the conditions leave to chance; without it chance spares every frame. */
  random?: Random;
}

/** A frame that would wait longer than this for its turn is dropped, in milliseconds. */
const longestQueue = 1000;
/** A bandwidth in kbit/s is so many bits in a millisecond. */
const bitsInByte = 8;

export class Link {
  readonly a: Plug;
  readonly b: Plug;
  /** Every frame that enters, whether it passes or not. */
  readonly frames = new Emitter<FrameOnLink>();
  passes: (frame: FrameOnLink) => boolean;
  /** In force for every frame that enters from now on. */
  conditions: LinkConditions;
  readonly #random: Random | undefined;
  /** When the last frame of each direction has left, with a limited bandwidth. */
  readonly #freeAt = { a: 0, b: 0 };

  constructor(
    private readonly clock: Clock,
    { delay = perfectLink.delay, passes = () => true, random }: LinkOptions = {},
  ) {
    this.passes = passes;
    this.conditions = { ...perfectLink, delay };
    this.#random = random;
    const a: Plug = { send: (frame) => this.#carry(frame, 'a', b), onFrame: () => undefined };
    const b: Plug = { send: (frame) => this.#carry(frame, 'b', a), onFrame: () => undefined };
    this.a = a;
    this.b = b;
  }

  #carry(frame: Uint8Array, from: 'a' | 'b', to: Plug): void {
    const passing: FrameOnLink = { time: this.clock.now(), frame, from };
    if (this.frames.isHeard) this.frames.emit(passing);
    const { isShutdown, loss, duplication } = this.conditions;
    if (isShutdown || !this.passes(passing) || this.#happens(loss)) return;
    this.#deliver(frame, from, to);
    if (this.#happens(duplication)) this.#deliver(frame, from, to);
  }

  #deliver(frame: Uint8Array, from: 'a' | 'b', to: Plug): void {
    const { delay, jitter, reordering } = this.conditions;
    const queued = this.#queue(frame, from);
    if (queued > longestQueue) return;
    // As netem of Linux does it: some are sent ahead of those that wait.
    const isAhead = this.#happens(reordering);
    const wait = isAhead ? 0 : delay + (jitter > 0 ? ((this.#random?.u32() ?? 0) / 2 ** 32) * jitter : 0);
    this.clock.after(queued + wait, () => to.onFrame(frame));
  }

  /** How long it takes until the last bit of a frame is on the cable. */
  #queue(frame: Uint8Array, from: 'a' | 'b'): number {
    const { bandwidth } = this.conditions;
    if (bandwidth === undefined) return 0;
    const now = this.clock.now();
    const end = Math.max(now, this.#freeAt[from]) + (frame.length * bitsInByte) / bandwidth;
    if (end - now <= longestQueue) this.#freeAt[from] = end;
    return end - now;
  }

  /** @param percent how often */
  #happens(percent: number): boolean {
    return percent > 0 && this.#random !== undefined && this.#random.u32() / 2 ** 32 < percent / 100;
  }
}
