/**
 * An attempt that is open: its routers run, its steps are applied, checked and restored, its course is written down as
 * it happens. One at a time: whatever types at the routers waits for what typed before.
 */
import { Emitter } from '../base/emitter.ts';
import { Failure } from '../base/errors.ts';
import type { Activity } from '../api/contract/laboratory.ts';
import type { Exercise, Step } from '../lab/exercise.ts';
import { interrupted } from '../grading/interrupted.ts';
import type { StepVerdict } from '../grading/verdict.ts';
import type { PaceSetting } from '../providers/builtin/pace.ts';
import { keyStoryFile } from '../simulator/wire/wireshark-keys.ts';
import type { AttemptWriter } from '../storage/attempt-writer.ts';
import type { StoredAnswer } from '../storage/answers.ts';
import type { Attempt } from '../storage/attempts.ts';
import type { Store } from '../storage/store.ts';
import type { Answers } from '../grading/questions/answers.ts';
import { answersOf, questionOf, valuesOf } from './answers.ts';
import { applyLines } from './apply-lines.ts';
import { AttemptRouters, type RoutersOptions } from './attempt-routers.ts';
import type { Bench } from './bench.ts';
import { applyStepsBefore, solutionOf } from './broken-network.ts';
import { checkStep, isInterruption } from './check-step.ts';
import { contentOf, contentOfExercise, type Content } from './content.ts';
import { forgetful, gatheredBy, storedBy, type Keeper } from './keeper.ts';
import { maskOf } from './mask.ts';
import { stepOf } from './roles.ts';
import type { Course } from './scoring.ts';
import { lookAround, type Surroundings } from './watch.ts';

export interface OpenOptions extends RoutersOptions {
  /** The attempt's own, where somebody has just read it. */
  exercise?: Exercise | undefined;
  /** What is seen is kept with its verdict, and not before: for work that is graded again when it is broken off. */
  isGathered?: boolean | undefined;
}

