/** What is graded of a student: read from where the class file says it is, and made into an attempt. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../base/errors.ts';
import { readHandIn, type HandIn } from '../classroom/hand-in.ts';
import { sortConfigurations, type SavedFile } from '../classroom/saved-configuration.ts';
import type { Pod, Student } from '../classroom/roster.ts';
import type { Exercise } from '../lab/exercise.ts';
import type { StoredPlace } from '../storage/attempts.ts';
import { contentHash } from '../storage/content-hash.ts';
import { beginAttempt } from './begin-attempt.ts';
import { exercisesOf, type Exercises } from './exercise-of.ts';
import type { FoundLab } from './lab-shelf.ts';
import type { EngineParts } from './parts.ts';

export { podWords } from '../classroom/roster.ts';

export interface Begun {
  attempt: string;
  /** It was made for this. */
  isOwn: boolean;
  /** What the attempt is at, where it was just read. */
  exercise?: Exercise | undefined;
}

export interface Work {
  /** Of all that is graded: another digest is other work. */
  digest: string;
  /**
   * An attempt that can be graded.
   * @throws Failure of whatever is wrong with the work
   */
  begin(): Promise<Begun>;
}

export interface WorkPlace {
  parts: Pick<EngineParts, 'store' | 'begin' | 'places' | 'inventoryFrom'>;
  lab: FoundLab;
  /** Of the lab's files. */
  labDigest: string;
  exercises: Exercises;
  /** Of the class file: paths in it begin there. */
  folder: string;
}

/** @throws Failure bad-lab */
export function workPlace(parts: WorkPlace['parts'], lab: FoundLab, folder: string): WorkPlace {
  const exercises = exercisesOf(lab.files, `The lab in ${lab.folder}`);
  return { parts, lab, labDigest: contentHash(lab.files), exercises, folder };
}

/** Never throws: what is wrong with the work is found out when it is begun. */
export function workOf(student: Student, place: WorkPlace): Work {
  const { pod, seed } = student;
  const whole = contentHash({ lab: place.labDigest, pod: JSON.stringify(pod), seed: seed ?? '' });
  switch (pod.kind) {
    case 'configurations':
      return lazily(
        whole,
        () => readFolder(path.resolve(place.folder, pod.folder)),
        filesText,
        (files) => beginWith(student, place, files),
      );
    case 'hand-in':
      return lazily(
        whole,
        () => readHandInFile(path.resolve(place.folder, pod.file)),
        JSON.stringify,
        (handIn) => beginHandIn(student, place, handIn),
      );
    case 'attempt':
      return attemptWork(whole, pod.attempt, place);
    case 'server':
    case 'inventory':
      return { digest: whole, begin: () => beginLive(student, pod, place) };
  }
}

