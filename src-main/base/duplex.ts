/** Bytes both ways: a console, a socket, an SSH channel, a recording. What wraps a Duplex is a Duplex. */
import { Emitter } from './emitter.ts';
import type { Stop } from './disposable.ts';

export interface Duplex {
  /** Sends bytes. After the close they are dropped. */
  write(bytes: Uint8Array): void;
  onData(listener: (bytes: Uint8Array) => void): Stop;
  /** Called once, with the reason in words, when either end or the way between them closes. */
  onClose(listener: (reason: string) => void): Stop;
  close(): void;
}

/** Two joined ends in one process: what one writes the other hears, later, never inside the call to write. */
export function duplexPair(): [Duplex, Duplex] {
  const a = new End();
  const b = new End();
  a.other = b;
  b.other = a;
  return [a, b];
}

class End implements Duplex {
  other!: End;
  readonly #data = new Emitter<Uint8Array>();
  readonly #closed = new Emitter<string>();
  #isClosed = false;

  write(bytes: Uint8Array): void {
    if (this.#isClosed || bytes.length === 0) return;
    const { other } = this;
    void Promise.resolve().then(() => {
      if (!other.#isClosed) other.#data.emit(bytes);
    });
  }

  onData(listener: (bytes: Uint8Array) => void): Stop {
    return this.#data.on(listener);
  }

  onClose(listener: (reason: string) => void): Stop {
    return this.#closed.on(listener);
  }

  close(): void {
    const ends = [this, this.other].filter((end) => !end.#isClosed);
    // What was written before the close is heard before it.
    void Promise.resolve().then(() => {
      for (const end of ends.filter((one) => !one.#isClosed)) {
        end.#isClosed = true;
        end.#closed.emit('closed');
      }
    });
  }
}
