/** What belongs to this installation and to no attempt: the SSH host key, when a download was last tried. */
import { textOf } from './row.ts';
import type { Sqlite } from './sqlite.ts';

export class InstallationReader {
  constructor(private readonly database: Sqlite) {}

  get(key: string): string | undefined {
    const row = this.database.first('SELECT CAST(value AS BLOB) AS value FROM installation WHERE key = ?', [key]);
    return row && textOf(row, 'value');
  }
}

export function setInstallation(database: Sqlite, key: string, value: string): void {
  database.run('INSERT INTO installation VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', [
    ...[key, value],
  ]);
}

/** The value that is there, or a new one: of two processes that start together both get the same. */
export function installationOrNew(database: Sqlite, key: string, make: () => string): string {
  const reader = new InstallationReader(database);
  return (
    reader.get(key) ??
    database.transaction(() => {
      const value = reader.get(key) ?? make();
      setInstallation(database, key, value);
      return value;
    })
  );
}
