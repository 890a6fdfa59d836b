/** What routers elsewhere were like when an attempt began with them: the state to go back to. */
import { jsonOf, textOf } from './row.ts';
import type { Sqlite } from './sqlite.ts';

export interface Beginning {
  node: string;
  /** Whatever can be JSON: how the device goes back is not for us to know. */
  checkpoint: unknown;
}

export class BeginningReader {
  constructor(private readonly database: Sqlite) {}

  /** Checkpoints by node id. */
  of(attempt: string): Map<string, unknown> {
    const sql = 'SELECT node, CAST(checkpoint AS BLOB) AS checkpoint FROM beginning WHERE attempt = ?';
    const rows = this.database.all(sql, [attempt]);
    return new Map(rows.map((row) => [textOf(row, 'node'), jsonOf(row, 'checkpoint')]));
  }
}

/** The first one counts. */
export function keepBeginning(database: Sqlite, attempt: string, { node, checkpoint }: Beginning, now: Date): void {
  const sql = 'INSERT INTO beginning VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING';
  database.run(sql, [attempt, node, JSON.stringify(checkpoint), now.toISOString()]);
}
