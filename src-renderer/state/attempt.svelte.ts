import { createContext } from 'svelte';
import type {
  AttemptEvent,
  AttemptView,
  Laboratory,
  StepVerdict,
  StepView,
  Stop,
} from '../../src-main/api/contract/laboratory.ts';
import type { Trouble } from '../host/trouble.ts';
import type { Notices } from './notices.svelte.ts';
import { nameOfMark, pointsOf } from './words.ts';

/** The window's own time: what is shown of a running clock moves between two views. */
export interface Ticks {
  now(): number;
  every(milliseconds: number, run: () => void): Stop;
}

/** One attempt as the engine shows it, and what the learner can do in it. */
export class Attempt {
  #view = $state.raw<AttemptView | undefined>();
  #failure = $state.raw<Trouble | undefined>();
  #chosen = $state<string | undefined>();
  /** A call of this window that is under way. */
  #calling = $state<string | undefined>();
  #checks = $state(0);
  #receivedAt = $state(0);
  #tick = $state(0);
  /** What the last call has done, until there is another one. */
  #done = $state<string | undefined>();
  #toStop = $state.raw<readonly string[] | undefined>();
  /** The answer in a field that the learner has not left yet. */
  #typed: { step: StepView; question: string; text: string } | undefined;

  constructor(
    readonly id: string,
    readonly laboratory: Laboratory,
    private readonly notices: Notices,
    private readonly ticks: Ticks,
  ) {}