export class OpenAttempt {
  /** Something that a window shows is different now. */
  readonly changed = new Emitter<undefined>();
  readonly content: Content;
  /** Why this process may only watch; undefined when it may write. */
  readonly readOnlyBecause: string | undefined;
  readonly #writer: AttemptWriter | undefined;
  readonly #keeper: Keeper;
  readonly #routers: AttemptRouters;
  #activity: Activity | undefined;
  #surroundings: Surroundings = { security: { seenAt: undefined, pairs: [] }, tunnels: [] };
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    readonly id: string,
    private readonly options: OpenOptions,
  ) {
    const { store, exercise, isGathered = false } = options;
    const attempt = store.attempts.get(id);
    const { place } = attempt;
    this.content = exercise ? contentOfExercise(exercise) : contentOf(attempt, store.attempts.files(id));
    const { writer, because } = writerOf(store, id);
    this.#writer = writer;
    this.readOnlyBecause = because;
    const keeper = isGathered ? gatheredBy : storedBy;
    this.#keeper = writer ? keeper(writer) : forgetful;
    this.#routers = new AttemptRouters({ id, place, content: this.content, writer, keeper: this.#keeper }, options);
    this.#routers.changed.on(() => this.changed.emit(undefined));
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
    return this.#routers.bench;
  }

  /** The routers were started, or started anew. */
  get started(): Emitter<Bench> {
    return this.#routers.started;
  }

  /** The routers that ran are about to end, to be started anew or for good. */
  get stopping(): Emitter<undefined> {
    return this.#routers.stopping;
  }

  get activity(): Activity | undefined {
    return this.#activity;
  }

  get surroundings(): Surroundings {
    return this.#surroundings;
  }

  /** What is to be known of the routers, besides what their provider says of them. */
  get notices(): readonly string[] {
    return this.#routers.notices;
  }

  get pace(): PaceSetting {
    return this.#routers.pace;
  }

  /** Starts the routers from their start configurations and whatever was typed into them since. */
  start(): Promise<void> {
    return this.#inTurn({ kind: 'starting', step: undefined, says: 'The routers start' }, () => this.#routers.start());
  }

  /** @throws Failure line-refused */
  apply(stepId: string, roles?: readonly string[]): Promise<void> {
    const step = this.#step(stepId);
    const wanted = Object.entries(solutionOf(step)).filter(([role]) => roles?.includes(role) ?? true);
    const on = wanted.map(([role]) => role).join(' and ');
    return this.#inTurn({ kind: 'applying', step: stepId, says: `The commands are typed on ${on}` }, async () => {
      await this.#routers.atWork((bench) => applyLines(bench, this.exercise, Object.fromEntries(wanted)));
    });
  }

  /** @throws Failure when a router cannot be asked: the step has the verdict "error" then, and the evidence stays */
  check(stepId: string, told?: (says: string) => void, signal?: AbortSignal, answers?: Answers): Promise<StepVerdict> {
    const step = this.#step(stepId);
    const begins: Activity = { kind: 'checking', step: stepId, says: 'The routers are looked at' };
    return this.#inTurn(begins, async () => {
      const after = this.#sequence;
      const verdict = await this.#routers
        .atWork((bench) => this.#check(bench, step, { told, signal, answers }))
        .catch((error: unknown) => {
          if (isInterruption(error)) this.#keep(interrupted(step, error.message), after);
          throw error;
        });
      if (answers === 'model') this.#keepAnswers(verdict);
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
      await this.#routers.putBack(this.exercise, this.#writable());
      await this.#routers.atWork((bench) => applyStepsBefore(bench, this.exercise, stepId));
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

  /** Starts or stops nodes, those that are named or all. @throws Failure as AttemptRouters.power */
  power(nodes: readonly string[] | undefined, state: 'on' | 'off'): Promise<void> {
    const says = state === 'on' ? 'The nodes are started' : 'The nodes are stopped';
    const activity: Activity = { kind: state === 'on' ? 'starting' : 'stopping', step: undefined, says };
    const tell = (now: string): void => this.#become({ ...activity, says: now });
    return this.#inTurn(activity, () => this.#routers.power(nodes, state, tell));
  }

  async setPace(pace: PaceSetting): Promise<void> {
    this.#routers.pace = pace;
    if (!this.bench?.provider.time) throw noTime();
    if (!this.#activity) await this.bench.setPace(pace);
    this.changed.emit(undefined);
  }

  async advance(seconds: number): Promise<void> {
    const { provider } = this.#routers.running();
    if (!provider.time) throw noTime();
    await provider.clock.sleep(seconds * 1000);
    await this.lookAround();
  }

  /** How the keys of the associations were made: for people, and never for a verdict. */
  async keyStory(): Promise<string | undefined> {
    const keys = await this.#routers.running().provider.capture?.wiresharkKeys();
    return keys?.[keyStoryFile];
  }

  /** What the tunnels and associations are now. Skipped while something else is done with the routers. */
  async lookAround(): Promise<void> {
    const { bench } = this;
    if (!bench || this.#activity) return;
    const turn = this.#turn.then(async () => {
      if (this.bench !== bench) return;
      await bench.provider.clock.sleep(0);
      this.#surroundings = await lookAround(bench, this.content);
      this.changed.emit(undefined);
    });
    this.#turn = turn.catch(() => undefined);
    await turn;
  }

  async close(): Promise<void> {
    this.#routers.giveUp();
    await this.#turn;
    await this.#routers.stop();
    this.#writer?.release();
  }

  #check(bench: Bench, step: Step, { told, signal, answers }: Watcher): Promise<StepVerdict> {
    const progress = (says: string): void => {
      told?.(says);
      this.#become({ kind: 'checking', step: step.id, says });
    };
    const given = answers ?? answersOf(this.options.store, this.id, step);
    const isAtRest = !this.options.mayChange;
    return checkStep({ bench, exercise: this.exercise, step, answers: given, progress, signal, isAtRest });
  }

  /** The number of the last evidence. */
  get #sequence(): number {
    return this.bench?.position.sequence ?? 0;
  }

  /** @param after the number of the last evidence before the check */
  #keep(verdict: StepVerdict, after: number): void {
    this.#keeper.verdict(verdict, { after, last: this.#sequence });
  }

  /** Those of the model solution are the attempt's: whoever grades it later is not asked for them again. */
  #keepAnswers({ step, questions }: StepVerdict): void {
    for (const { id, answer, verdict } of questions)
      if (verdict === 'passed' && answer.length > 0) this.#writable().putAnswer({ step, question: id, values: answer });
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

  #writable(): AttemptWriter {
    if (this.#writer) return this.#writer;
    throw new Failure('busy', 'attempt-busy', this.readOnlyBecause ?? 'This attempt can only be read.');
  }
}

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
