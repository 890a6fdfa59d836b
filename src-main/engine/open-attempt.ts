/**
 * An attempt that is open: its routers run, its steps are applied, checked and restored, its course is written down as
 * it happens. One at a time: whatever types at the routers waits for what typed before.
 */
import { Emitter } from '../base/emitter.ts';
import { Failure } from '../base/errors.ts';
import type { Activity } from '../api/contract/laboratory.ts';
import type { Exercise, Step } from '../lab/exercise.ts';
import type { Topology } from '../lab/topology.ts';
import { interrupted } from '../grading/interrupted.ts';
import type { StepVerdict } from '../grading/verdict.ts';
import type { Simulator } from '../providers/builtin/builtin-provider.ts';
import type { PaceSetting } from '../providers/builtin/pace.ts';
import type { Provider } from '../providers/provider.ts';
import { keyStoryFile } from '../simulator/wire/wireshark-keys.ts';
import type { AttemptWriter } from '../storage/attempt-writer.ts';
import type { StoredAnswer } from '../storage/answers.ts';
import type { Attempt, StoredPlace } from '../storage/attempts.ts';
import type { Store } from '../storage/store.ts';
import type { Answers } from '../grading/questions/answers.ts';
import { answersOf, questionOf, valuesOf } from './answers.ts';
import { applyLines } from './apply-lines.ts';
import { keepBeginnings, returnToBeginnings } from './beginnings.ts';
import { Bench, type Logins, type OpenLine, type Position } from './bench.ts';
import { applyStepsBefore, breakNetwork, solutionOf } from './broken-network.ts';
import { checkStep, isInterruption } from './check-step.ts';
import { contentOf, type Content } from './content.ts';
import { forgetful, storedBy, type Keeper } from './keeper.ts';
import { maskOf } from './mask.ts';
import { stepOf } from './roles.ts';
import type { KeptBeginnings } from './servers/kept-beginnings.ts';
import type { Course } from './scoring.ts';
import { lookAround, type Surroundings } from './watch.ts';

export interface OpenAttemptOptions {
  store: Store;
  launch: () => Simulator;
  /** Real time for a window; on demand where nobody watches the clock. */
  pace: PaceSetting;
  openLine?: OpenLine | undefined;
  /** Whether routers may be configured: what they were like before is noted then. */
  mayChange: boolean;
  /** The way to routers that are not built in, and how they were. */
  reach?: Reach | undefined;
  beginnings?: KeptBeginnings | undefined;
}

/** @throws Failure of whatever keeps the place from being reached */
export type Reach = (place: Elsewhere, topology: Topology) => Promise<{ provider: Provider; logins: Logins }>;
type Elsewhere = Exclude<StoredPlace, { kind: 'builtin' }>;

