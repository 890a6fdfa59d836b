/**
 * What routers elsewhere were like when an attempt began with them: the state to go back to. Their configurations are in
 * it, keys and all, so that it comes here sealed.
 */
import { bytesOrNothing, textOf } from './row.ts';
import type { Sqlite } from './sqlite.ts';

export interface Beginning {
  node: string;
  sealed: Uint8Array;
}

export class BeginningReader {
  constructor(private readonly database: Sqlite) {}

  of(attempt: string): Beginning[] {
    const sql = 'SELECT node, sealed FROM beginning WHERE attempt = ? ORDER BY node';
    return this.database.all(sql, [attempt]).flatMap((row) => {
      const sealed = bytesOrNothing(row, 'sealed');
      return sealed ? [{ node: textOf(row, 'node'), sealed }] : [];
    });
  }
}

/** The first one counts. */
export function keepBeginning(database: Sqlite, attempt: string, { node, sealed }: Beginning, now: Date): void {
  const sql = 'INSERT INTO beginning VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING';
  database.run(sql, [attempt, node, sealed, now.toISOString()]);
}
