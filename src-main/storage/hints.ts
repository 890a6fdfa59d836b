/** The hints that a learner has opened: they have a cost, so they are remembered. */
import { numberOf, textOf } from './row.ts';
import type { Sqlite } from './sqlite.ts';

export interface TakenHint {
  step: string;
  /** 0-based, among the step's hints. */
  hint: number;
  takenAt: string;
}

export class HintReader {
  constructor(private readonly database: Sqlite) {}

  /** In the order in which they were taken. */
  of(attempt: string): TakenHint[] {
    const sql = 'SELECT step, hint, taken_at FROM hint WHERE attempt = ? ORDER BY rowid';
    return this.database.all(sql, [attempt]).map((row) => ({
      step: textOf(row, 'step'),
      hint: numberOf(row, 'hint'),
      takenAt: textOf(row, 'taken_at'),
    }));
  }
}

/** Taking a hint again changes nothing. */
export function takeHint(database: Sqlite, attempt: string, hint: TakenHint): void {
  const sql = 'INSERT INTO hint VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING';
  database.run(sql, [attempt, hint.step, hint.hint, hint.takenAt]);
}