export class OpenAttempt {
  /** Something that a window shows is different now. */
  readonly changed = new Emitter<undefined>();
  /** The routers were started, or started anew. */
  readonly started = new Emitter<Bench>();
  /** The routers that ran are about to end, to be started anew or for good. */
  readonly stopping = new Emitter<undefined>();
  readonly content: Content;
  /** Why this process may only watch; undefined when it may write. */
  readonly readOnlyBecause: string | undefined;
  readonly #writer: AttemptWriter | undefined;
  readonly #keeper: Keeper;
  #bench: Bench | undefined;
  #activity: Activity | undefined;
  #surroundings: Surroundings = { security: { seenAt: undefined, pairs: [] }, tunnels: [] };
  #pace: PaceSetting;
  #notices: string[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    readonly id: string,
    private readonly options: OpenAttemptOptions,
  ) {
    const { store, pace } = options;
    const attempt = store.attempts.get(id);
    this.content = contentOf(attempt, store.attempts.files(attempt.id));
    const taken = writerOf(store, attempt.id);
    this.#writer = taken.writer;
    this.readOnlyBecause = taken.because;
    this.#keeper = taken.writer ? storedBy(taken.writer) : forgetful;
    this.#pace = pace;
  }

  get attempt(): Attempt {
    return this.options.store.attempts.get(this.id);
  }

  get course(): Course {
    const { verdicts, hints } = this.options.store;
    return { standings: verdicts.standings(this.id), hints: hints.of(this.id) };
  }

  /** To the questions of all steps. */
  get answers(): StoredAnswer[] {
    return this.options.store.answers.of(this.id);
  }

  get bench(): Bench | undefined {
    return this.#bench;
  }

  get activity(): Activity | undefined {
    return this.#activity;
  }

  get surroundings(): Surroundings {
    return this.#surroundings;
  }

  /** What is to be known of the routers, besides what their provider says of them. */
  get notices(): readonly string[] {
    return this.#notices;
  }

  get pace(): PaceSetting {
    return this.#pace;
  }

  /** Starts the routers from their start configurations and whatever was typed into them since. */
  start(): Promise<void> {
    return this.#inTurn({ kind: 'starting', step: undefined, says: 'The routers start' }, () => this.#start());
  }

  /** @throws Failure line-refused */
  apply(stepId: string, roles?: readonly string[]): Promise<void> {
    const step = this.#step(stepId);
    const wanted = Object.entries(solutionOf(step)).filter(([role]) => roles?.includes(role) ?? true);
    const on = wanted.map(([role]) => role).join(' and ');
    return this.#inTurn({ kind: 'applying', step: stepId, says: `The commands are typed on ${on}` }, async () => {
      await this.#atWork((bench) => applyLines(bench, this.exercise, Object.fromEntries(wanted)));
    });
  }

  /** @throws Failure when a router cannot be asked: the step has the verdict "error" then, and the evidence stays */
  check(stepId: string, told?: (says: string) => void, signal?: AbortSignal, answers?: Answers): Promise<StepVerdict> {
    const step = this.#step(stepId);
    const begins: Activity = { kind: 'checking', step: stepId, says: 'The routers are looked at' };
    return this.#inTurn(begins, async () => {
      const after = this.#sequence;
      const verdict = await this.#atWork((bench) => this.#check(bench, step, { told, signal, answers })).catch(
        (error: unknown) => {
          if (isInterruption(error)) this.#keep(interrupted(step, error.message), after);
          throw error;
        },
      );
      this.#keep(verdict, after);
      if (verdict.verdict === 'passed') this.#moveOn(step);
      return verdict;
    });
  }

  /**
   * The routers start anew, or go back to how they were when the attempt began; then everything is done that the steps
   * before this one ask for, as the lab has it.
   */
  restore(stepId: string): Promise<void> {
    const step = this.#step(stepId);
    const says = `The routers go back to "${step.checkpoint ?? step.title}"`;
    return this.#inTurn({ kind: 'restoring', step: stepId, says }, async () => {
      await (this.attempt.place.kind === 'builtin' ? this.#startAnew() : this.#goBack());
      await this.#atWork((bench) => applyStepsBefore(bench, this.exercise, stepId));
      this.#writable().moveTo(stepId);
    });
  }

  /** The next hint of the step, and that it was taken. @throws Failure no-hint */
  hint(stepId: string): string {
    const step = this.#step(stepId);
    const taken = this.course.hints.filter((one) => one.step === stepId).length;
    const next = step.hints[taken];
    if (!next) throw new Failure('bad-input', 'no-hint', 'There are no more hints for this step.');
    this.#writable().takeHint(stepId, taken);
    this.changed.emit(undefined);
    return next.text;
  }

  /** Keeps an answer; the next check judges it. @throws Failure unknown-question, bad-answer */
  answer(stepId: string, questionId: string, given: readonly string[]): void {
    const step = this.#step(stepId);
    const values = valuesOf(questionOf(this.exercise, step, questionId), given);
    const mask = maskOf(this.exercise);
    this.#writable().putAnswer({ step: stepId, question: questionId, values: values.map(mask) });
    this.changed.emit(undefined);
  }

  /** The right answer is told with the next verdict, and earns nothing from then on. @throws Failure unknown-question */
  showAnswer(stepId: string, questionId: string): void {
    questionOf(this.exercise, this.#step(stepId), questionId);
    this.#writable().showAnswer(stepId, questionId);
    this.changed.emit(undefined);
  }

  select(stepId: string): void {
    this.#step(stepId);
    this.#writer?.moveTo(stepId);
    this.changed.emit(undefined);
  }

  /** Starts or stops nodes, those that are named or all. @throws Failure no-power, and what did not start and why */
  power(nodes: readonly string[] | undefined, state: 'on' | 'off'): Promise<void> {
    const { provider } = this.#running();
    const { power } = provider;
    if (!power)
      throw new Failure(
        'not-supported',
        'no-power',
        'Nobody here can start or stop these nodes: they are only reached.',
      );
    const wanted = nodes ?? provider.nodes.filter((one) => one.state !== 'missing').map(({ id }) => id);
    const says = state === 'on' ? 'The nodes are started' : 'The nodes are stopped';
    const activity: Activity = { kind: state === 'on' ? 'starting' : 'stopping', step: undefined, says };
    return this.#inTurn(activity, () => (state === 'on' ? power.start(wanted) : power.stop(wanted)));
  }

  async setPace(pace: PaceSetting): Promise<void> {
    this.#pace = pace;
    if (!this.#bench?.provider.time) throw noTime();
    if (!this.#activity) await this.#bench.setPace(pace);
    this.changed.emit(undefined);
  }

  async advance(seconds: number): Promise<void> {
    const { provider } = this.#running();
    if (!provider.time) throw noTime();
    await provider.clock.sleep(seconds * 1000);
    await this.lookAround();
  }

  /** How the keys of the associations were made: for people, and never for a verdict. */
  async keyStory(): Promise<string | undefined> {
    const keys = await this.#running().provider.capture?.wiresharkKeys();
    return keys?.[keyStoryFile];
  }

  /** What the tunnels and associations are now. Skipped while something else is done with the routers. */
  async lookAround(): Promise<void> {
    const bench = this.#bench;
    if (!bench || this.#activity) return;
    const turn = this.#turn.then(async () => {
      if (this.#bench !== bench) return;
      await bench.provider.clock.sleep(0);
      this.#surroundings = await lookAround(bench, this.content);
      this.changed.emit(undefined);
    });
    this.#turn = turn.catch(() => undefined);
    await turn;
  }

  async close(): Promise<void> {
    await this.#turn;
    await this.#stop();
    this.#writer?.release();
  }

  async #start(): Promise<void> {
    const { store } = this.options;
    const last = store.evidence.last(this.id);
    // Routers that were started anew are others: what they showed before says nothing about them.
    const position = { sequence: last?.sequence ?? 0, epoch: last === undefined ? 0 : last.epoch + 1 };
    const { place } = this.attempt;
    const bench = await (place.kind === 'builtin' ? this.#startBuiltin(position) : this.#reach(place, position));
    this.#bench = bench;
    bench.changed.on(() => this.changed.emit(undefined));
    bench.provider.onNodes(() => this.changed.emit(undefined));
    this.started.emit(bench);
    await this.#keepBeginnings(bench);
    await this.#break(bench);
  }

  #startBuiltin(position: Position): Promise<Bench> {
    const { store, launch, openLine } = this.options;
    const { topology, configurations, exercise } = this.content;
    const journal = [...store.journal.inForce(this.id).values()].flat();
    const seed = `${exercise?.seed ?? ''}/${this.id}/${position.epoch}`;
    const started = { ...configurations, ...store.classes.submission(this.id) };
    const plan = { topology, configurations: started, journal, seed, pace: this.#pace };
    return Bench.start({ launch, plan, keeper: this.#keeper, position, openLine });
  }

  async #reach(place: Elsewhere, position: Position): Promise<Bench> {
    const { reach, openLine } = this.options;
    if (!reach) throw new Error('an attempt elsewhere is opened without a way to get there');
    const { topology, exercise } = this.content;
    const mask = maskOf(exercise);
    return new Bench({ ...(await reach(place, topology)), topology, keeper: this.#keeper, position, openLine, mask });
  }

  async #startAnew(): Promise<void> {
    this.#writable().restartFrom(0);
    await this.#stop();
    await this.#start();
  }

  async #goBack(): Promise<void> {
    const kept = await this.options.beginnings?.of(this.id);
    await returnToBeginnings(this.#running(), this.exercise, kept ?? new Map());
    await breakNetwork(this.#running(), this.exercise);
  }

  /** What is not built in cannot be started anew: how it was is noted before anything is done to it. */
  async #keepBeginnings(bench: Bench): Promise<void> {
    const { exercise } = this.content;
    const writer = this.#writer;
    const { beginnings, mayChange } = this.options;
    if (!beginnings || !mayChange || !exercise || !writer || this.attempt.place.kind === 'builtin') return;
    this.#notices = await keepBeginnings(bench, exercise, beginnings.known(this.id), (taken) =>
      beginnings.keep(writer, taken),
    );
  }

  /** Once, when the learner begins: what was typed is in the journal, and of others' routers a mark of it. */
  async #break(bench: Bench): Promise<void> {
    const { exercise } = this.content;
    const isBuiltin = this.attempt.place.kind === 'builtin';
    const isBegun = this.options.store.journal.inForce(this.id).size > 0;
    if (!exercise?.broken || isBegun || !this.#writer || !(isBuiltin || this.options.mayChange)) return;
    await this.#atWork((running) => breakNetwork(running, exercise));
    const [first] = bench.provider.nodes;
    if (!isBuiltin && first) this.#keeper.accepted({ node: first.id, path: [], line: brokenMark });
  }

  async #stop(): Promise<void> {
    const bench = this.#bench;
    this.#bench = undefined;
    this.stopping.emit(undefined);
    await bench?.stop();
  }

  #check(bench: Bench, step: Step, { told, signal, answers }: Watcher): Promise<StepVerdict> {
    const progress = (says: string): void => {
      told?.(says);
      this.#become({ kind: 'checking', step: step.id, says });
    };
    const given = answers ?? answersOf(this.options.store, this.id, step);
    return checkStep({ bench, exercise: this.exercise, step, answers: given, progress, signal });
  }

  /** The number of the last evidence. */
  get #sequence(): number {
    return this.#bench?.position.sequence ?? 0;
  }

  /** @param after the number of the last evidence before the check */
  #keep(verdict: StepVerdict, after: number): void {
    this.#keeper.verdict(verdict, { after, last: this.#sequence });
  }

  /** While we type, time passes as fast as it can: nobody waits ten seconds for five lost pings. */
  async #atWork<T>(work: (bench: Bench) => Promise<T>): Promise<T> {
    const bench = this.#running();
    await bench.setPace({ kind: 'on-demand' });
    try {
      return await work(bench);
    } finally {
      await bench.setPace(this.#pace);
    }
  }

  /** A step that has passed is behind the learner. */
  #moveOn(step: Step): void {
    const { steps } = this.exercise;
    const next = steps[steps.indexOf(step) + 1];
    if (next && this.attempt.step === step.id) this.#writer?.moveTo(next.id);
  }

  #inTurn<T>(activity: Activity, work: () => Promise<T>): Promise<T> {
    if (activity.kind !== 'starting') this.#writable();
    const turn = this.#turn.then(async () => {
      this.#become(activity);
      try {
        return await work();
      } finally {
        this.#become(undefined);
      }
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #become(activity: Activity | undefined): void {
    this.#activity = activity;
    this.changed.emit(undefined);
  }

  #step(id: string): Step {
    return stepOf(this.exercise, id);
  }

  /** @throws Failure no-lab when this is a topology to try out */
  get exercise(): Exercise {
    const { exercise } = this.content;
    if (!exercise) throw new Failure('bad-input', 'no-lab', 'This attempt is a topology to try out: it has no steps.');
    return exercise;
  }

  #running(): Bench {
    if (this.#bench) return this.#bench;
    throw new Failure('unreachable', 'not-running', 'The routers of this attempt do not run.');
  }

  #writable(): AttemptWriter {
    if (this.#writer) return this.#writer;
    throw new Failure('busy', 'attempt-busy', this.readOnlyBecause ?? 'This attempt can only be read.');
  }
}

/** A remark in the journal of routers elsewhere, which are not started from it. */
const brokenMark = '! begun';

/** Who waits for a verdict, and perhaps no longer. */
interface Watcher {
  told: ((says: string) => void) | undefined;
  signal: AbortSignal | undefined;
  /** In place of those that are kept with the attempt. */
  answers: Answers | undefined;
}

function noTime(): Failure {
  return new Failure('not-supported', 'no-time', "These routers are not built in: their time is nobody's to set.");
}

function writerOf(store: Store, id: string): { writer: AttemptWriter | undefined; because: string | undefined } {
  try {
    return { writer: store.writeTo(id), because: undefined };
  } catch (error) {
    if (error instanceof Failure && error.code === 'attempt-busy') return { writer: undefined, because: error.message };
    throw error;
  }
}
