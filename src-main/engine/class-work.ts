/** What is graded of a student: read from where the class file says it is, and made into an attempt. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../base/errors.ts';
import { sortConfigurations, type SavedFile } from '../classroom/saved-configuration.ts';
import type { Pod, Student } from '../classroom/roster.ts';
import type { Exercise } from '../lab/exercise.ts';
import type { StoredPlace } from '../storage/attempts.ts';
import { contentHash } from '../storage/content-hash.ts';
import { beginAttempt } from './begin-attempt.ts';
import { handInDigest, readHandInFile } from './hand-in-file.ts';
import { elsewhereOf } from './elsewhere-of.ts';
import { exerciseOrFailure } from './exercise-of.ts';
import { beginHandIn } from './hand-in-work.ts';
import { attempted, readBytes } from './work-bytes.ts';
import type { Begun, NoteAttempt, Work, WorkPlace } from './work-place.ts';

export { podWords } from '../classroom/roster.ts';

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
        (files, note) => beginWith(student, place, { files, note }),
      );
    case 'hand-in':
      return handInWork(whole, path.resolve(place.folder, pod.file), (file, note) =>
        beginHandIn({ handIn: readHandInFile(file).handIn, seed, counts: pod.counts, note }, place),
      );
    case 'attempt':
      return attemptWork(whole, pod.attempt, place);
    case 'server':
    case 'inventory':
      return { digest: whole, begin: (note) => beginLive(student, pod, { place, note }) };
  }
}

function lazily<T>(
  base: string,
  read: () => T,
  textOf: (read: T) => string,
  begin: (read: T, note: NoteAttempt) => Begun,
): Work {
  try {
    const found = read();
    const digest = contentHash({ base, work: textOf(found) });
    return { digest, begin: (note) => promised(() => begin(found, note)) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { digest: contentHash({ base, trouble: error.message }), begin: () => Promise.reject(error) };
  }
}

/** A file that may be large is taken apart when it is graded; until then its bytes say whether it is another. */
function handInWork(base: string, file: string, begin: (file: string, note: NoteAttempt) => Begun): Work {
  return {
    get digest() {
      try {
        return contentHash({ base, work: handInDigest(file) });
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        return contentHash({ base, trouble: error.message });
      }
    },
    begin: (note) => promised(() => begin(file, note)),
  };
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

/**
 * What can be known of the work before it is graded. Hand-ins are looked at by themselves, and of servers nobody is asked.
 * @throws Failure of whatever is wrong with it
 */
export async function assertGradable(student: Student, place: WorkPlace): Promise<void> {
  const { pod, seed } = student;
  if (pod.kind === 'configurations')
    configurationsIn(readFolder(path.resolve(place.folder, pod.folder)), pod, place.exercises(undefined));
  if (pod.kind === 'attempt') await workOf(student, place).begin(() => undefined);
  if (pod.kind !== 'inventory') return;
  const elsewhere = elsewhereOf(await livePlace(pod, place.folder, place.parts));
  exerciseOrFailure(place.lab.files, `The lab in ${elsewhere?.where ?? pod.file}`, { seed, elsewhere });
}

/** @throws Failure missing-configuration */
function configurationsIn(files: SavedFile[], pod: Pod, exercise: Exercise): ReadonlyMap<string, string> {
  const wanted = exercise.roles.map(({ name, node }) => ({ role: name, names: [nodeName(exercise, node), node] }));
  const { configurations, missing, unused } = sortConfigurations(files, wanted);
  const needed = missing.filter((role) => exercise.steps.some(({ commands }) => Object.hasOwn(commands, role)));
  if (needed.length > 0) throw missingConfiguration(pod, needed, unused);
  return configurations;
}

/** @throws Failure missing-configuration */
function beginWith(
  { seed, pod }: Student,
  { parts, lab, exercises }: WorkPlace,
  { files, note }: { files: SavedFile[]; note: NoteAttempt },
): Begun {
  const exercise = exercises(seed);
  const configurations = configurationsIn(files, pod, exercise);
  const { id, seed: drawn } = beginAttempt(parts.store, { exercise, files: lab.files });
  note(id);
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

async function beginLive(
  { seed }: Student,
  pod: Extract<Pod, { kind: 'server' | 'inventory' }>,
  { place: { parts, folder, lab }, note }: { place: WorkPlace; note: NoteAttempt },
): Promise<Begun> {
  const stored = await livePlace(pod, folder, parts);
  const { id } = parts.begin(lab.folder, seed, stored);
  note(id);
  return { attempt: id, isOwn: true };
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
  const { id } = await parts.inventoryFrom(file, readText(file));
  return await parts.places.stored({ kind: 'inventory', inventory: id, bind });
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

function readText(file: string): string {
  return readBytes(file, limits.bytes).toString('utf8');
}
