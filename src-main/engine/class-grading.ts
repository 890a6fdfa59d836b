/**
 * A class, graded: pods side by side, each for itself. What came of a pod is kept as soon as it is known, so that a
 * grading that was broken off, or killed, goes on where it was.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Stop } from '../base/disposable.ts';
import { Failure, type Diagnostic } from '../base/errors.ts';
import { podWords, readRoster, type Roster, type Student } from '../classroom/roster.ts';
import type { Exercise } from '../lab/exercise.ts';
import type { ClassLab, ClassStudent } from '../storage/classes.ts';
import { contentHash } from '../storage/content-hash.ts';
import type { Store } from '../storage/store.ts';
import { workOf } from './class-work.ts';
import { doubtsAbout } from './class-doubts.ts';
import type { Outcome } from './graded-pod.ts';
import { GradingCrew } from './grading-crew.ts';
import { labFileName } from './lab-folder.ts';
import type { EngineParts } from './parts.ts';
import { removeUnlessBusy } from './remove-grading.ts';
import { workPlace, type WorkPlace } from './work-place.ts';

export type { Outcome } from './graded-pod.ts';

export interface ClassOptions {
  /** The class file. */
  file: string;
  /** So many pods at once: what the file says, or as many as there are processors and eight live ones. */
  concurrency?: number | undefined;
  /** Whom to begin with: all of them, those that an earlier grading has not come to, those that it could not grade. */
  from: 'resume' | 'fresh' | 'broken';
  signal?: AbortSignal | undefined;
  progress?: ((event: ClassEvent) => void) | undefined;
}

export type ClassEvent =
  | { kind: 'begun'; grading: string; title: string; students: number; left: number; notices: readonly Diagnostic[] }
  /** What is being done now, for each that is at work. */
  | { kind: 'activity'; student: string; says: string }
  | { kind: 'student'; student: string; name: string; done: number; outcome: Outcome }
  /** Something that is wrong with QuickMode itself: the pod counts as broken. */
  | { kind: 'bug'; student: string; error: unknown };

export interface OpenedClass {
  roster: Roster;
  exercise: Exercise;
  notices: readonly Diagnostic[];
  place: WorkPlace;
  /** With its whole path. */
  file: string;
}

/** @throws Failure no-file, bad-class, unknown-lab, bad-lab */
export function openClass(parts: EngineParts, name: string): OpenedClass {
  const file = path.resolve(name);
  const read = readRoster(textOf(file, name), path.basename(file));
  if (!read.ok) {
    const count = read.diagnostics.filter(({ severity }) => severity === 'error').length;
    const faults = count === 1 ? 'one fault' : `${count} faults`;
    throw new Failure('bad-input', 'bad-class', `${name} cannot be used: it has ${faults}.`, read.diagnostics);
  }
  const folder = path.dirname(file);
  const own = path.resolve(folder, read.value.lab);
  const labName = existsSync(path.join(own, labFileName)) ? own : read.value.lab;
  const place = workPlace(parts, parts.labs.find(labName), folder);
  return { roster: read.value, exercise: place.exercises(undefined), notices: read.diagnostics, place, file };
}

function textOf(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const why = code === 'ENOENT' ? 'there is no such file' : code;
    throw new Failure('bad-input', 'no-file', `The class file ${name} cannot be read: ${why}.`);
  }
}

/** @returns the id of the grading. @throws Failure as `openClass`; class-busy */
export async function gradeClass(parts: EngineParts, options: ClassOptions): Promise<string> {
  const opened = openClass(parts, options.file);
  const letGo = hold(parts.store, opened.file);
  // What a power cut takes is graded again.
  const beCareful = parts.store.beHasty();
  try {
    return await new Grading(parts, opened, options).run();
  } finally {
    beCareful();
    letGo();
  }
}

function hold(store: Store, file: string): Stop {
  const letGo = store.holdGrading(contentHash({ file }).slice(0, 32));
  if (letGo) return letGo;
  throw new Failure(
    'busy',
    'class-busy',
    `${file} is being graded already, in a window or at a terminal. Wait for it, or stop it there.`,
  );
}

