/**
 * A router's console with as many viewers as there are: all see the same output, anybody may type. What was printed is
 * kept within bounds and replayed to whoever comes later. A viewer is sent no more than he has shown to be able to take.
 */
import { Disposables } from '../base/disposable.ts';
import type { TerminalEvent } from '../api/contract/laboratory.ts';
import { messageOf } from '../base/errors.ts';
import { TerminalRecorder } from '../devices/transport/terminal-recorder.ts';
import type { Line, TerminalSize } from '../providers/provider.ts';

/** Bytes that may be on their way to a viewer, unacknowledged. */
const credit = 512 * 1024;
/** Bytes in one event. */
const piece = 64 * 1024;

export class SharedConsole {
  readonly #recorder = new TerminalRecorder();
  readonly #viewers = new Set<Viewer>();
  #line: Line | undefined;
  /** The latest try to reach the console; one that was begun before it comes to nothing. */
  #attaching: Promise<void> | undefined;
  #stops = new Disposables();

  /** The way to the console: called once now, and again after `reattach`. */
  constructor(private readonly open: (size: TerminalSize) => Promise<Line>) {}

  get isViewed(): boolean {
    return this.#viewers.size > 0;
  }

  view(terminal: number, size: TerminalSize, listener: (event: TerminalEvent) => void): Viewer {
    const viewer = new Viewer(terminal, this.#recorder, listener);
    this.#viewers.add(viewer);
    this.#attached(size).then(
      () => viewer.begin(),
      (error: unknown) => viewer.end(messageOf(error)),
    );
    return viewer;
  }

  leave(viewer: Viewer): void {
    this.#viewers.delete(viewer);
  }

  type(bytes: Uint8Array): void {
    this.#line?.write(bytes);
  }

  resize(size: TerminalSize): void {
    this.#recorder.resized({ width: size.columns, height: size.rows }, 0);
    this.#line?.resize(size);
  }

  /** The router was started anew: whoever watches goes on watching the new console. */
  async reattach(size: TerminalSize): Promise<void> {
    this.detach();
    if (this.isViewed) await this.#attached(size);
  }

  /** Lets go of the line; viewers stay. */
  detach(): void {
    this.#stops.dispose();
    this.#stops = new Disposables();
    this.#line?.close();
    this.#line = undefined;
    this.#attaching = undefined;
  }

  /** Ends it for everybody. */
  end(reason: string): void {
    this.detach();
    for (const viewer of this.#viewers) viewer.end(reason);
    this.#viewers.clear();
  }

  async #attached(size: TerminalSize): Promise<void> {
    const attaching = (this.#attaching ??= this.#attach(size));
    try {
      await attaching;
    } catch (error) {
      if (this.#attaching === attaching) this.#attaching = undefined;
      throw error;
    }
    // The router was started anew in the middle of it.
    if (this.#attaching !== attaching) await this.#attaching;
  }

  async #attach(size: TerminalSize): Promise<void> {
    const stops = this.#stops;
    const line = await this.open(size);
    if (stops !== this.#stops) {
      line.close();
      return;
    }
    this.#line = line;
    stops.add(
      line.onData((bytes) => {
        this.#recorder.record(bytes, 0);
        for (const viewer of this.#viewers) viewer.pump();
      }),
    );
    stops.add(line.onClose((reason) => this.end(reason)));
  }
}

export class Viewer {
  #sent = 0;
  #acknowledged = 0;
  #position = 0;
  #isOpen = false;

  constructor(
    readonly terminal: number,
    private readonly recorder: TerminalRecorder,
    private readonly listener: (event: TerminalEvent) => void,
  ) {}

  begin(): void {
    this.#position = this.recorder.position;
    const replay = this.recorder.bytes(0);
    this.#sent = replay.length;
    this.#isOpen = true;
    this.listener({ kind: 'opened', terminal: this.terminal, replay });
  }

  acknowledge(bytes: number): void {
    this.#acknowledged = Math.min(this.#sent, this.#acknowledged + bytes);
    this.pump();
  }

  /** Sends what is new, as far as the credit goes. What the recorder has dropped meanwhile is lost to the viewer too. */
  pump(): void {
    while (this.#isOpen && this.#position < this.recorder.position && this.#sent - this.#acknowledged < credit) {
      const kept = this.recorder.bytes(this.#position);
      const from = this.recorder.position - kept.length;
      const bytes = kept.subarray(0, piece);
      this.#position = from + bytes.length;
      this.#sent += bytes.length;
      this.listener({ kind: 'output', bytes });
    }
  }

  end(reason: string): void {
    this.#isOpen = false;
    this.listener({ kind: 'closed', reason });
  }
}
