/**
 * Simulators that are used again. To start one costs more than to grade many a small lab, and one that has started its
 * routers a hundred times has been compiled as well as it can be.
 */
import type { Simulator } from '../providers/builtin/builtin-provider.ts';

export class SimulatorPool {
  readonly #idle: Simulator[] = [];
  #isClosed = false;

  constructor(private readonly start: () => Simulator) {}

  /** One that nobody uses. Its end gives it back. */
  readonly launch = (): Simulator => {
    const simulator = this.#idle.pop() ?? this.start();
    let isBack = false;
    const end = (): void => {
      if (isBack) return;
      isBack = true;
      if (this.#isClosed) simulator.end();
      else this.#idle.push(simulator);
    };
    return { service: simulator.service, end };
  };

  close(): void {
    this.#isClosed = true;
    for (const simulator of this.#idle.splice(0)) simulator.end();
  }
}
