/** What a learner has answered to the questions of a lab, every judged try of it, and what he has had shown. */
import type { StepVerdict } from '../grading/verdict.ts';
import { jsonOf, numberOf, optionalTextOf, textOf } from './row.ts';
import type { Row, Sqlite } from './sqlite.ts';

export interface StoredAnswer {
  step: string;
  question: string;
  /** Ids of choices, or one text. Empty where it was only shown. */
  values: string[];
  /** Those that were judged and replaced, oldest first. */
  earlier: string[][];
  /** The right answer has been shown. */
  isShown: boolean;
}

export class AnswerReader {
  constructor(private readonly database: Sqlite) {}

  /** In the order of the steps' and the questions' ids. */
  of(attempt: string): StoredAnswer[] {
    const tries = this.database.all(
      `SELECT step, question, CAST(content AS BLOB) AS content FROM answer WHERE attempt = ? ORDER BY step, question, try`,
      [attempt],
    );
    const shown = this.database.all('SELECT step, question FROM shown_answer WHERE attempt = ? ORDER BY step, question', [attempt]); // prettier-ignore
    const found = new Map<string, StoredAnswer>();
    for (const row of tries) {
      const one = entryOf(found, row);
      if (one.values.length > 0) one.earlier.push(one.values);
      one.values = jsonOf(row, 'content') as string[];
    }
    for (const row of shown) entryOf(found, row).isShown = true;
    return [...found.values()];
  }
}

function entryOf(found: Map<string, StoredAnswer>, row: Row): StoredAnswer {
  const [step, question] = [textOf(row, 'step'), textOf(row, 'question')];
  const key = JSON.stringify([step, question]);
  const one = found.get(key) ?? { step, question, values: [], earlier: [], isShown: false };
  found.set(key, one);
  return one;
}

export interface NewAnswer {
  step: string;
  question: string;
  values: readonly string[];
}

/** Replaces the last one, unless that was judged: then it is another try. */
export function putAnswer(database: Sqlite, attempt: string, { step, question, values }: NewAnswer, now: Date): void {
  const sql = `INSERT INTO answer (attempt, step, question, try, content, given_at) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET content = excluded.content, given_at = excluded.given_at`;
  const number = openTry(database, attempt, { step, question });
  database.run(sql, [attempt, step, question, number, JSON.stringify(values), now.toISOString()]);
}

/** Answers that were given elsewhere: all tries of one question, the last of which is still to be judged. */
export function putTries(
  database: Sqlite,
  attempt: string,
  { step, question, tries }: Asked & { tries: readonly (readonly string[])[] },
  now: Date,
): void {
  const sql =
    'INSERT INTO answer (attempt, step, question, try, content, given_at, judged_at) VALUES (?, ?, ?, ?, ?, ?, ?)';
  const given = now.toISOString();
  for (const [index, values] of tries.entries())
    database.run(sql, [
      ...[attempt, step, question, index + 1, JSON.stringify(values), given],
      index + 1 < tries.length ? given : null,
    ]);
}

type Asked = Pick<NewAnswer, 'step' | 'question'>;

function openTry(database: Sqlite, attempt: string, { step, question }: Asked): number {
  const sql =
    'SELECT try, judged_at FROM answer WHERE attempt = ? AND step = ? AND question = ? ORDER BY try DESC LIMIT 1';
  const last = database.first(sql, [attempt, step, question]);
  if (!last) return 1;
  return optionalTextOf(last, 'judged_at') === undefined ? numberOf(last, 'try') : numberOf(last, 'try') + 1;
}

/** Those that a verdict was given on. One that could not be judged waits on, and so does one that came in meanwhile. */
export function closeAnswers(database: Sqlite, attempt: string, { step, questions }: StepVerdict, now: Date): void {
  const sql = `UPDATE answer SET judged_at = ?
    WHERE attempt = ? AND step = ? AND question = ? AND content = ? AND judged_at IS NULL`;
  for (const { id, verdict, answer } of questions)
    if (verdict !== 'error' && verdict !== 'not judged')
      database.run(sql, [now.toISOString(), attempt, step, id, JSON.stringify(answer)]);
}

/** From now on no answer to the question counts. */
export function showAnswer(database: Sqlite, attempt: string, { step, question }: Asked, now: Date): void {
  const sql = 'INSERT INTO shown_answer VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING';
  database.run(sql, [attempt, step, question, now.toISOString()]);
}
