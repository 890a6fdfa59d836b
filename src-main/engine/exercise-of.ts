/** From a lab's files to the exercise that one learner does. */
import { Failure } from '../base/errors.ts';
import { importTopology } from '../importers/import.ts';
import type { Exercise, Loaded } from '../lab/exercise.ts';
import { loadLab, readLab, type LabSource } from '../lab/load.ts';
import type { BackendName, Elsewhere } from '../lab/source.ts';
import type { Topology } from '../lab/topology.ts';
import type { Files } from '../storage/content-hash.ts';

/** What a learner has chosen of a lab. */
export interface LabChoices {
  seed?: string | undefined;
  /** Whose topology file is meant, where the lab has one for it. */
  prefers?: BackendName | undefined;
  elsewhere?: Elsewhere | undefined;
}

/** The exercise, or everything that is wrong with the lab. */
export function exerciseOf(files: Files, { seed, prefers, elsewhere }: LabChoices = {}): Loaded<Exercise> {
  const choice = { ...(seed !== undefined && { seed }), ...(prefers && { prefers }), ...(elsewhere && { elsewhere }) };
  return loadLab(labSourceOf(files), choice);
}

/**
 * The same, where a lab without a fault is needed.
 * @throws Failure bad-lab, with every fault
 */
export function exerciseOrFailure(files: Files, what: string, choices: LabChoices = {}): Exercise {
  return assertWhole(exerciseOf(files, choices), what);
}

/** The exercises of many learners, from files that are read once. @throws Failure bad-lab, with every fault */
export type Exercises = (seed: string | undefined) => Exercise;

/** @throws Failure bad-lab, with every fault */
export function exercisesOf(files: Files, what: string): Exercises {
  const topologies = new Map<string, Loaded<Topology>>();
  const topology = (path: string): Loaded<Topology> => {
    const known = topologies.get(path) ?? topologyOf(files, path);
    topologies.set(path, known);
    return known;
  };
  const lab = assertWhole(readLab({ ...labSourceOf(files), topology }), what);
  return (seed) => assertWhole(lab.exerciseFor(seed === undefined ? {} : { seed }), what);
}

function assertWhole<T>(loaded: Loaded<T>, what: string): T {
  if (loaded.ok) return loaded.value;
  const count = loaded.diagnostics.filter(({ severity }) => severity === 'error').length;
  const faults = count === 1 ? 'one fault' : `${count} faults`;
  throw new Failure('bad-input', 'bad-lab', `${what} cannot be used: it has ${faults}.`, loaded.diagnostics);
}

function labSourceOf(files: Files): LabSource {
  return { read: (path) => fileOf(files, path), topology: (path) => topologyOf(files, path) };
}

function topologyOf(files: Files, path: string): Loaded<Topology> {
  const text = fileOf(files, path);
  if (text === undefined)
    return { ok: false, diagnostics: [{ severity: 'error', path, message: 'there is no such file in the lab' }] };
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  try {
    const companion = (beside: string): string | undefined => fileOf(files, folder + beside);
    const { topology, diagnostics } = importTopology({ name: path, text, companion });
    return { ok: true, value: topology, diagnostics };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const whole = { severity: 'error' as const, path, message: error.message };
    return { ok: false, diagnostics: [whole, ...error.diagnostics] };
  }
}

function fileOf(files: Files, path: string): string | undefined {
  return Object.hasOwn(files, path) ? files[path] : undefined;
}
