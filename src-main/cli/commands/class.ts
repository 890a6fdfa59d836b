/** quickmode class: check, grade, regrade and report. */
import { gradeClass, openClass, type ClassEvent, type Outcome } from '../../engine/class-grading.ts';
import { doubtsAbout, faultsIn } from '../../engine/class-doubts.ts';
import { classReport } from '../../engine/class-report.ts';
import type { Engine } from '../../engine/engine.ts';
import { podWords } from '../../engine/class-work.ts';
import { lackOf, type ClassReport } from '../../engine/report-document.ts';
import { Failure } from '../../base/errors.ts';
import { bugReport, diagnosticLines, printable } from '../complaint.ts';
import { exitStatus, type Host } from '../host.ts';
import { interruptionOf } from '../interruption.ts';
import type { Trust } from '../questions.ts';
import { ReportFile } from '../report-file.ts';
import { table } from '../table.ts';
import { withEngine } from '../with-servers.ts';

export interface ReportsOption {
  report?: string[];
}

export interface GradeOptions extends ReportsOption, Trust {
  concurrency?: number;
  fresh?: true;
  broken?: true;
}

const broken = 'Broken off: pods that are being graded are left where they are. The same command goes on from here.';

/** @returns 1 where something cannot be graded */
export async function checkClass(host: Host, file: string): Promise<number> {
  return await withEngine(host, {}, async (_, engine) => {
    const opened = openClass(engine, file);
    const { roster, exercise, notices } = opened;
    host.err(diagnosticLines(notices));
    host.out(`${printable(roster.title)}: ${counted(roster.students.length)}, ${printable(exercise.title)}\n`);
    const rows = roster.students.map(({ id, name, seed, pod }) => [id, name, seed ?? '', podWords(pod)]);
    host.out(table(rows, ['ID', 'NAME', 'SEED', 'POD']));
    const { faults: ofHandIns, doubts } = doubtsAbout(opened);
    const faults = new Map([...ofHandIns, ...(await faultsIn(opened))]);
    for (const [student, says] of faults) host.out(`cannot be graded  ${printable(`${student}: ${says}`)}\n`);
    for (const [student, says] of doubts) host.out(`look at it        ${printable(`${student}: ${says.join(' ')}`)}\n`);
    return faults.size > 0 ? exitStatus.notPassed : exitStatus.fine;
  });
}

export async function gradeCommand(host: Host, file: string, options: GradeOptions): Promise<number> {
  const { report = [], concurrency, fresh, broken: isBroken } = options;
  if (fresh && isBroken)
    throw new Failure('bad-input', 'options-exclude', 'Give --fresh or --broken, not both: they say whom to grade.');
  const from = fresh ? 'fresh' : isBroken ? 'broken' : 'resume';
  const signal = interruptionOf(host, broken);
  return await withReports(report, (write) =>
    withEngine(host, options, async (_, engine) => {
      const teller = new Teller(host);
      const id = await gradeClass(engine, { file, concurrency, from, signal, progress: (event) => teller.tell(event) });
      const made = classReport(engine.store, id);
      host.out(matrix(made));
      write(made);
      if (signal.aborted) return exitStatus.interrupted;
      return made.students.some(({ state }) => state === 'broken') ? exitStatus.unreachable : exitStatus.fine;
    }),
  );
}

export async function regradeCommand(host: Host, file: string, { report = [] }: ReportsOption): Promise<void> {
  const { regradeClass } = await import('../../engine/regrade.ts');
  await withReports(report, (write) =>
    withEngine(host, {}, (_, engine) => {
      const { id, of, changed } = regradeClass(engine, file);
      const made = classReport(engine.store, id);
      host.out(matrix(made));
      host.out(changed.length === 0 ? `Nothing is other than in ${of}.\n` : `${changed.length} other than in ${of}:\n`);
      host.out(table(changed.map(({ name, before, after }) => [`  ${name}`, `${before}`, '->', `${after}`])));
      write(made);
      return Promise.resolve();
    }),
  );
}

