import { Emitter } from '../../base/emitter.ts';
import type { Stop } from '../../base/disposable.ts';

/**
 * The hearing half of a Duplex over a socket. What arrives before anybody listens waits for the first listener, so that
 * nothing is lost between the opening of a connection and its first use; the end waits until all of it was heard.
 */
export class Incoming {
  readonly #data = new Emitter<Uint8Array>();
  readonly #closed = new Emitter<string>();
  #early: Uint8Array[] | undefined = [];
  #reason: string | undefined;

  get isEnded(): boolean {
    return this.#reason !== undefined;
  }

  hear(bytes: Uint8Array): void {
    if (this.isEnded || bytes.length === 0) return;
    if (this.#early) this.#early.push(bytes);
    else this.#data.emit(bytes);
  }

  /** The first reason counts. */
  end(reason: string): void {
    if (this.isEnded) return;
    this.#reason = reason;
    this.#closed.emit(reason);
  }

  onData(listener: (bytes: Uint8Array) => void): Stop {
    const stop = this.#data.on(listener);
    const early = this.#early;
    if (!early) return stop;
    // Later, never inside the call: what arrives meanwhile queues up behind it.
    queueMicrotask(() => {
      if (this.#early === early) this.#early = undefined;
      for (const bytes of early) this.#data.emit(bytes);
    });
    return stop;
  }

  onClose(listener: (reason: string) => void): Stop {
    const reason = this.#reason;
    if (reason === undefined) return this.#closed.on(listener);
    let isWanted = true;
    queueMicrotask(() => {
      if (isWanted) listener(reason);
    });
    return () => {
      isWanted = false;
    };
  }
}
