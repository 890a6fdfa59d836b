import type { Duplex } from '../../base/duplex.ts';
import type { Stop } from '../../base/disposable.ts';

/** More than anybody types while a command runs: beyond it keys are lost, as they are on a serial line. */
const MOST_HELD = 64 * 1024;

/** What people type at the console while we do: it waits until our command is done, and goes out then. */
export class HeldKeys {
  #held: Uint8Array[] = [];
  #size = 0;
  #isHolding = false;

  constructor(private readonly duplex: Duplex) {}

  /** Has somebody typed what has not gone out yet? */
  get isWaitedFor(): boolean {
    return this.#size > 0;
  }

  hold(): void {
    this.#isHolding = true;
  }

  release(): void {
    this.#isHolding = false;
    const held = this.#held;
    this.#held = [];
    this.#size = 0;
    for (const bytes of held) this.duplex.write(bytes);
  }

  /** A person's view of the console. */
  terminal(): Duplex {
    const stops = new Set<Stop>();
    const listening = (stop: Stop): Stop => {
      stops.add(stop);
      return () => {
        stops.delete(stop);
        stop();
      };
    };
    let isClosed = false;
    return {
      write: (bytes) => {
        if (!isClosed) this.#write(bytes);
      },
      onData: (listener) => listening(this.duplex.onData(listener)),
      onClose: (listener) => listening(this.duplex.onClose(listener)),
      close: () => {
        isClosed = true;
        for (const stop of stops) stop();
        stops.clear();
      },
    };
  }

  #write(bytes: Uint8Array): void {
    if (!this.#isHolding) this.duplex.write(bytes);
    else if (this.#size + bytes.length <= MOST_HELD) {
      this.#held.push(bytes);
      this.#size += bytes.length;
    }
  }
}