interface Pupil {
  student: Student;
  /** Of all that is graded of them. */
  digest: string;
}

class Grading {
  readonly #pupils: readonly Pupil[];
  readonly #crew: GradingCrew;
  readonly #doubts: ReadonlyMap<string, readonly string[]>;
  #id = '';
  #done = 0;

  constructor(
    private readonly parts: EngineParts,
    private readonly opened: OpenedClass,
    private readonly options: ClassOptions,
  ) {
    const { roster, place } = opened;
    const { concurrency = roster.concurrency, signal } = options;
    this.#pupils = roster.students.map((student) => ({ student, digest: workOf(student, place).digest }));
    this.#doubts = doubtsAbout(opened).doubts;
    this.#crew = new GradingCrew(parts, place, { concurrency, signal });
  }

  async run(): Promise<string> {
    const { roster, notices } = this.opened;
    const left = this.#begin();
    const { length } = this.#pupils;
    this.#done = length - left.length;
    this.#tell({ kind: 'begun', grading: this.#id, title: roster.title, students: length, left: left.length, notices });
    try {
      await this.#crew.run(
        left.map(({ student }) => student),
        (student) => this.#grade(student),
      );
    } finally {
      this.#crew.close();
    }
    if (this.options.signal?.aborted !== true) this.parts.store.endGrading(this.#id);
    return this.#id;
  }

  /** A new grading, with what an earlier one has that is still true. @returns those who are to be graded */
  #begin(): Pupil[] {
    const { store } = this.parts;
    const { roster, exercise, file } = this.opened;
    const students = this.#pupils.map(({ student, digest }) => {
      const { id, name, pod, seed } = student;
      return { id, name, pod: podWords(pod), seed, digest };
    });
    const earlier = this.#earlier();
    const { id } = store.createGrading({
      file,
      title: roster.title,
      lab: classLab(exercise),
      regrades: undefined,
      students,
    });
    this.#id = id;
    const left = this.#pupils.filter(({ student, digest }) => {
      const kept = earlier.find((one) => one.id === student.id && one.digest === digest && one.state === 'graded');
      if (kept) store.setStudent(id, student.id, kept);
      return !kept;
    });
    this.#forgetUnfinished(id);
    return left;
  }

  /** What may be taken over, of all gradings that were not ended, or of the last one. */
  #earlier(): ClassStudent[] {
    const { classes } = this.parts.store;
    const all = classes.list(this.opened.file).filter(({ regrades }) => regrades === undefined);
    const unfinished = all.filter(({ ended }) => ended === undefined);
    const chosen = { resume: unfinished, fresh: [], broken: [...unfinished, ...all.slice(0, 1)] }[this.options.from];
    return chosen.flatMap(({ id }) => classes.students(id));
  }

  /** A grading that was broken off goes on as this one: what is left of it is in nobody's way. */
  #forgetUnfinished(current: string): void {
    const { store } = this.parts;
    const kept = new Set(store.classes.students(current).map(({ attempt }) => attempt));
    for (const { id, ended, regrades } of store.classes.list(this.opened.file)) {
      if (id === current || ended !== undefined || regrades !== undefined) continue;
      for (const { attempt, isOwn } of store.classes.students(id))
        if (isOwn && attempt !== undefined && !kept.has(attempt)) removeUnlessBusy(store, attempt);
      store.removeGrading(id);
    }
  }

  async #grade(student: Student): Promise<void> {
    const { id, name } = student;
    const says = (activity: string): void => this.#tell({ kind: 'activity', student: id, says: activity });
    const { outcome, bug } = await this.#crew.grade(
      { grading: this.#id, student, doubts: this.#doubts.get(id) ?? [] },
      says,
    );
    if (bug !== undefined) this.#tell({ kind: 'bug', student: id, error: bug });
    if (outcome.state !== 'waiting') this.#done++;
    this.#tell({ kind: 'student', student: id, name, done: this.#done, outcome });
  }

  #tell(event: ClassEvent): void {
    this.options.progress?.(event);
  }
}

export function classLab({ id, version, title, steps }: Exercise): ClassLab {
  return { id, version, title, steps: steps.map((step) => ({ id: step.id, title: step.title, of: step.points })) };
}
