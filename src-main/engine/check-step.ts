/**
 * Judging one step: what must be looked at is looked at, the lab's own actions are carried out, and the verdict is
 * asked for again until it is good or its deadline has passed. Nothing here configures anything.
 */
import { Failure } from '../base/errors.ts';
import type { Evidence } from '../grading/evidence.ts';
import { concernedRoles } from '../grading/concerned.ts';
import { diagnose } from '../grading/diagnose.ts';
import { judge } from '../grading/judge.ts';
import { diagnosisLooks, planOf, type Look, type PlannedAction } from '../grading/plan.ts';
import type { StepVerdict } from '../grading/verdict.ts';
import type { Exercise, Step } from '../lab/exercise.ts';
import type { Bench, Phase } from './bench.ts';
import { nodeOf } from './roles.ts';

/** Milliseconds of device time between two looks at a state that is not there yet. */
const pause = 2000;

export interface CheckOptions {
  bench: Bench;
  exercise: Exercise;
  step: Step;
  /** What is being done now: "show crypto ipsec sa on R3". */
  progress?: ((says: string) => void) | undefined;
  /** Nobody wants the verdict any more. */
  signal?: AbortSignal | undefined;
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

  constructor(private readonly options: CheckOptions) {}

  async run(): Promise<StepVerdict> {
    await this.#notice();
    const verdict = await this.#run();
    await this.#notice();
    return verdict;
  }

  async #run(): Promise<StepVerdict> {
    const { bench, exercise, step } = this.options;
    const plan = planOf(exercise, step);
    for (const action of plan.actions) await this.#act(action);
    const { clock } = bench.provider;
    const deadline = clock.now() + 1000 * Math.max(0, ...step.expect.map(({ within }) => within));
    let verdict = await this.#judge(plan.end);
    while (!isFinal(verdict) && clock.now() < deadline) {
      await clock.sleep(pause);
      if (mayRepeat(step, verdict)) for (const action of plan.actions.filter(isPing)) await this.#act(action);
      verdict = await this.#judge(plan.end);
    }
    if (isFinal(verdict)) return verdict;
    await this.#look(diagnosisLooks(exercise, step), { kind: 'diagnosis' });
    return diagnose(exercise, step, verdict, this.#evidence);
  }

  async #judge(end: readonly Look[]): Promise<StepVerdict> {
    await this.#look(end, { kind: 'end' });
    return judge(this.options.exercise, this.options.step, this.#evidence);
  }

  /** Whether somebody has configured the step's routers: evidence from before is of another configuration then. */
  async #notice(): Promise<void> {
    const { bench, exercise, step } = this.options;
    await bench.noticeChanges(concernedRoles(exercise, step).map((role) => nodeOf(exercise, role)));
  }

  async #act({ action, before, commands, after }: PlannedAction): Promise<void> {
    if (action.kind === 'wait') {
      this.options.progress?.(`waits ${action.seconds} s`);
      await this.options.bench.provider.clock.sleep(action.seconds * 1000);
    }
    // A second round over the same action is counted from where it began.
    const done: Phase = { kind: 'after', action: action.id };
    await this.#look(before, { kind: 'before' });
    await this.#look(commands, done);
    await this.#look(after, done);
  }

  async #look(looks: readonly Look[], phase: Phase): Promise<void> {
    const { bench, exercise, progress, signal } = this.options;
    for (const { role, command } of looks) {
      if (signal?.aborted) throw brokenOff();
      progress?.(`${command} on ${role}`);
      this.#evidence.push(await bench.look(nodeOf(exercise, role), role, command, phase));
    }
  }
}

export function brokenOff(): Failure {
  return new Failure('busy', 'broken-off', 'Broken off: the steps that follow have not been judged.');
}

function isFinal({ verdict }: StepVerdict): boolean {
  return verdict === 'passed' || verdict === 'not judged';
}

/** A transient state is looked at as it is; everything else may still be on its way, and is provoked again. */
function mayRepeat(step: Step, verdict: StepVerdict): boolean {
  const isProvoked = ({ verb, verdict: one }: StepVerdict['expectations'][number]): boolean =>
    one !== 'passed' && (verb === 'ping' || verb === 'counters');
  return step.kind !== 'transient' && verdict.expectations.some(isProvoked);
}

function isPing({ action }: PlannedAction): boolean {
  return action.kind === 'ping';
}
