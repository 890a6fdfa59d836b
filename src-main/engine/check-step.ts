/**
 * Judging one step: what must be looked at is looked at, the lab's own actions are carried out, and the verdict is
 * asked for again until it is good or its deadline has passed. Nothing here configures anything.
 */
import { Failure } from '../base/errors.ts';
import type { Evidence } from '../grading/evidence.ts';
import { mayComeByItself, restingLooks } from '../grading/at-rest.ts';
import { concernedRoles } from '../grading/concerned.ts';
import { diagnose } from '../grading/diagnose.ts';
import { withoutCause } from '../grading/diagnosis/withheld.ts';
import { judge } from '../grading/judge.ts';
import {
  diagnosisLooks,
  furtherLooks,
  planOf,
  quietingLooks,
  type Look,
  type Plan,
  type PlannedAction,
} from '../grading/plan.ts';
import type { Answers } from '../grading/questions/answers.ts';
import type { ExpectationVerdict, StepVerdict } from '../grading/verdict.ts';
import { isRekeyedOver } from '../grading/time-passed.ts';
import type { Action, Exercise, Step } from '../lab/exercise.ts';
import type { Bench, Phase } from './bench.ts';
import { nodeOf } from './roles.ts';
import { StepRecorder } from './step-recorder.ts';

/** Milliseconds of device time between two looks at a state that is not there yet. */
const pause = 2000;

/** Seconds of real time that somebody may be made to wait for. */
const waitedFor = 120;

/** So often it is looked whether what is waited for has come. */
const slices = 40;

type AdvanceAction = Extract<Action, { kind: 'advance' }>;

export interface CheckOptions {
  bench: Bench;
  exercise: Exercise;
  step: Step;
  /** To the step's questions; none when left out. */
  answers?: Answers | undefined;
  /** What is being done now: "show crypto ipsec sa on R3". */
  progress?: ((says: string) => void) | undefined;
  /** Nobody wants the verdict any more. */
  signal?: AbortSignal | undefined;
  /** Nobody configures anything meanwhile: what cannot come by itself is not waited for. */
  isAtRest?: boolean | undefined;
}

/** Whether it is a device that keeps a step from being judged: unreachable, lost, or not answering as a router does. */
export function isInterruption(error: unknown): error is Failure {
  if (!(error instanceof Failure)) return false;
  return error.kind === 'unreachable' || error.kind === 'device' || error.code === 'console-disturbed';
}

/** @throws Failure broken-off; when a device cannot be reached or does not answer as a router does */
export async function checkStep(options: CheckOptions): Promise<StepVerdict> {
  return await new Check(options).run();
}

class Check {
  readonly #evidence: Evidence[] = [];
  readonly #recorder: StepRecorder;

  constructor(private readonly options: CheckOptions) {
    this.#recorder = new StepRecorder(options.bench, options.exercise);
  }

  async run(): Promise<StepVerdict> {
    await this.#notice();
    const verdict = await this.#run();
    await this.#notice();
    return verdict;
  }

  async #run(): Promise<StepVerdict> {
    const { exercise, step, answers } = this.options;
    let isFinal = false;
    try {
      isFinal = await this.#untilItHolds(planOf(exercise, step));
    } finally {
      this.#recorder.close();
      await this.#quiet();
    }
    const verdict = judge(exercise, step, this.#evidence, answers);
    if (isFinal) return verdict;
    await this.#lookForCauses(diagnosisLooks(exercise, step));
    await this.#lookForCauses(furtherLooks(exercise, step, this.#evidence));
    const diagnosed = diagnose(exercise, step, verdict, this.#evidence);
    return answers === 'model' ? diagnosed : withoutCause(exercise, step, diagnosed);
  }

  /** Whether it does, or can no longer be judged. Answers do not get better by waiting, so that questions are left out. */
  async #untilItHolds(plan: Plan): Promise<boolean> {
    const { bench, step } = this.options;
    await this.#look(plan.begin, { kind: 'begin' });
    for (const action of plan.actions) await this.#act(action);
    const { clock } = bench.provider;
    let verdict = await this.#judge(plan.end);
    // From here: on a slow console the first look alone may take as long as is waited.
    const deadline = clock.now() + 1000 * Math.max(0, ...step.expect.map(({ within }) => within));
    if (!(await this.#mayComeByItself(verdict))) return isFinal(verdict);
    while (!isFinal(verdict) && clock.now() < deadline) {
      await clock.sleep(pause);
      if (mayRepeat(step, verdict)) for (const action of plan.actions.filter(isProvoking)) await this.#act(action);
      verdict = await this.#judge(plan.end);
    }
    return isFinal(verdict);
  }

  async #mayComeByItself(verdict: StepVerdict): Promise<boolean> {
    const { exercise, step, isAtRest = false } = this.options;
    if (!isAtRest || isFinal(verdict)) return true;
    await this.#lookForCauses(restingLooks(exercise, step));
    return mayComeByItself(exercise, step, verdict, this.#evidence);
  }

  /** Debugs of ours are turned off again, whatever has happened: also where nobody wants the verdict any more. */
  async #quiet(): Promise<void> {
    const { exercise, step } = this.options;
    for (const look of quietingLooks(exercise, step, this.#evidence))
      await this.#see({ role: look.role, commands: [look.command] }, { kind: 'end' }).catch((error: unknown) => {
        // What has happened before is what is told, and the other routers are quieted all the same.
        if (!(error instanceof Failure)) throw error;
      });
  }

  async #judge(end: readonly Look[]): Promise<StepVerdict> {
    await this.#look(end, { kind: 'end' });
    this.#evidence.push(...(await this.#recorder.seen()));
    const { exercise, step } = this.options;
    return judge(exercise, { ...step, questions: [] }, this.#evidence);
  }

  /** Whether somebody has configured the step's routers: evidence from before is of another configuration then. */
  async #notice(): Promise<void> {
    const { bench, exercise, step } = this.options;
    await bench.noticeChanges(concernedRoles(exercise, step).map((role) => nodeOf(exercise, role)));
  }

