/**
 * A console that people and the program share, because a node has no other line: everybody sees everything, and what
 * people type waits while the program has a command under way.
 */
import type { Duplex } from '../base/duplex.ts';
import { HeldKeys } from '../devices/channel/held-keys.ts';
import type { Line } from '../providers/provider.ts';

export class NodeConsole {
  readonly #held: HeldKeys;
  #isOpen = true;
  #holding = 0;

  constructor(private readonly line: Line) {
    this.#held = new HeldKeys(line);
    line.onClose(() => (this.#isOpen = false));
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Has somebody typed what waits for the end of our work? */
  get isWaitedFor(): boolean {
    return this.#held.isWaitedFor;
  }

  /** A person's view: closing it closes nothing else. */
  terminal(): Line {
    return { ...this.#held.terminal(), resize: (size) => this.line.resize(size) };
  }

  /** The program's own view: what it types goes out at once. */
  automation(): Duplex {
    const view = this.#held.terminal();
    return { ...view, write: (bytes) => this.line.write(bytes) };
  }

  /** People's keys wait until the work is done. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    if (this.#holding++ === 0) this.#held.hold();
    try {
      return await work();
    } finally {
      if (--this.#holding === 0) this.#held.release();
    }
  }

  close(): void {
    this.line.close();
  }
}
