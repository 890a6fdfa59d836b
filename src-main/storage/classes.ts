/** Classes that were graded: a grading has a row for each student, which holds what came of it. */
import { Failure } from '../base/errors.ts';
import { attemptId } from './attempt-id.ts';
import type { Environs } from './environs.ts';
import { jsonOf, numberOf, optionalTextOf, textOf } from './row.ts';
import type { Row, Sqlite } from './sqlite.ts';

/** What is shown of the lab that a class does. */
export interface ClassLab {
  id: string;
  version: number;
  title: string;
  steps: { id: string; title: string; of: number }[];
}

export interface ClassGrading {
  id: string;
  /** The class file, with its whole path. */
  file: string;
  title: string;
  lab: ClassLab;
  /** ISO 8601, UTC, as `ended`. */
  begun: string;
  /** Undefined while it goes on, and after it was broken off. */
  ended: string | undefined;
  /** The grading whose evidence was judged anew. */
  regrades: string | undefined;
}

export interface ClassStudent {
  id: string;
  name: string;
  /** For people. */
  pod: string;
  seed: string | undefined;
  /** Of all that was graded. */
  digest: string;
  state: 'waiting' | 'grading' | 'graded' | 'broken';
  attempt: string | undefined;
  /** The attempt was made for this grading. */
  isOwn: boolean;
  /** The verdicts: whoever stores them knows their shape. */
  run: unknown;
  trouble: { code: string; message: string } | undefined;
}

export type NewGrading = Pick<ClassGrading, 'file' | 'title' | 'lab' | 'regrades'> & {
  students: readonly Pick<ClassStudent, 'id' | 'name' | 'pod' | 'seed' | 'digest'>[];
};

export class ClassReader {
  constructor(private readonly database: Sqlite) {}

  /** The last begun first; of one class file where it is named. */
  list(file?: string): ClassGrading[] {
    const one = file === undefined ? '' : 'WHERE file = ?';
    const sql = `SELECT * FROM class_grading ${one} ORDER BY begun DESC, id DESC`;
    return this.database.all(sql, file === undefined ? [] : [file]).map(gradingOfRow);
  }

  /** @param name the id, or its last four characters @throws Failure unknown-grading */
  get(name: string): ClassGrading {
    const row = this.database.first(
      'SELECT * FROM class_grading WHERE id = ? OR substr(id, -4) = ? ORDER BY begun DESC',
      [name, name],
    );
    if (row) return gradingOfRow(row);
    throw new Failure('bad-input', 'unknown-grading', `There is no grading ${name} of a class.`);
  }

  /** In the order of the class file. */
  students(grading: string): ClassStudent[] {
    const sql = `SELECT id, name, pod, seed, digest, state, attempt, is_own, trouble, CAST(run AS BLOB) AS run
      FROM class_student WHERE grading = ? ORDER BY place`;
    return this.database.all(sql, [grading]).map(studentOfRow);
  }

  /** How many are in each state; what came of them is not read. */
  count(grading: string): Partial<Record<ClassStudent['state'], number>> {
    const sql = 'SELECT state, COUNT(*) AS count FROM class_student WHERE grading = ? GROUP BY state';
    const rows = this.database.all(sql, [grading]);
    return Object.fromEntries(rows.map((row) => [textOf(row, 'state'), numberOf(row, 'count')]));
  }

  /** Attempts that were made for a grading: nobody works on them. */
  ownAttempts(): Set<string> {
    const rows = this.database.all('SELECT attempt FROM class_student WHERE is_own = 1 AND attempt IS NOT NULL');
    return new Set(rows.map((row) => textOf(row, 'attempt')));
  }

  /** With what the routers of an attempt start in place of the lab's start configurations, by node. */
  submission(attempt: string): Record<string, string> {
    const rows = this.database.all(
      'SELECT node, CAST(configuration AS BLOB) AS configuration FROM submission WHERE attempt = ?',
      [attempt],
    );
    return Object.fromEntries(rows.map((row) => [textOf(row, 'node'), textOf(row, 'configuration')]));
  }
}

