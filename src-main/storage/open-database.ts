/** Opening the file: to write, where it is created and brought up to date, or to read, where it is left alone. */
import type { Stop } from '../base/disposable.ts';
import { accessSync, closeSync, constants, existsSync, openSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../base/errors.ts';
import { makeDataFolder } from './data-folder.ts';
import { lockFile, takeLock } from './file-lock.ts';
import { assertNewest, assertOurs, migrate } from './migrations.ts';
import { Sqlite } from './sqlite.ts';
import { storageFailure } from './storage-failure.ts';

/** How long one process waits for another's transaction, in milliseconds. A transaction takes a few. */
const patience = 5000;

export function openToWrite(file: string): Sqlite {
  makeDataFolder(path.dirname(file));
  createPrivately(file);
  // One at a time: of two that turn the log on together SQLite sends one away at once, however patient it is.
  const release = takeLock(lockFile(file, 'opening'), patience);
  try {
    return prepared(new Sqlite(file, { mode: 'write', patience }), prepareToWrite);
  } finally {
    release?.();
  }
}

export function openToRead(file: string): Sqlite {
  if (!existsSync(file))
    throw new Failure('bad-input', 'no-database', `There is no ${file}: nothing has been done here yet.`);
  return prepared(new Sqlite(file, { mode: 'read', patience }), assertNewest);
}

function prepared(database: Sqlite, prepare: (database: Sqlite) => void): Sqlite {
  try {
    prepare(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function prepareToWrite(database: Sqlite): void {
  // Before anything is written: a file that is not ours stays as it is.
  assertOurs(database);
  // A write-ahead log: readers and the writer never wait for one another.
  database.execute('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  // macOS: fsync alone leaves the data in the drive's cache (https://sqlite.org/pragma.html#pragma_fullfsync).
  database.execute('PRAGMA fullfsync = ON; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON');
  migrate(database);
}

/** In a write-ahead log a whole commit is whole after a crash of the process all the same; it may be missing after a power cut. */
export function beHasty(database: Sqlite): Stop {
  database.execute('PRAGMA synchronous = NORMAL');
  return () => database.execute('PRAGMA synchronous = FULL; PRAGMA wal_checkpoint(PASSIVE)');
}

/**
 * SQLite would give a new file the common mode; it holds a private key, and its log inherits the mode. A file that is
 * there is not opened for that: to close it would take away the locks that other connections of this process have on it
 * (https://sqlite.org/howtocorrupt.html, 2.2), and the next process that ends would delete their log.
 */
function createPrivately(file: string): void {
  try {
    if (existsSync(file)) accessSync(file, constants.W_OK);
    else closeSync(openSync(file, 'a', 0o600));
  } catch (error) {
    throw storageFailure(error, file);
  }
}
