/**
 * A class, graded: pods side by side, each for itself. What came of a pod is kept as soon as it is known, so that a
 * grading that was broken off, or killed, goes on where it was.
 */
import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Stop } from '../base/disposable.ts';
import { Failure, messageOf, type Diagnostic } from '../base/errors.ts';
import { podWords, readRoster, type Roster, type Student } from '../classroom/roster.ts';
import type { Exercise } from '../lab/exercise.ts';
import type { ClassLab, ClassStudent, StudentChange } from '../storage/classes.ts';
import { contentHash } from '../storage/content-hash.ts';
import type { Store } from '../storage/store.ts';
import { workOf, type Begun, type Work, type WorkPlace } from './class-work.ts';
import type { Engine } from './engine.ts';
import { exerciseOrFailure } from './exercise-of.ts';
import { labFileName } from './lab-folder.ts';
import { labSecrets } from './mask.ts';
import { withoutOvertaken } from './overtaken.ts';
import type { EngineParts } from './parts.ts';
import { removeUnlessBusy } from './remove-grading.ts';
import { withoutSecrets } from './report-document.ts';
import { runLab, type RunReport } from './run-lab.ts';
import { SimulatorPool } from './simulator-pool.ts';

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

export type Outcome =
  | { state: 'graded'; run: RunReport }
  | { state: 'broken'; run: RunReport | undefined; trouble: { code: string; message: string } }
  /** It was broken off before this one was done. */
  | { state: 'waiting' };

export interface OpenedClass {
  roster: Roster;
  exercise: Exercise;
  notices: readonly Diagnostic[];
  place: WorkPlace;
  /** With its whole path. */
  file: string;
}

/** @throws Failure no-file, bad-class, unknown-lab, bad-lab */
export function openClass(engine: Engine, name: string): OpenedClass {
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
  const lab = engine.labs.find(labName);
  const exercise = exerciseOrFailure(lab.files, `The lab in ${lab.folder}`);
  return { roster: read.value, exercise, notices: read.diagnostics, place: { engine, lab, labName, folder }, file };
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
export async function gradeClass(engine: Engine, options: ClassOptions): Promise<string> {
  const opened = openClass(engine, options.file);
  const letGo = hold(engine.store, opened.file);
  const pool = new SimulatorPool(engine.launch);
  // What a power cut takes is graded again.
  const beCareful = engine.store.beHasty();
  try {
    return await new Grading(partsWith(engine, pool.launch), opened, options).run();
  } finally {
    pool.close();
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
    `${file} is being graded by another QuickMode. Wait for it, or end it there.`,
  );
}

function partsWith(engine: Engine, launch: Engine['launch']): EngineParts {
  const { labs, store, places, reach, beginnings } = engine;
  return { labs, store, places, reach, beginnings, launch, begin: (...given) => engine.begin(...given) };
}

interface Pupil {
  student: Student;
  work: Work;
}

class Grading {
  readonly #pupils: readonly Pupil[];
  #id = '';
  #done = 0;

  constructor(
    private readonly parts: EngineParts,
    private readonly opened: OpenedClass,
    private readonly options: ClassOptions,
  ) {
    this.#pupils = opened.roster.students.map((student) => ({ student, work: workOf(student, opened.place) }));
  }

  async run(): Promise<string> {
    const { roster, notices } = this.opened;
    const left = this.#begin();
    const { length } = this.#pupils;
    this.#done = length - left.length;
    this.#tell({ kind: 'begun', grading: this.#id, title: roster.title, students: length, left: left.length, notices });
    const isLive = ({ student: { pod } }: Pupil): boolean => pod.kind === 'server' || pod.kind === 'inventory';
    const { concurrency = roster.concurrency } = this.options;
    await Promise.all([
      this.#lane(
        left.filter((one) => !isLive(one)),
        concurrency ?? availableParallelism(),
      ),
      this.#lane(left.filter(isLive), concurrency ?? liveAtOnce),
    ]);
    if (this.options.signal?.aborted !== true) this.parts.store.endGrading(this.#id);
    return this.#id;
  }

  /** A new grading, with what an earlier one has that is still true. @returns those who are to be graded */
  #begin(): Pupil[] {
    const { store } = this.parts;
    const { roster, exercise, file } = this.opened;
    const students = this.#pupils.map(({ student, work }) => {
      const { id, name, pod, seed } = student;
      return { id, name, pod: podWords(pod), seed, digest: work.digest };
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
    const left = this.#pupils.filter(({ student, work }) => {
      const kept = earlier.find((one) => one.id === student.id && one.digest === work.digest && one.state === 'graded');
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

  async #lane(pupils: readonly Pupil[], width: number): Promise<void> {
    const waiting = [...pupils];
    const work = async (): Promise<void> => {
      for (let next = waiting.shift(); next && this.options.signal?.aborted !== true; next = waiting.shift())
        await this.#grade(next);
    };
    await Promise.all(Array.from({ length: Math.min(width, pupils.length) }, work));
  }

  async #grade({ student, work }: Pupil): Promise<void> {
    const { id, name } = student;
    let own: Begun | undefined;
    const keep = (change: StudentChange): void => this.parts.store.setStudent(this.#id, id, { ...own, ...change });
    let outcome: Outcome;
    try {
      keep({ state: 'grading' });
      own = await work.begin();
      keep({ state: 'grading' });
      outcome = outcomeOf(await this.#run(id, own));
    } catch (error) {
      if (!(error instanceof Failure)) this.#tell({ kind: 'bug', student: id, error });
      const code = error instanceof Failure ? error.code : 'bug';
      outcome = { state: 'broken', run: undefined, trouble: { code, message: messageOf(error) } };
    }
    if (outcome.state === 'waiting' && own?.isOwn === true) {
      removeUnlessBusy(this.parts.store, own.attempt);
      own = undefined;
    }
    keep(outcome);
    if (outcome.state !== 'waiting') this.#done++;
    this.#tell({ kind: 'student', student: id, name, done: this.#done, outcome });
  }

  /** What is kept of it has no secret in it: others get to read it. */
  async #run(student: string, { attempt, isOwn }: Begun): Promise<RunReport> {
    let exercise = this.opened.exercise;
    const run = await runLab(this.parts, {
      ...{ lab: this.opened.exercise.id, attempt, solve: false, signal: this.options.signal },
      progress: (event) => {
        if (event.kind === 'begun') exercise = event.exercise;
        if (event.kind === 'step') this.#tell({ kind: 'activity', student, says: event.step.title });
      },
    });
    return withoutSecrets(isOwn ? withoutOvertaken(run, exercise) : run, [...labSecrets(exercise)]);
  }

  #tell(event: ClassEvent): void {
    this.options.progress?.(event);
  }
}

/** Consoles and servers wait more than they work. */
const liveAtOnce = 8;

function outcomeOf(run: RunReport): Outcome {
  if (run.stopped?.code === 'broken-off') return { state: 'waiting' };
  return run.stopped ? { state: 'broken', run, trouble: run.stopped } : { state: 'graded', run };
}

export function classLab({ id, version, title, steps }: Exercise): ClassLab {
  return { id, version, title, steps: steps.map((step) => ({ id: step.id, title: step.title, of: step.points })) };
}
