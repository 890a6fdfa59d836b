/**
 * What was handed in, as an attempt that can be graded: the lines in its journal, the answers, the hints, and what its
 * evidence shows, judged by the teacher's copy of the lab. Routers are made of the lines afterwards, where they are
 * built in.
 */
import { Failure } from '../base/errors.ts';
import type { HandIn } from '../classroom/hand-in.ts';
import type { Exercise } from '../lab/exercise.ts';
import type { AttemptWriter } from '../storage/attempt-writer.ts';
import type { StoredPlace } from '../storage/attempts.ts';
import type { Store } from '../storage/store.ts';
import { beginAttempt } from './begin-attempt.ts';
import { elsewhereOf } from './elsewhere-of.ts';
import { exerciseOrFailure } from './exercise-of.ts';
import { judgedAgain } from './judged-again.ts';
import type { Begun, NoteAttempt, WorkPlace } from './work-place.ts';

export interface HandInWork {
  handIn: HandIn;
  /** Of the student, by the class file. */
  seed: string | undefined;
  counts: 'evidence' | 'lines';
  note: NoteAttempt;
}

/** @throws Failure other-lab, other-seed, not-built-in, bad-lab */
export function beginHandIn({ handIn, seed, counts, note }: HandInWork, workplace: WorkPlace): Begun {
  const { parts, lab, exercises } = workplace;
  assertOwn(handIn, seed, workplace);
  const own = handIn.lab;
  const place: StoredPlace = handIn.place;
  if (place.kind !== 'builtin' && counts === 'lines') throw notBuiltin();
  const exercise = exerciseAt(place, own.seed, { lab, exercises });
  const { id } = beginAttempt(parts.store, { exercise, files: lab.files, place });
  note(id);
  try {
    putAll(parts.store, id, { handIn, exercise, counts });
  } catch (error) {
    // Nobody would know whose half an attempt it is.
    parts.store.removeAttempt(id);
    throw error;
  }
  return { attempt: id, isOwn: true, exercise, isOver: place.kind !== 'builtin' };
}

function putAll(
  store: Store,
  attempt: string,
  { handIn, exercise, counts }: Pick<HandInWork, 'handIn' | 'counts'> & { exercise: Exercise },
): void {
  const writer = store.writeTo(attempt);
  try {
    putWork(writer, handIn);
    if (counts === 'evidence') putEvidence(store, writer, exercise, handIn);
  } finally {
    writer.release();
  }
}

/** Work at the lab of the class, with the seed of the student. @throws Failure other-lab, other-seed */
export function assertOwn({ lab: own }: HandIn, seed: string | undefined, { exercises }: WorkPlace): void {
  const { id: wanted } = exercises(undefined);
  if (own.id !== wanted)
    throw new Failure('bad-input', 'other-lab', `What was handed in is work at the lab ${own.id}, not at ${wanted}.`);
  // Of a network that is to be mended the seed is drawn where the class gives none.
  const isDrawn = seed === undefined && exercises(own.seed).broken !== undefined;
  if (own.seed !== seed && !isDrawn) throw otherSeed(own.seed, seed);
}

function exerciseAt(
  place: StoredPlace,
  seed: string | undefined,
  { lab, exercises }: Pick<WorkPlace, 'lab' | 'exercises'>,
): Exercise {
  if (place.kind === 'builtin') return exercises(seed);
  return exerciseOrFailure(lab.files, `The lab in ${lab.folder}`, { seed, elsewhere: elsewhereOf(place) });
}

function putWork(writer: AttemptWriter, { journal, answers, hints }: HandIn): void {
  for (const entry of journal)
    if (entry.kind === 'line') writer.appendLines({ node: entry.node, path: entry.path, line: entry.line });
    else writer.restartFrom(entry.from);
  for (const { step, question, tries, isShown } of answers) {
    writer.putTries(step, question, tries);
    if (isShown) writer.showAnswer(step, question);
  }
  for (const { step, hint } of hints) writer.takeHint(step, hint);
}

/** What was seen is judged check by check, as the learner had them. Where nothing was seen nothing can be judged. */
function putEvidence(store: Store, writer: AttemptWriter, exercise: Exercise, { evidence, checks }: HandIn): void {
  writer.appendEvidence(...evidence);
  for (const { step: name, ...span } of checks) {
    const step = exercise.steps.find(({ id }) => id === name);
    if (!step || span.last <= span.after || span.last > evidence.length) continue;
    const own = evidence.slice(span.after, span.last);
    writer.appendVerdict(judgedAgain(store, writer.attempt, { exercise, step, evidence: own, span }), span);
  }
}

function otherSeed(own: string | undefined, wanted: string | undefined): Failure {
  const says = `What was handed in has ${seedWords(own)}, and this student's lab ${seedWords(wanted)}: it may be the work of somebody else.`;
  return new Failure('bad-input', 'other-seed', says);
}

function seedWords(seed: string | undefined): string {
  return seed === undefined ? 'no seed' : `the seed "${seed}"`;
}

function notBuiltin(): Failure {
  const says = 'What was handed in was done on routers that are not built in: its lines alone cannot be graded.';
  return new Failure('not-supported', 'not-built-in', `${says} Take "handIns: lines" out of the class file.`);
}
