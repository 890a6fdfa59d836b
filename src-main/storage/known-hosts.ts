/** Keys by which SSH servers were known when they were last trusted, by "host:port" and the kind of key. */
import { textOf } from './row.ts';
import type { Sqlite } from './sqlite.ts';

export interface KnownHost {
  place: string;
  algorithm: string;
  fingerprint: string;
}

export class KnownHostReader {
  constructor(private readonly database: Sqlite) {}

  of(place: string): KnownHost[] {
    const rows = this.database.all('SELECT * FROM known_host WHERE place = ? ORDER BY algorithm', [place]);
    return rows.map((row) => ({
      place: textOf(row, 'place'),
      algorithm: textOf(row, 'algorithm'),
      fingerprint: textOf(row, 'fingerprint'),
    }));
  }
}

/** From now on this key is the one of its kind that is trusted there. */
export function trustHost(database: Sqlite, { place, algorithm, fingerprint }: KnownHost, now: Date): void {
  const sql = `INSERT INTO known_host VALUES (?, ?, ?, ?) ON CONFLICT (place, algorithm)
    DO UPDATE SET fingerprint = excluded.fingerprint, since = excluded.since`;
  database.run(sql, [place, algorithm, fingerprint, now.toISOString()]);
}