function lazily<T>(base: string, read: () => T, textOf: (read: T) => string, begin: (read: T) => Begun): Work {
  try {
    const found = read();
    const digest = contentHash({ base, work: textOf(found) });
    return { digest, begin: () => promised(() => begin(found)) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { digest: contentHash({ base, trouble: error.message }), begin: () => Promise.reject(error) };
  }
}

async function promised<T>(run: () => T): Promise<T> {
  return await Promise.resolve().then(run);
}

function attemptWork(base: string, name: string, { parts, exercises }: WorkPlace): Work {
  const { store } = parts;
  try {
    const attempt = store.attempts.get(name);
    const wanted = exercises(undefined).id;
    if (attempt.lab !== wanted)
      throw new Failure(
        'bad-input',
        'other-lab',
        `The attempt ${attempt.id} is at the lab ${attempt.lab}, not at ${wanted}.`,
      );
    const digest = contentHash({ base, journal: String(store.journal.position(attempt.id)) });
    return { digest, begin: () => Promise.resolve({ attempt: attempt.id, isOwn: false }) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { digest: contentHash({ base, trouble: error.message }), begin: () => Promise.reject(error) };
  }
}

/** @throws Failure no-configurations, missing-configuration */
function beginWith({ seed, pod }: Student, { parts, lab, exercises }: WorkPlace, files: SavedFile[]): Begun {
  const exercise = exercises(seed);
  const wanted = exercise.roles.map(({ name, node }) => ({ role: name, names: [nodeName(exercise, node), node] }));
  const { configurations, missing, unused } = sortConfigurations(files, wanted);
  const needed = missing.filter((role) => exercise.steps.some(({ commands }) => Object.hasOwn(commands, role)));
  if (needed.length > 0) throw missingConfiguration(pod, needed, unused);
  const { id, seed: drawn } = beginAttempt(parts.store, { exercise, files: lab.files });
  parts.store.submit(
    id,
    Object.fromEntries(
      exercise.roles.flatMap(({ name, node }) => {
        const text = configurations.get(name);
        return text === undefined ? [] : [[node, text]];
      }),
    ),
  );
  return { attempt: id, isOwn: true, exercise: drawn === seed ? exercise : undefined };
}

function nodeName({ topology }: Exercise, id: string): string {
  return topology.nodes.find((node) => node.id === id)?.name ?? id;
}

function missingConfiguration(pod: Pod, roles: readonly string[], unused: readonly string[]): Failure {
  const folder = pod.kind === 'configurations' ? pod.folder : '';
  const there = unused.length > 0 ? `Nobody's: ${unused.slice(0, 10).join(', ')}.` : 'There are no other files in it.';
  const says = `${folder} has no configuration of ${roles.join(' and ')}: give a file the name of the router, as in ${roles[0] ?? 'R1'}.cfg. ${there}`;
  return new Failure('bad-input', 'missing-configuration', says);
}

/** @throws Failure other-lab, other-seed */
function beginHandIn({ seed }: Student, { parts, lab, exercises }: WorkPlace, handIn: HandIn): Begun {
  const exercise = exercises(seed);
  const wanted = exercise.id;
  if (handIn.lab.id !== wanted)
    throw new Failure(
      'bad-input',
      'other-lab',
      `What was handed in is work at the lab ${handIn.lab.id}, not at ${wanted}.`,
    );
  if (handIn.lab.seed !== seed)
    throw new Failure(
      'bad-input',
      'other-seed',
      `What was handed in has ${seedWords(handIn.lab.seed)}, and this student's lab ${seedWords(seed)}: it may be the work of somebody else.`,
    );
  const { id, seed: drawn } = beginAttempt(parts.store, { exercise, files: lab.files });
  const writer = parts.store.writeTo(id);
  try {
    if (handIn.journal.length > 0) writer.appendLines(...handIn.journal);
    for (const answer of handIn.answers) writer.putAnswer(answer);
  } finally {
    writer.release();
  }
  return { attempt: id, isOwn: true, exercise: drawn === seed ? exercise : undefined };
}

function seedWords(seed: string | undefined): string {
  return seed === undefined ? 'no seed' : `the seed "${seed}"`;
}

async function beginLive(
  { seed }: Student,
  pod: Extract<Pod, { kind: 'server' | 'inventory' }>,
  { parts, folder, lab }: WorkPlace,
): Promise<Begun> {
  const stored = await livePlace(pod, folder, parts);
  return { attempt: parts.begin(lab.folder, seed, stored).id, isOwn: true };
}

async function livePlace(
  pod: Extract<Pod, { kind: 'server' | 'inventory' }>,
  folder: string,
  parts: WorkPlace['parts'],
): Promise<StoredPlace> {
  const { bind } = pod;
  if (pod.kind === 'server') {
    const { server, project } = pod;
    return await parts.places.stored({ kind: 'server', server, project, bind });
  }
  const file = path.resolve(folder, pod.file);
  const inventory = await parts.inventoryFrom(file, readText(file));
  return await parts.places.stored({ kind: 'inventory', inventory, bind });
}

/** Far above any configuration. */
const limits = { files: 200, bytes: 4 * 1024 * 1024 } as const;

function readFolder(folder: string): SavedFile[] {
  const names = attempted(folder, () =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
      .sort(),
  );
  return names.slice(0, limits.files).map((name) => ({ name, text: readText(path.join(folder, name)) }));
}

function filesText(files: readonly SavedFile[]): string {
  return JSON.stringify(files);
}

function readHandInFile(file: string): HandIn {
  const read = readHandIn(readText(file));
  if (!('wrong' in read)) return read;
  throw new Failure('bad-input', 'bad-hand-in', `${file} is not what "quickmode hand-in" writes: ${read.wrong}.`);
}

function readText(file: string): string {
  return attempted(file, () => {
    if (statSync(file).size > limits.bytes)
      throw new Failure('bad-input', 'file-too-large', `${file} is too large: at most 4 MB.`);
    return readFileSync(file, 'utf8');
  });
}

function attempted<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Failure) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const why = code === 'ENOENT' ? 'it is not there' : code;
    throw new Failure('bad-input', 'work-unreadable', `${place} cannot be read: ${why}.`);
  }
}
