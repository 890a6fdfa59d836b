/**
 * The author's proof: that every step of a lab fails before it is done and passes after, that its faults are caught by
 * the rules that name them, that harmless differences are left alone, and that all of it holds with other addresses,
 * names and keys. Everything is tried on built-in routers, and nothing of it is kept.
 */
import { Failure, type Diagnostic } from '../base/errors.ts';
import { seededRandom } from '../base/random.ts';
import { RULES } from '../grading/diagnosis/rules.ts';
import type { StepVerdict } from '../grading/verdict.ts';
import type { Exercise, Fault, Plan, Step } from '../lab/exercise.ts';
import type { Simulator } from '../providers/builtin/builtin-provider.ts';
import { applyLines } from './apply-lines.ts';
import { Bench } from './bench.ts';
import { applyStepsBefore, breakNetwork, solutionOf } from './broken-network.ts';
import { checkStep } from './check-step.ts';
import { contentOfExercise } from './content.ts';
import { assertBuiltin } from './builtin-roles.ts';
import type { Exercises } from './exercise-of.ts';
import { forgetful } from './keeper.ts';
import { stepOf } from './roles.ts';

/** One thing that was tried. */
export interface Finding {
  seed: string | undefined;
  /** "step verify", "fault P1-PSK" */
  subject: string;
  holds: boolean;
  /** "fails before its own commands", and how it was not so. */
  says: string;
}

/** A piece of a proof, on routers of its own: it can be made beside the others. */
export interface ProofPart {
  seed: string | undefined;
  /** Its place among those of the seed. */
  piece: number;
}

/**
 * All pieces of a proof, in the order in which they are told.
 * @param seeds beside the values of the lab itself
 * @throws Failure bad-lab when the lab cannot be loaded, not-builtin when built-in nodes cannot play its roles
 */
export function proofParts(exercises: Exercises, seeds: readonly string[]): ProofPart[] {
  return [undefined, ...seeds].flatMap((seed) => {
    const exercise = exercises(seed);
    assertBuiltin(exercise);
    return piecesOf(exercise).map((_, piece) => ({ seed, piece }));
  });
}

/** @throws Failure as `proofParts` */
export async function provePart(
  exercises: Exercises,
  { seed, piece }: ProofPart,
  launch: () => Simulator,
): Promise<Finding[]> {
  const exercise = exercises(seed);
  const findings: Finding[] = [];
  await piecesOf(exercise)[piece]?.(new Proof(exercise, launch, (finding) => findings.push({ seed, ...finding })));
  return findings;
}

function piecesOf(exercise: Exercise): ((proof: Proof) => Promise<void>)[] {
  const { steps, faults, distractors } = exercise;
  return [
    (proof) => proof.walk(),
    ...steps.filter(({ kind }) => kind === 'observe').map((step) => (proof: Proof) => proof.breakStep(step)),
    ...[...faults.map((fault) => [fault]), ...pairsOf(exercise)].map((all) => (proof: Proof) => proof.tryFaults(all)),
    ...distractors.map((distractor) => (proof: Proof) => proof.tryDistractor(distractor)),
  ];
}

/** Some of the pairs that seeds may choose; others for every seed of the proof. */
function pairsOf({ broken, faults, seed }: Exercise): Fault[][] {
  if (!broken?.mayBeSeveral) return [];
  const random = seededRandom(`pairs ${seed ?? ''}`);
  const choice = faults.filter(({ id }) => broken.from.includes(id));
  const all = choice.flatMap((one, index) => choice.slice(index + 1).map((other) => [one, other]));
  const fitting = all.filter(([one, other]) => one?.after === other?.after && one?.step === other?.step);
  return Array.from({ length: Math.min(pairsTried, fitting.length) }, () =>
    fitting.splice(random.int(fitting.length), 1).flat(),
  );
}

/** Pairs of faults for each seed: every one costs a start of all routers. */
const pairsTried = 2;

type Note = (finding: Omit<Finding, 'seed'>) => void;

class Proof {
  constructor(
    private readonly exercise: Exercise,
    private readonly launch: () => Simulator,
    private readonly note: Note,
  ) {}

  /** Every step in turn, as a learner does them, and once more those that are over when all is done. */
  walk(): Promise<void> {
    return this.#onRouters((bench) => this.#walk(bench));
  }