export async function reportClass(host: Host, file: string, { report = [] }: ReportsOption): Promise<void> {
  await withReports(report, (write) =>
    withEngine(host, {}, (_, engine) => {
      const made = lastReport(engine, file);
      if (report.length === 0) host.out(matrix(made));
      write(made);
      return Promise.resolve();
    }),
  );
}

function lastReport(engine: Engine, name: string): ClassReport {
  const { file } = openClass(engine, name);
  const [last] = engine.store.classes.list(file);
  if (last) return classReport(engine.store, last.id);
  throw new Failure('bad-input', 'never-graded', `${name} was never graded: quickmode class grade ${name}`);
}

/** The files are opened first: nobody grades a class for a report that cannot be kept. */
async function withReports<T>(
  names: readonly string[],
  work: (write: (made: ClassReport) => void) => Promise<T>,
): Promise<T> {
  const files: ReportFile[] = [];
  try {
    for (const name of names) files.push(new ReportFile(name));
    return await work((made) => {
      for (const file of files) file.write(made);
    });
  } finally {
    for (const file of files) file.close();
  }
}

/** Tells what is done, as it is done. */
class Teller {
  readonly #atWork = new Map<string, string>();
  #students = 0;
  #done = 0;

  constructor(private readonly host: Host) {}

  tell(event: ClassEvent): void {
    switch (event.kind) {
      case 'begun':
        return this.#begin(event);
      case 'activity':
        this.#atWork.set(event.student, event.says);
        return this.#show();
      case 'student':
        this.#atWork.delete(event.student);
        this.#done = event.done;
        if (event.outcome.state !== 'waiting') this.host.out(studentLine(event.name, event.outcome));
        return this.#show();
      case 'bug':
        return this.host.err(bugReport(event.error));
    }
  }

  #begin({ grading, title, students, left, notices }: Extract<ClassEvent, { kind: 'begun' }>): void {
    this.#students = students;
    this.#done = students - left;
    this.host.err(diagnosticLines(notices));
    const resumed = left < students ? `, ${left} of them left` : '';
    this.host.out(`${printable(title)}: ${counted(students)}${resumed}, grading ${grading}\n`);
  }

  #show(): void {
    const now = [...this.#atWork].map(([student, says]) => `${student} (${says})`).join(', ');
    this.host.progress(`${this.#done} of ${this.#students} graded; ${now}`);
  }
}

function studentLine(name: string, outcome: Exclude<Outcome, { state: 'waiting' }>): string {
  if (outcome.state === 'broken') return `broken  ${printable(name)}: ${printable(outcome.trouble.message)}\n`;
  const { run, trouble } = outcome;
  const { score, steps } = run;
  const worst = steps.find(({ verdict }) => verdict === 'failed' || verdict === 'partial');
  const [first] = worst?.diagnoses ?? [];
  const why = worst ? `; ${worst.id}: ${first ? `${first.title} (${first.rule})` : lackOf(worst)}` : '';
  const doubt = trouble ? `        look at it: ${printable(trouble.message)}\n` : '';
  return `graded  ${printable(`${name}: ${score.points} of ${score.of}${why}`)}\n${doubt}`;
}

function counted(students: number): string {
  return students === 1 ? 'one student' : `${students} students`;
}

const signs = { passed: '+', partial: '~', failed: 'x', 'not judged': '-', error: '!' } as const;

/** Learners by steps: a sign, and what was earned. */
function matrix({ steps, students }: ClassReport): string {
  const head = ['STUDENT', ...steps.map(({ id }) => id), 'POINTS', ''];
  const rows = students.map(({ name, cells, score, state }) => [
    name,
    ...steps.map(({ id }) => {
      const cell = cells.find(({ step }) => step === id);
      if (!cell) return '';
      return cell.verdict === 'not judged' ? signs['not judged'] : `${signs[cell.verdict]} ${cell.points.earned}`;
    }),
    state === 'graded' ? `${score.points} of ${score.of}` : '',
    state === 'graded' ? '' : state,
  ]);
  return `\n${table(rows, head)}(+ passed, ~ in part, x failed, - not judged, ! could not be asked)\n`;
}