  async #act({ action, before, commands, after }: PlannedAction): Promise<void> {
    // A second round over the same action is counted from where it began.
    const done: Phase = { kind: 'after', action: action.id };
    await this.#look(before, { kind: 'before' });
    await this.#recorder.begin(action);
    if (action.kind === 'wait') await this.#wait(action.seconds);
    if (action.kind === 'advance' && !(await this.#advance(action, after))) return;
    await this.#look(commands, done);
    await this.#look(after, done);
    this.#evidence.push(...this.#recorder.said(action));
  }

  async #wait(seconds: number): Promise<void> {
    this.options.progress?.(`waits ${seconds} s`);
    await this.options.bench.provider.clock.sleep(seconds * 1000);
  }

  /** @returns false where nobody can let so much time pass */
  async #advance(action: AdvanceAction, after: readonly Look[]): Promise<boolean> {
    const { bench, exercise, step, progress } = this.options;
    const { id, seconds, until } = action;
    const { clock, time } = bench.provider;
    if (!time && seconds > waitedFor) return false;
    progress?.(time ? `lets ${seconds} s pass` : `waits ${seconds} s`);
    const end = clock.now() + seconds * 1000;
    const slice = until === undefined ? seconds : Math.max(5, Math.ceil(seconds / slices));
    while (clock.now() < end) {
      await clock.sleep(Math.min(slice * 1000, end - clock.now()));
      if (until === undefined || clock.now() >= end) continue;
      await this.#look(after, { kind: 'after', action: id });
      if (isRekeyedOver(exercise, step, action, this.#evidence)) break;
    }
    return true;
  }

  /** What stands on the way may be nobody's to configure, and not answer: then it is not ruled out, and that is all. */
  async #lookForCauses(looks: readonly Look[]): Promise<void> {
    const silent = new Set<string>();
    for (const row of rowsOf(looks)) {
      if (silent.has(row.role)) continue;
      try {
        await this.#lookAt(row, { kind: 'diagnosis' });
      } catch (error) {
        if (this.#isGraded(row.role) || !isInterruption(error)) throw error;
        silent.add(row.role);
      }
    }
  }

  #isGraded(role: string): boolean {
    return this.options.exercise.roles.some(({ name, isGraded }) => name === role && isGraded);
  }

  async #look(looks: readonly Look[], phase: Phase): Promise<void> {
    for (const row of rowsOf(looks)) await this.#lookAt(row, phase);
  }

  async #lookAt(row: Row, phase: Phase): Promise<void> {
    const isWanted = (): boolean => this.options.signal?.aborted !== true;
    if (!isWanted() || !(await this.#see(row, phase, isWanted))) throw brokenOff();
  }

  /** @returns whether all of it was seen: nothing more is typed once it is not wanted */
  async #see({ role, commands }: Row, phase: Phase, isWanted?: () => boolean): Promise<boolean> {
    const { bench, exercise, progress } = this.options;
    let count = 0;
    const say = (): void => {
      const command = commands[count];
      if (command !== undefined) progress?.(`${command} on ${role}`);
    };
    const told = (text: string, command: string): void => {
      this.#evidence.push(bench.keep({ role, command, text, phase }));
      count++;
      if (isWanted?.() ?? true) say();
    };
    say();
    await bench.readInOrder(nodeOf(exercise, role), commands, { told, ...(isWanted && { mayGoOn: isWanted }) });
    return count === commands.length;
  }
}

/** Looks at one router that follow each other. */
interface Row {
  role: string;
  commands: string[];
}

function rowsOf(looks: readonly Look[]): Row[] {
  const rows: Row[] = [];
  for (const { role, command } of looks) {
    const row = rows.at(-1);
    if (row?.role === role) row.commands.push(command);
    else rows.push({ role, commands: [command] });
  }
  return rows;
}

export function brokenOff(): Failure {
  return new Failure('busy', 'broken-off', 'Broken off: the steps that follow have not been judged.');
}

function isFinal({ verdict }: StepVerdict): boolean {
  return verdict === 'passed' || verdict === 'not judged';
}

/** A transient state is looked at as it is; everything else may still be on its way, and is provoked again. */
function mayRepeat(step: Step, verdict: StepVerdict): boolean {
  const isProvoked = ({ verb, verdict: one, children = [] }: ExpectationVerdict): boolean =>
    one !== 'passed' && (provoked.includes(verb) || children.some(isProvoked));
  return step.kind !== 'transient' && verdict.expectations.some(isProvoked);
}

/** Verbs about what packets have done. */
const provoked: readonly string[] = ['ping', 'path', 'counters', 'acl', 'nat', 'wire', 'log'];

/** What only sends packets can be done again; time that has passed has passed. */
const provoking: readonly Action['kind'][] = ['ping', 'sweep', 'traceroute'];

function isProvoking({ action }: PlannedAction): boolean {
  return provoking.includes(action.kind);
}