  async #walk(bench: Bench): Promise<void> {
    const { steps } = this.exercise;
    await breakNetwork(bench, this.exercise);
    for (const step of steps) {
      const subject = `step ${step.id}`;
      if (step.kind !== 'observe') {
        const before = await this.#check(bench, step);
        this.#expect(subject, 'does not pass before its own commands', before.verdict !== 'passed', before);
      }
      await this.#configure(subject, () => applyLines(bench, this.exercise, solutionOf(step)));
      const after = await this.#check(bench, step);
      this.#expect(subject, 'passes after its own commands', after.verdict === 'passed', after);
    }
    for (const step of steps.filter(({ kind }) => kind === 'transient')) {
      const seen = await this.#check(bench, step);
      const isLeftOut = seen.verdict === 'not judged' && seen.points.of === 0;
      this.#expect(`step ${step.id}`, 'is not judged on the finished network', isLeftOut, seen);
    }
  }

  async breakStep(step: Step): Promise<void> {
    const subject = `step ${step.id}`;
    await this.#onRouters(async (bench) => {
      await breakNetwork(bench, this.exercise);
      await applyStepsBefore(bench, this.exercise, step.id);
      await this.#configure(subject, () => applyLines(bench, this.exercise, step.brokenBy));
      const seen = await this.#check(bench, step);
      this.#expect(subject, 'does not pass on the network that its author broke', seen.verdict !== 'passed', seen);
    });
  }

  /** One fault, or two at once: then the one that must be mended first is asked for no more than that it is one of them. */
  async tryFaults(faults: readonly Fault[]): Promise<void> {
    const [first] = faults;
    if (!first) return;
    const subject = `fault ${faults.map(({ id }) => id).join(' with ')}`;
    await this.#after(first.after, async (bench) => {
      for (const { lines } of faults) await this.#configure(subject, () => applyLines(bench, this.exercise, lines));
      const seen = await this.#check(bench, stepOf(this.exercise, first.step));
      this.#expect(subject, `makes the step ${first.step} fail`, isLacking(seen), seen);
      const [named] = seen.diagnoses;
      const isNamed = faults.some(({ id }) => id === named?.rule);
      this.#expect(subject, `is named first by the diagnosis${strangers(faults)}`, isNamed, seen);
      this.#expect(subject, 'is proven by a line that a router printed', (named?.quotes.length ?? 0) > 0, seen);
      if (this.exercise.broken) await this.#mend(bench, subject, faults);
    });
  }

  /** Of a network that a learner is to mend, it is shown that it can be. */
  async #mend(bench: Bench, subject: string, faults: readonly Fault[]): Promise<void> {
    for (const { mend } of faults) await this.#configure(subject, () => applyLines(bench, this.exercise, mend));
    const seen = await this.#check(bench, stepOf(this.exercise, faults[0]?.step ?? ''));
    this.#expect(subject, 'is mended by its lines', seen.verdict === 'passed', seen);
  }

  async tryDistractor({ id, after, lines, step }: Plan): Promise<void> {
    const subject = `distractor ${id}`;
    await this.#after(after, async (bench) => {
      await this.#configure(subject, () => applyLines(bench, this.exercise, lines));
      const seen = await this.#check(bench, stepOf(this.exercise, step));
      const isLeftAlone = seen.verdict === 'passed' && seen.diagnoses.length === 0;
      this.#expect(subject, 'is left alone', isLeftAlone, seen);
    });
  }

  /** On routers on which a step, and what comes before it, is solved. */
  async #after(step: string, work: (bench: Bench) => Promise<void>): Promise<void> {
    const { broken, steps } = this.exercise;
    const solved = [...(broken?.prepared ?? []), ...steps.slice(0, steps.findIndex(({ id }) => id === step) + 1)];
    await this.#onRouters(async (bench) => {
      // What is refused of them is a finding of their own steps.
      for (const { commands } of solved) await refusedIn(() => applyLines(bench, this.exercise, commands));
      await work(bench);
    });
  }

  /** Lines of the lab that a router refuses are the author's mistake, and one of the findings. */
  async #configure(subject: string, work: () => Promise<void>): Promise<void> {
    for (const says of refusals(this.exercise, await refusedIn(work)))
      this.note({ subject, holds: false, says: `has lines that the routers take: ${says}` });
  }

  #check(bench: Bench, step: Step): Promise<StepVerdict> {
    return checkStep({ bench, exercise: this.exercise, step, answers: 'model' });
  }

  #expect(subject: string, says: string, holds: boolean, seen: StepVerdict): void {
    this.note({ subject, holds, says: holds ? says : `${says}: but it was ${describe(seen)}` });
  }

  async #onRouters(work: (bench: Bench) => Promise<void>): Promise<void> {
    const { topology, configurations } = contentOfExercise(this.exercise);
    const plan = { topology, configurations, journal: [], seed: 'proof', pace: { kind: 'on-demand' } as const };
    const position = { sequence: 0, epoch: 0 };
    const bench = await Bench.start({ launch: this.launch, plan, keeper: forgetful, position });
    try {
      await work(bench);
    } finally {
      await bench.stop();
    }
  }
}

/** The lines that were not taken, where that is all that went wrong. */
async function refusedIn(work: () => Promise<void>): Promise<readonly Diagnostic[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'line-refused') throw error;
    return error.diagnostics;
  }
}

/** A line for each router: where the first is refused those inside it are as well. */
function refusals({ topology, roles }: Exercise, refused: readonly Diagnostic[]): string[] {
  return [...new Set(refused.map(({ path }) => path))].map((role) => {
    const [first, ...others] = refused.filter(({ path }) => path === role);
    const more = others.length === 0 ? '' : `, and ${others.length} more`;
    const id = roles.find(({ name }) => name === role)?.node;
    const { model = '', release } = topology.nodes.find((node) => node.id === id) ?? {};
    const device = release === undefined ? model : `${model} with release ${release}`;
    return `${role} refused ${first?.message ?? ''}${more} (by the topology it is a ${device}, which decides what it takes)`;
  });
}

/** A fault is called what its rule is called; where no rule is, that is what must be mended. */
function strangers(faults: readonly Fault[]): string {
  const unknown = faults.filter(({ id }) => RULES.every((rule) => rule.id !== id)).map(({ id }) => id);
  if (unknown.length === 0) return '';
  return ` (no rule is called ${unknown.join(' or ')}: "quickmode lab words faults" lists the names that a fault may have)`;
}

function isLacking({ verdict }: StepVerdict): boolean {
  return verdict === 'failed' || verdict === 'partial';
}

function describe({ verdict, expectations, diagnoses }: StepVerdict): string {
  const lacking = expectations.filter((one) => one.verdict !== 'passed').map(({ id, says }) => `${id} (${says})`);
  const rules = diagnoses.map(({ rule }) => rule);
  const parts = [
    verdict,
    ...(lacking.length > 0 ? [lacking.join('; ')] : []),
    ...(rules.length > 0 ? [`diagnosed ${rules.join(', ')}`] : []),
  ];
  return parts.join(', ');
}
