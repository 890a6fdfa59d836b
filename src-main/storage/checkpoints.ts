/** Places to go back to: the journal's position when a step was reached. */
import { numberOf, textOf } from './row.ts';
import type { Sqlite } from './sqlite.ts';

export interface Checkpoint {
  step: string;
  journalPosition: number;
  takenAt: string;
}

export class CheckpointReader {
  constructor(private readonly database: Sqlite) {}

  /** One a step, in the order of the journal. */
  of(attempt: string): Checkpoint[] {
    const sql = `SELECT step, journal_position, taken_at FROM checkpoint
      WHERE attempt = ? ORDER BY journal_position, taken_at`;
    return this.database.all(sql, [attempt]).map((row) => ({
      step: textOf(row, 'step'),
      journalPosition: numberOf(row, 'journal_position'),
      takenAt: textOf(row, 'taken_at'),
    }));
  }
}

/** Replaces the step's earlier checkpoint. */
export function setCheckpoint(database: Sqlite, attempt: string, checkpoint: Checkpoint): void {
  const { step, journalPosition, takenAt } = checkpoint;
  const sql = `INSERT INTO checkpoint VALUES (?, ?, ?, ?) ON CONFLICT (attempt, step)
    DO UPDATE SET journal_position = excluded.journal_position, taken_at = excluded.taken_at`;
  database.run(sql, [attempt, step, journalPosition, takenAt]);
}
