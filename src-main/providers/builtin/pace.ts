/**
 * What makes the virtual clock go. On demand it moves only while a command waits for time to pass or somebody has asked
 * for a wait, and then stands still; in real time it follows the wall clock by a factor, and a wait moves it on at once;
 * flat out it never stands still while anything is due.
 */
import type { SimulatedNetwork } from '../../simulator/topology/simulated-network.ts';

export type PaceSetting =
  | { kind: 'on-demand' }
  | { kind: 'real-time'; factor: number }
  /** As fast as this machine can: from one event to the next. */
  | { kind: 'flat-out' };

/** How many instants may pass before whatever else waits in this process gets its turn. */
const instantsPerTurn = 64;
/** The longest real wait: the wall clock is looked at again after it, in milliseconds. */
const longestWait = 1000;

interface Wait {
  until: number;
  done: () => void;
}

export class Pace {
  #setting: PaceSetting = { kind: 'on-demand' };
  /** Virtual time minus scaled wall time, in real time. */
  #offset = 0;
  #waits: Wait[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isRunning = false;
  /** How often it was woken: a wake that comes while it is about to stop must not be lost. */
  #wakes = 0;
  #isStopped = false;
  /** How much of virtual time somebody has asked to leap over. */
  #asked = 0;

  constructor(private readonly network: SimulatedNetwork) {
    network.busyChanged.on(() => this.wake());
    // A leap that was asked for is lived through; time that merely runs fast is not.
    network.clock.lived = () => performance.now() + this.#asked;
  }

  set(setting: PaceSetting): void {
    this.#setting = setting;
    this.#offset = this.#now - this.#scaledWall();
    this.wake();
  }

  get setting(): PaceSetting {
    return this.#setting;
  }

  /** Lets virtual time pass, faster than any clock on the wall. */
  advance(milliseconds: number): Promise<void> {
    this.#offset += milliseconds;
    this.#asked += milliseconds;
    return new Promise((done) => {
      this.#waits.push({ until: this.#now + milliseconds, done });
      this.wake();
    });
  }

  /** Lets happen what was due by now, so that what comes from outside comes after it. */
  catchUp(): void {
    if (this.#setting.kind === 'real-time') this.network.clock.runUntil(this.#goal());
  }

  /** Something has happened that may have made an event due, or a command wait. */
  wake(): void {
    this.#wakes++;
    if (this.#isRunning || this.#isStopped) return;
    this.#isRunning = true;
    clearTimeout(this.#timer);
    setImmediate(() => void this.#run());
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    for (const { done } of this.#waits.splice(0)) done();
  }

  get #now(): number {
    return this.network.clock.now();
  }

  async #run(): Promise<void> {
    for (let isMore = true; isMore && !this.#isStopped;) {
      const wakes = this.#wakes;
      isMore = this.#turn();
      // Promises of commands settle here, and input from outside arrives: there may be something to wait for again.
      await new Promise((resolve) => setImmediate(resolve));
      isMore ||= this.#wakes > wakes || this.#isDue(this.#goal());
    }
    this.#isRunning = false;
    if (!this.#isStopped) this.#sleep();
  }

  /** One turn; false when there is nothing to do until something happens or the wall clock has moved. */
  #turn(): boolean {
    const goal = this.#goal();
    const { clock } = this.network;
    // While a command runs, its promises must settle after every instant: it may ask for an event of its own.
    const instants = this.network.isBusy ? 1 : instantsPerTurn;
    for (let i = 0; i < instants && this.#isDue(goal); i++) clock.runInstant();
    const isMore = this.#isDue(goal);
    if (!isMore && Number.isFinite(goal)) clock.runUntil(goal);
    return this.#settle() || isMore;
  }

  #isDue(goal: number): boolean {
    const { nextAt } = this.network.clock;
    return nextAt !== undefined && nextAt <= goal;
  }

  /** How far time may go now. */
  #goal(): number {
    // To the end of the first wait: who asked for it may have something to do then.
    const first = Math.min(...this.#waits.map(({ until }) => until));
    const asked = Number.isFinite(first) ? Math.max(this.#now, first) : this.#now;
    if (this.#setting.kind === 'real-time') return Math.max(asked, this.#scaledWall() + this.#offset);
    return this.network.isBusy || this.#setting.kind === 'flat-out' ? Infinity : asked;
  }

  #settle(): boolean {
    const over = this.#waits.filter(({ until }) => until <= this.#now);
    this.#waits = this.#waits.filter(({ until }) => until > this.#now);
    for (const { done } of over) done();
    return over.length > 0;
  }

  #sleep(): void {
    if (this.#setting.kind !== 'real-time') return;
    const next = this.network.clock.nextAt ?? Infinity;
    const wait = (next - (this.#scaledWall() + this.#offset)) / this.#setting.factor;
    this.#timer = setTimeout(() => this.wake(), Math.min(longestWait, Math.max(1, wait)));
    this.#timer.unref();
  }

  #scaledWall(): number {
    return this.#setting.kind === 'real-time' ? performance.now() * this.#setting.factor : 0;
  }
}
