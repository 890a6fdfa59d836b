import { describe, expect, it } from 'vitest';
import { Failure } from '../../src-main/base/errors.ts';
import { storageFailure } from '../../src-main/storage/storage-failure.ts';

describe('storageFailure', () => {
  const of = (code: string, message = 'x'): unknown =>
    storageFailure(Object.assign(new Error(message), { code }), '/p/q.db');

  it.each([
    ['SQLITE_FULL', 'disk-full'],
    ['ENOSPC', 'disk-full'],
    ['SQLITE_READONLY_DIRECTORY', 'read-only'],
    ['EACCES', 'read-only'],
    ['EROFS', 'read-only'],
    ['SQLITE_CORRUPT_INDEX', 'damaged-database'],
    ['SQLITE_NOTADB', 'not-a-database'],
    ['SQLITE_BUSY_SNAPSHOT', 'database-busy'],
    ['SQLITE_IOERR_FSYNC', 'disk-error'],
    ['SQLITE_CANTOPEN', 'cannot-open'],
    ['EISDIR', 'cannot-open'],
  ])('makes of %s a failure that names the path and what to do', (system, code) => {
    const failure = of(system);
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ code, message: expect.stringMatching(/\/p\/q\.db.*\. \S+/s) as string });
  });

  it('knows the error of opening, which has lost its code', () => {
    const message = 'ConnectionFailed("Unable to open connection to local database /p/q.db: 14")';
    expect(storageFailure(new Error(message), '/p/q.db')).toMatchObject({ code: 'cannot-open' });
  });

  it('leaves bugs and failures as they are', () => {
    const bug = Object.assign(new Error('UNIQUE constraint failed'), { code: 'SQLITE_CONSTRAINT_UNIQUE' });
    const failure = new Failure('busy', 'x', 'y');
    expect(storageFailure(bug, '/p')).toBe(bug);
    expect(storageFailure(failure, '/p')).toBe(failure);
    expect(storageFailure('text', '/p')).toBe('text');
  });
});