export function createGrading(database: Sqlite, given: NewGrading, environs: Environs): ClassGrading {
  const now = environs.now();
  const { file, title, lab, regrades, students } = given;
  return database.transaction(() => {
    const id = freeId(database, now, environs);
    const begun = now.toISOString();
    const values = [id, file, title, JSON.stringify(lab), begun, null, regrades ?? null];
    database.run('INSERT INTO class_grading VALUES (?, ?, ?, ?, ?, ?, ?)', values);
    const sql = `INSERT INTO class_student (grading, place, id, name, pod, seed, digest, state)
      VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting')`;
    for (const [place, { id: student, name, pod, seed, digest }] of students.entries())
      database.run(sql, [id, place, student, name, pod, seed ?? null, digest]);
    return { id, file, title, lab, begun, ended: undefined, regrades };
  });
}

export type StudentChange = Pick<ClassStudent, 'state'> &
  Partial<Pick<ClassStudent, 'attempt' | 'isOwn' | 'run' | 'trouble'>>;

/** What is not named of a student becomes nothing. */
export function setStudent(database: Sqlite, grading: string, student: string, change: StudentChange): void {
  const { state, attempt, isOwn = false, run, trouble } = change;
  database.run(
    'UPDATE class_student SET state = ?, attempt = ?, is_own = ?, run = ?, trouble = ? WHERE grading = ? AND id = ?',
    [
      ...[state, attempt ?? null, isOwn ? 1 : 0, run === undefined ? null : JSON.stringify(run)],
      ...[trouble === undefined ? null : JSON.stringify(trouble), grading, student],
    ],
  );
}

export function endGrading(database: Sqlite, grading: string, now: Date): void {
  database.run('UPDATE class_grading SET ended = ? WHERE id = ?', [now.toISOString(), grading]);
}

export function removeGrading(database: Sqlite, grading: string): void {
  database.run('DELETE FROM class_grading WHERE id = ?', [grading]);
}

export function submit(database: Sqlite, attempt: string, configurations: Readonly<Record<string, string>>): void {
  database.transaction(() => {
    for (const [node, configuration] of Object.entries(configurations))
      database.run('INSERT INTO submission VALUES (?, ?, ?)', [attempt, node, configuration]);
  });
}

function freeId(database: Sqlite, now: Date, { dice }: Environs): string {
  for (let tries = 0; tries < 1000; tries++) {
    const id = attemptId(now, dice);
    if (!database.first('SELECT 1 FROM class_grading WHERE id = ?', [id])) return id;
  }
  throw new Error('no free id for a grading found: the dice repeat themselves');
}

function gradingOfRow(row: Row): ClassGrading {
  return {
    id: textOf(row, 'id'),
    file: textOf(row, 'file'),
    title: textOf(row, 'title'),
    lab: jsonOf(row, 'lab') as ClassLab,
    begun: textOf(row, 'begun'),
    ended: optionalTextOf(row, 'ended'),
    regrades: optionalTextOf(row, 'regrades'),
  };
}

function studentOfRow(row: Row): ClassStudent {
  return {
    id: textOf(row, 'id'),
    name: textOf(row, 'name'),
    pod: textOf(row, 'pod'),
    seed: optionalTextOf(row, 'seed'),
    digest: textOf(row, 'digest'),
    state: textOf(row, 'state') as ClassStudent['state'],
    attempt: optionalTextOf(row, 'attempt'),
    isOwn: numberOf(row, 'is_own') === 1,
    run: optionalJson(row, 'run'),
    trouble: optionalJson(row, 'trouble') as ClassStudent['trouble'],
  };
}

function optionalJson(row: Row, column: string): unknown {
  return row[column] === null ? undefined : jsonOf(row, column);
}
