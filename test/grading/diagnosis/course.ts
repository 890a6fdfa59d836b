/** Types a fault into a running network, provokes traffic, and lets the engine judge what becomes of it. */
import { Failure } from '../../../src-main/base/errors.ts';
import { applyLines } from '../../../src-main/engine/apply-lines.ts';
import { Bench } from '../../../src-main/engine/bench.ts';
import { checkStep } from '../../../src-main/engine/check-step.ts';
import { contentOfExercise } from '../../../src-main/engine/content.ts';
import { exerciseOrFailure } from '../../../src-main/engine/exercise-of.ts';
import { nodeOf } from '../../../src-main/engine/roles.ts';
import { forgetful, type Keeper } from '../../../src-main/engine/keeper.ts';
import type { Evidence } from '../../../src-main/grading/evidence.ts';
import type { StepVerdict } from '../../../src-main/grading/verdict.ts';
import type { Exercise } from '../../../src-main/lab/exercise.ts';
import { simulatorInProcess } from '../../../src-main/providers/builtin/simulator-in-process.ts';
import { flavours, linesFor, networkOn, type FlavourName } from './flavours.ts';
import { labOf, networks, type NetworkName } from './networks.ts';

interface Seen {
  verdict: StepVerdict;
  evidence: Evidence[];
}

export interface Course {
  on: NetworkName;
  /** Lines by role, as somebody types them on top of what works. */
  lines: Readonly<Record<string, readonly string[]>>;
  /** What happens before that: "R1 clear crypto sa" is an exec command, "R2# interface X; shutdown" are lines, "wait 60" seconds. */
  before?: readonly string[];
  /** The same, after the lines and before the check. */
  after?: readonly string[];
}

const exercises = new Map<string, Exercise>();

/** @param release of its routers; as the network has them when left out */
export function exerciseNamed(name: NetworkName, release?: FlavourName): Exercise {
  const key = `${name} ${release ?? ''}`;
  const network = release === undefined ? networks[name] : networkOn(flavours[release], networks[name]);
  const known = exercises.get(key) ?? exerciseOrFailure(labOf(name, network), name);
  exercises.set(key, known);
  return known;
}

export async function follow({ on, lines, before = [], after = [] }: Course, release?: FlavourName): Promise<Seen> {
  const exercise = exerciseNamed(on, release);
  const evidence: Evidence[] = [];
  const bench = await start(exercise, { ...forgetful, evidence: (one) => void evidence.push(one) });
  try {
    const { begin = [] }: { begin?: readonly string[] } = networks[on];
    for (const one of begin) await happen(bench, exercise, one);
    for (const role of ['R1', 'R3']) for (const debug of networks[on].debugs) await bench.read(nodeOf(exercise, role), debug); // prettier-ignore
    for (const one of before) await happen(bench, exercise, one);
    await type(bench, exercise, linesOn(release, lines));
    for (const one of after) await happen(bench, exercise, one);
    const [step] = exercise.steps;
    if (!step) throw new Error('no step');
    return { verdict: await checkStep({ bench, exercise, step }), evidence };
  } finally {
    await bench.stop();
  }
}

/** @throws Error where a start configuration is not taken as it is */
async function start(exercise: Exercise, keeper: Keeper): Promise<Bench> {
  const { topology, configurations } = contentOfExercise(exercise);
  const plan = { topology, configurations, journal: [], seed: 'faults', pace: { kind: 'on-demand' } as const };
  const bench = await Bench.start({ launch: simulatorInProcess, plan, keeper, position: { sequence: 0, epoch: 0 } });
  const { notices } = bench.provider;
  if (notices.length === 0) return bench;
  await bench.stop();
  throw new Error(JSON.stringify(notices));
}

function linesOn(release: FlavourName | undefined, lines: Course['lines']): Course['lines'] {
  if (release === undefined) return lines;
  const own = Object.entries(lines).map(([role, all]) => [role, all.map((line) => linesFor(flavours[release], line))]);
  return Object.fromEntries(own) as Course['lines'];
}

/** Lines as a person types them; what is only a notice is no refusal. */
async function type(bench: Bench, exercise: Exercise, lines: Course['lines']): Promise<void> {
  await applyLines(bench, exercise, lines).catch((error: unknown) => {
    const refused = error instanceof Failure ? error.diagnostics : [];
    if (refused.length === 0 || !refused.every(({ message }) => message.includes('deemed incomplete'))) throw error;
  });
}

async function happen(bench: Bench, exercise: Exercise, what: string): Promise<void> {
  const [, seconds] = /^wait (\d+)$/.exec(what) ?? [];
  const [, role = '', isLines, text = ''] = /^(\w+)(#)? (.*)$/.exec(what) ?? [];
  if (seconds !== undefined) await bench.provider.clock.sleep(Number(seconds) * 1000);
  else if (isLines) await applyLines(bench, exercise, { [role]: text.split('; ') });
  else await bench.read(nodeOf(exercise, role), text);
}
