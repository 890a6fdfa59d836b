/**
 * A lock between processes: the operating system's own, on an empty file, so it ends with the process that holds it,
 * however that ends. Node has no file locks; SQLite does, on every platform: an exclusive transaction on a database of
 * its own that is never written.
 */
import path from 'node:path';
import type { Stop } from '../base/disposable.ts';
import { Failure } from '../base/errors.ts';
import { makeDataFolder } from './data-folder.ts';
import { Sqlite } from './sqlite.ts';

/** Where the lock of that name is kept: beside the database. */
export function lockFile(database: string, name: string): string {
  return path.join(`${database}-locks`, name);
}

/**
 * Returns what releases the lock, or undefined when somebody else still holds it after waiting for `patience`
 * milliseconds. It holds within one process too.
 */
export function takeLock(file: string, patience: number): Stop | undefined {
  makeDataFolder(path.dirname(file));
  // Nothing but `execute`: a prepared statement would keep the file open, and locked, after the close.
  const lock = new Sqlite(file, { mode: 'write', patience });
  try {
    lock.execute('BEGIN EXCLUSIVE');
    return () => lock.close();
  } catch (error) {
    lock.close();
    if (error instanceof Failure && error.kind === 'busy') return undefined;
    throw error;
  }
}
