/**
 * The clock of built-in routers as the engine sees it. Virtual time is known from what the simulator says with every
 * byte it sends. Waiting moves virtual time on; a deadline is wall time, because a router that has not answered yet is
 * a router whose bytes are on their way, and virtual time may stand still or leap meanwhile.
 */
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';

export class BuiltinClock implements Clock {
  #now = 0;

  constructor(private readonly advance: (milliseconds: number) => Promise<number>) {}

  now(): number {
    return this.#now;
  }

  /** The simulator has told the time. */
  saw(time: number): void {
    this.#now = Math.max(this.#now, time);
  }

  after(milliseconds: number, run: () => void): Stop {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  }

  async sleep(milliseconds: number): Promise<void> {
    this.saw(await this.advance(milliseconds));
  }
}
