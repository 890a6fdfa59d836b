/** Graders that are used again: to start one costs more than to grade a pod, and a warm one is three times as fast. */
import type { Grader, GraderService } from './grader-service.ts';

export class GraderPool {
  readonly #all = new Set<Grader>();
  readonly #idle: Grader[] = [];
  readonly #waiting: (() => void)[] = [];

  /** @param most so many work at once; who comes later waits */
  constructor(
    private readonly start: () => Grader,
    private readonly most: number,
  ) {}

  /** Those who ask first are served first. */
  async use<T>(work: (service: GraderService) => Promise<T>): Promise<T> {
    const grader = await this.#take();
    try {
      return await work(grader.service);
    } finally {
      this.#giveBack(grader);
    }
  }

  close(): void {
    for (const grader of this.#all) grader.end();
    this.#all.clear();
  }

  async #take(): Promise<Grader> {
    for (;;) {
      const idle = this.#idle.pop();
      if (idle) return idle;
      if (this.#all.size < this.most) break;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    const grader = this.start();
    this.#all.add(grader);
    return grader;
  }

  #giveBack(grader: Grader): void {
    if (grader.isLost()) this.#all.delete(grader);
    else this.#idle.push(grader);
    this.#waiting.shift()?.();
  }
}
