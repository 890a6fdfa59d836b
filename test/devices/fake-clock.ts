import type { Clock } from '../../src-main/base/clock.ts';
import type { Stop } from '../../src-main/base/disposable.ts';

interface Timer {
  due: number;
  run: () => void;
}

/** Time that passes when the test says so. `sleep` advances it to the end of the sleep, as an on-demand clock does. */
export class FakeClock implements Clock {
  #now = 0;
  #timers: Timer[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): Stop {
    const timer = { due: this.#now + milliseconds, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  sleep(milliseconds: number): Promise<void> {
    return this.advance(milliseconds);
  }

  get isWaitedFor(): boolean {
    return this.#timers.length > 0;
  }

  /** Everything due until then happens, in order, and what that sets off is let run. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      await settled();
      const next = this.#timers.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.due);
      next.run();
    }
    this.#now = end;
  }
}

/** Lets everything that is ready to run, run. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => void setImmediate(resolve));
}
