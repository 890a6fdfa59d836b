/** What routers elsewhere were configured with when an attempt began with them: the state to go back to. */
import { textOf } from './row.ts';
import type { Sqlite } from './sqlite.ts';

export class BeginningReader {
  constructor(private readonly database: Sqlite) {}

  /** Configurations by node id. */
  of(attempt: string): Map<string, string> {
    const sql = 'SELECT node, CAST(configuration AS BLOB) AS configuration FROM beginning WHERE attempt = ?';
    const rows = this.database.all(sql, [attempt]);
    return new Map(rows.map((row) => [textOf(row, 'node'), textOf(row, 'configuration')]));
  }
}

/** The first one counts. */
export function keepBeginning(
  database: Sqlite,
  attempt: string,
  { node, configuration, now }: { node: string; configuration: string; now: Date },
): void {
  const sql = 'INSERT INTO beginning VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING';
  database.run(sql, [attempt, node, configuration, now.toISOString()]);
}
