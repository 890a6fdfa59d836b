/**
 * The clock of a simulated network: a queue of what is due, and a time that moves only when somebody moves it. Events
 * at the same instant happen in the order in which they were asked for, so a run is repeatable.
 */
import type { Clock } from '../../base/clock.ts';
import type { Stop } from '../../base/disposable.ts';

interface Due {
  readonly at: number;
  readonly order: number;
  run: (() => void) | undefined;
}

export class VirtualClock implements Clock {
  /** Given by who moves the clock faster than people live. */
  lived?: () => number;
  #now = 0;
  #order = 0;
  #cancelled = 0;
  /** A binary heap, earliest first. A cancelled entry stays until it surfaces or too many have gathered. */
  #queue: Due[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): Stop {
    const due: Due = { at: this.#now + Math.max(0, milliseconds), order: this.#order++, run };
    push(this.#queue, due);
    return () => this.#cancel(due);
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve));
  }

  /** When the next event is due, or undefined when nothing is. */
  get nextAt(): number | undefined {
    while (this.#queue[0] && !this.#queue[0].run) {
      pop(this.#queue);
      this.#cancelled--;
    }
    return this.#queue[0]?.at;
  }

  /** Everything that is due up to and including `time` happens; then it is `time`. */
  runUntil(time: number): void {
    for (let at = this.nextAt; at !== undefined && at <= time; at = this.nextAt) this.runInstant();
    this.#now = Math.max(this.#now, time);
  }

  /** Moves to the next event and lets everything that is due at that instant happen. False when nothing is due. */
  runInstant(): boolean {
    const instant = this.nextAt;
    if (instant === undefined) return false;
    this.#now = instant;
    while (this.nextAt === instant) this.#runFirst();
    return true;
  }

  #runFirst(): void {
    const due = pop(this.#queue);
    const run = due?.run;
    if (due) due.run = undefined;
    run?.();
  }

  #cancel(due: Due): void {
    if (!due.run) return;
    due.run = undefined;
    this.#cancelled++;
    // Retransmission timers are nearly always cancelled: without this they would hold their memory for hours.
    if (this.#cancelled > 64 && this.#cancelled > this.#queue.length / 2) this.#compact();
  }

  #compact(): void {
    const live = this.#queue.filter(({ run }) => run);
    this.#queue = live.sort((a, b) => a.at - b.at || a.order - b.order);
    this.#cancelled = 0;
  }
}

const isBefore = (a: Due, b: Due): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

function push(heap: Due[], due: Due): void {
  let child = heap.length;
  heap.push(due);
  while (child > 0) {
    const parent = (child - 1) >> 1;
    const above = heap[parent];
    if (!above || isBefore(above, due)) break;
    heap[child] = above;
    child = parent;
  }
  heap[child] = due;
}

function pop(heap: Due[]): Due | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (last && last !== first) sink(heap, last);
  return first;
}

function sink(heap: Due[], due: Due): void {
  let parent = 0;
  for (;;) {
    let child = 2 * parent + 1;
    const right = heap[child + 1];
    let below = heap[child];
    if (below && right && isBefore(right, below)) {
      below = right;
      child++;
    }
    if (!below || isBefore(due, below)) break;
    heap[parent] = below;
    parent = child;
  }
  heap[parent] = due;
}