  /** Follows the attempt until it is stopped. Its routers run as long as somebody follows. */
  follow(): Stop {
    const stops = [
      this.laboratory.onAttempt(this.id, (event) => this.#take(event)),
      this.ticks.every(1000, () => {
        this.#tick = this.ticks.now();
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }

  get view(): AttemptView | undefined {
    return this.#view;
  }

  /** Why the attempt cannot be shown, or cannot go on. */
  get failure(): Trouble | undefined {
    return this.#failure;
  }

  /** The step that is shown: the one chosen here, else the one that the engine has the learner at. */
  get step(): StepView | undefined {
    const steps = this.#view?.steps ?? [];
    const wanted = [this.#chosen, this.#view?.current];
    return wanted.map((id) => steps.find((step) => step.id === id)).find(Boolean) ?? steps[0];
  }

  get previous(): StepView | undefined {
    return this.#neighbour(-1);
  }

  get next(): StepView | undefined {
    return this.#neighbour(1);
  }

  /** Something is done with the routers, so nothing else can be. */
  get isBusy(): boolean {
    return this.#calling !== undefined || this.#view?.activity !== undefined;
  }

  /** How many checks of this window have come to a verdict. */
  get checks(): number {
    return this.#checks;
  }

  get done(): string | undefined {
    return this.#done;
  }

  get isWritable(): boolean {
    return this.#view?.isWritable ?? false;
  }

  get isRunning(): boolean {
    return this.#view?.nodes.some(({ state }) => state === 'running') ?? false;
  }

  /** Virtual milliseconds since the routers booted, as they are now. */
  get deviceTime(): number {
    const { now, factor } = this.#view?.clock ?? { now: 0, factor: 1 };
    const since = this.isRunning ? Math.max(0, this.#tick - this.#receivedAt) : 0;
    return now + since * factor;
  }

  async choose(step: string): Promise<void> {
    this.#chosen = step;
    if (!this.isWritable || step === this.#view?.current) return;
    await this.notices.guard('The step could not be chosen', () => this.laboratory.select(this.id, step));
  }

  async check(step: StepView): Promise<StepVerdict | undefined> {
    // The engine goes on to the next step when this one has passed; here its verdict is to be read first.
    this.#chosen = step.id;
    const typed = this.#typed;
    if (typed?.step.id === step.id && typed.text !== '') await this.answer(step, typed.question, [typed.text]);
    const verdict = await this.#call('check', 'The step could not be checked', () =>
      this.laboratory.check(this.id, step.id),
    );
    if (verdict) {
      this.#checks += 1;
      this.notices.say(sentenceOf(step, verdict));
    }
    return verdict;
  }

  async apply(step: StepView, roles: string[]): Promise<void> {
    const done = await this.#call('apply', 'The commands could not be typed in', async () => {
      await this.laboratory.apply(this.id, step.id, roles);
      return true;
    });
    if (!done) return;
    this.notices.say(`The commands were typed into ${roles.join(' and ')}.`);
    this.#done = `Typed into ${roles.join(' and ')}`;
  }

  async hint(step: StepView): Promise<void> {
    const text = await this.#call('hint', 'There was no hint to be had', () => this.laboratory.hint(this.id, step.id));
    if (text !== undefined) this.notices.say(`Hint: ${text}`);
  }

  /** What is being typed: it is kept when the field is left, or before the step is checked. */
  typeAnswer(step: StepView, question: string, text: string): void {
    this.#typed = { step, question, text: text.trim() };
  }

  /** Keeps it; the next check judges it. */
  async answer(step: StepView, question: string, values: string[]): Promise<void> {
    this.#typed = undefined;
    await this.notices.guard('The answer could not be kept', () =>
      this.laboratory.answerQuestion(this.id, step.id, question, values),
    );
  }

  /** The step is checked, as a verdict tells what is right. */
  async showAnswer(step: StepView, question: string): Promise<void> {
    const done = await this.notices.guard('The answer could not be shown', async () => {
      await this.laboratory.showAnswer(this.id, step.id, question);
      return true;
    });
    if (done) await this.check(step);
  }

  async restore(step: StepView): Promise<void> {
    const done = await this.#call('restore', 'The routers could not be restored', async () => {
      await this.laboratory.restore(this.id, step.id);
      return true;
    });
    if (!done) return;
    this.notices.say(`The routers are as they are before "${step.title}".`);
    this.#done = 'The routers are restored';
  }

  /** How the keys of IPsec were made; undefined where built-in routers have nothing to tell, or were not reached. */
  async keyStory(): Promise<string | undefined> {
    return await this.notices.guard('The routers could not be asked', () => this.laboratory.keyStory(this.id));
  }

  async setSpeed(factor: number): Promise<void> {
    await this.notices.guard('The speed could not be set', () => this.laboratory.setSpeed(this.id, factor));
  }

  async advance(seconds: number): Promise<void> {
    await this.#call('advance', 'The clock could not be moved on', () => this.laboratory.advance(this.id, seconds));
  }

  /** The nodes that the user wants stopped and has not confirmed yet. */
  get toStop(): readonly string[] | undefined {
    return this.#toStop;
  }

  /** Stopping loses what was not saved, so it is asked for first. All of those that run where none is named. */
  askToStop(nodes: readonly string[] | undefined): void {
    const running = this.#view?.nodes.filter(({ state }) => state === 'running' || state === 'starting') ?? [];
    this.#toStop = nodes ?? running.map(({ id }) => id);
  }

  /** Takes the question back. */
  leaveRunning(): void {
    this.#toStop = undefined;
  }

  async stopAsked(): Promise<void> {
    const nodes = this.#toStop;
    this.#toStop = undefined;
    if (nodes) await this.#power([...nodes], 'off');
  }

  /** All of them where none is named. */
  async start(nodes: string[] | undefined): Promise<void> {
    await this.#power(nodes, 'on');
  }

  async #power(nodes: string[] | undefined, state: 'on' | 'off'): Promise<void> {
    const [did, title] = state === 'on' ? ['runs', 'started'] : ['is stopped', 'stopped'];
    const done = await this.#call('power', `Not everything could be ${title}`, async () => {
      await this.laboratory.power(this.id, nodes, state);
      return true;
    });
    if (done) this.notices.say(`What was asked for ${did}.`);
  }

  #neighbour(distance: number): StepView | undefined {
    const steps = this.#view?.steps ?? [];
    const place = steps.findIndex(({ id }) => id === this.step?.id);
    return place < 0 ? undefined : steps[place + distance];
  }

  async #call<T>(name: string, title: string, run: () => Promise<T>): Promise<T | undefined> {
    if (this.#calling !== undefined) return undefined;
    this.#calling = name;
    this.#done = undefined;
    const result = await this.notices.guard(title, run);
    this.#calling = undefined;
    return result;
  }

  #take(event: AttemptEvent): void {
    if (event.kind === 'failed') {
      this.#failure = event;
      return;
    }
    this.#view = event.view;
    this.#failure = undefined;
    this.#receivedAt = this.ticks.now();
    this.#tick = this.#receivedAt;
  }
}

function sentenceOf(step: StepView, { verdict, points, diagnoses }: StepVerdict): string {
  const [first] = diagnoses;
  return `${step.title}: ${nameOfMark(verdict)}, ${pointsOf(points)}.${first ? ` ${first.title}.` : ''}`;
}

export const [getAttempt, setAttempt] = createContext<Attempt>();
