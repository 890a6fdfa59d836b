/** One writer per attempt, whichever process it lives in. */
import { rmSync } from 'node:fs';
import type { Stop } from '../base/disposable.ts';
import { Failure } from '../base/errors.ts';
import { lockFile, takeLock } from './file-lock.ts';
import { numberOf, textOf } from './row.ts';
import type { Sqlite } from './sqlite.ts';

/**
 * Returns what releases the lock.
 *
 * @throws Failure attempt-busy, which says who holds it
 */
export function takeWriterLock(database: Sqlite, attempt: string, now: Date): Stop {
  const release = takeLock(lockFile(database.path, attempt), 0);
  if (!release) throw busy(database, attempt);
  // For the eyes of the next one only: a row outlives a process that is killed, the lock does not.
  const sql = `INSERT INTO writer SELECT id, ?, ? FROM attempt WHERE id = ? ON CONFLICT (attempt)
    DO UPDATE SET process = excluded.process, since = excluded.since`;
  try {
    database.run(sql, [process.pid, now.toISOString(), attempt]);
    return release;
  } catch (error) {
    release();
    throw error;
  }
}

/** After the release, for an attempt that is gone. */
export function forgetLock(database: Sqlite, attempt: string): void {
  try {
    rmSync(lockFile(database.path, attempt), { force: true });
  } catch {
    // Somebody is looking at it this moment, and Windows keeps it: an empty file harms nobody.
  }
}

function busy(database: Sqlite, attempt: string): Failure {
  const row = database.first('SELECT process, since FROM writer WHERE attempt = ?', [attempt]);
  const who = row ? ` (process ${numberOf(row, 'process')}, since ${textOf(row, 'since')})` : '';
  const message = `The attempt ${attempt} is open in another QuickMode${who}. Close it there, or open it here to watch only.`;
  return new Failure('busy', 'attempt-busy', message);
}
