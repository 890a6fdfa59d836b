/** The routers of a network, run for the sake of what goes over one of its links. Nothing of it is kept in the store. */
import { Failure } from '../base/errors.ts';
import type { Exercise, Step } from '../lab/exercise.ts';
import type { TopologyLink } from '../lab/topology.ts';
import { BuiltinProvider, type Simulator } from '../providers/builtin/builtin-provider.ts';
import type { JournalEntry } from '../providers/provider.ts';
import { applyLines } from './apply-lines.ts';
import { Bench } from './bench.ts';
import { checkStep } from './check-step.ts';
import type { Content } from './content.ts';
import { forgetful } from './keeper.ts';
import { capturedLink, captureLink, type CaptureTarget } from './link-capture.ts';
import { stepOf } from './roles.ts';

/** What happens while the link is captured. */
export type Course =
  /** The lab is solved and judged, step by step, the last one included; undefined: to its end. */
  | { kind: 'solve'; until: string | undefined }
  /** Virtual time passes. */
  | { kind: 'wait'; seconds: number };

export interface CaptureOptions {
  launch: () => Simulator;
  content: Content;
  /** What was typed into the routers before. */
  journal: readonly JournalEntry[];
  seed: string;
  link: TopologyLink;
  target: CaptureTarget;
  course: Course;
  progress?: (says: string) => void;
}

export interface Captured {
  frames: number;
  /** Wireshark's key files by their names. */
  keys: Readonly<Record<string, string>>;
  /** What did not start, or was not understood. */
  notices: readonly { name: string; message: string }[];
}

/** @throws Failure cannot-write, link-not-running, no-lab, unknown-step, line-refused */
export async function capture(options: CaptureOptions): Promise<Captured> {
  const { launch, content, journal, seed, link, target } = options;
  const { topology, configurations } = content;
  const steps = stepsOf(options);
  const plan = { topology, configurations, journal, seed, pace: { kind: 'on-demand' } as const };
  const provider = await BuiltinProvider.start(launch(), plan);
  const bench = new Bench({ provider, topology, keeper: forgetful, position: { sequence: 0, epoch: 0 } });
  try {
    assertRuns(bench, link);
    const running = captureLink(provider, capturedLink(content, link), target);
    try {
      await follow(bench, steps, options);
    } finally {
      running.end();
    }
    return { frames: running.frames, keys: await provider.wiresharkKeys(), notices: provider.notices };
  } finally {
    await bench.stop();
  }
}

async function follow(bench: Bench, steps: readonly Step[], options: CaptureOptions): Promise<void> {
  const { content, course, progress } = options;
  if (course.kind === 'wait') await bench.provider.clock.sleep(course.seconds * 1000);
  for (const step of steps) {
    progress?.(step.title);
    const exercise = exerciseOf(content);
    await applyLines(bench, exercise, step.commands);
    await checkStep({ bench, exercise, step, answers: 'model' });
  }
}

function stepsOf({ content, course }: CaptureOptions): readonly Step[] {
  if (course.kind === 'wait') return [];
  const { steps } = exerciseOf(content);
  const last = course.until === undefined ? steps.at(-1) : stepOf(exerciseOf(content), course.until);
  return steps.slice(0, last === undefined ? 0 : steps.indexOf(last) + 1);
}

function exerciseOf({ exercise, title }: Content): Exercise {
  if (exercise) return exercise;
  throw new Failure('bad-input', 'no-lab', `${title} is no lab: it has no steps that could be solved.`);
}

function assertRuns({ provider }: Bench, { ends }: TopologyLink): void {
  const missing = provider.nodes.find(({ id, state }) => ends.some(({ node }) => node === id) && isAbsent(state));
  if (!missing) return;
  const why = `${missing.name} at its end does not run: ${missing.reason ?? missing.state}`;
  throw new Failure('not-supported', 'link-not-running', `Nothing can be captured on this link: ${why}.`);
}

function isAbsent(state: string): boolean {
  return state !== 'running' && state !== 'starting';
}
