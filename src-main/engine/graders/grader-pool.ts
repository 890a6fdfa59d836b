/** Graders that are used again: to start one costs more than to grade a pod, and a warm one is three times as fast. */
import { Failure } from '../../base/errors.ts';
import type { Grader, GraderService } from './grader-service.ts';

export class GraderPool {
  readonly #all = new Set<Grader>();
  readonly #idle: Grader[] = [];
  readonly #waiting: (() => void)[] = [];
  #isClosed = false;

  /** @param most so many work at once; who comes later waits */
  constructor(
    private readonly start: () => Grader,
    private readonly most: number,
  ) {}

  /** Those who ask first are served first. @throws Failure graders-ended, once it is closed; of the start of a grader */
  async use<T>(work: (service: GraderService) => Promise<T>): Promise<T> {
    const grader = await this.#take();
    try {
      return await work(grader.service);
    } finally {
      this.#giveBack(grader);
    }
  }

  /** Nobody is started any more: who still waits goes away empty-handed. */
  close(): void {
    this.#isClosed = true;
    for (const grader of this.#all) grader.end();
    this.#all.clear();
    for (const wake of this.#waiting.splice(0)) wake();
  }

  async #take(): Promise<Grader> {
    for (;;) {
      if (this.#isClosed) throw ended();
      const idle = this.#idle.pop();
      if (idle) return idle;
      if (this.#all.size < this.most) return this.#started();
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  #started(): Grader {
    try {
      const grader = this.start();
      this.#all.add(grader);
      return grader;
    } catch (error) {
      // The place stays free: whoever waits for it is to hear of that too.
      this.#waiting.shift()?.();
      throw error;
    }
  }

  #giveBack(grader: Grader): void {
    if (grader.isLost()) this.#all.delete(grader);
    else this.#idle.push(grader);
    this.#waiting.shift()?.();
  }
}

function ended(): Failure {
  return new Failure('busy', 'graders-ended', 'Broken off: the threads that grade were ended before it was begun.');
}
