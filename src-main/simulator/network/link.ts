/**
 * A cable: what goes in at one end comes out at the other after its delay, in order. Peers exchange nothing but the
 * frames that pass here; what watches or spoils them (a capture, a loss) is laid around the link, not into it.
 */
import { Emitter } from '../../base/emitter.ts';
import type { Clock } from '../../base/clock.ts';

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
}

export class Link {
  readonly a: Plug;
  readonly b: Plug;
  /** Every frame that enters, whether it passes or not. */
  readonly frames = new Emitter<FrameOnLink>();
  passes: (frame: FrameOnLink) => boolean;

  constructor(
    private readonly clock: Clock,
    { delay = 2, passes = () => true }: LinkOptions = {},
  ) {
    this.passes = passes;
    const a: Plug = { send: (frame) => this.#carry({ frame, from: 'a', delay, to: b }), onFrame: () => undefined };
    const b: Plug = { send: (frame) => this.#carry({ frame, from: 'b', delay, to: a }), onFrame: () => undefined };
    this.a = a;
    this.b = b;
  }

  #carry({ frame, from, delay, to }: { frame: Uint8Array; from: 'a' | 'b'; delay: number; to: Plug }): void {
    const passing: FrameOnLink = { time: this.clock.now(), frame, from };
    if (this.frames.isHeard) this.frames.emit(passing);
    if (this.passes(passing)) this.clock.after(delay, () => to.onFrame(frame));
  }
}
