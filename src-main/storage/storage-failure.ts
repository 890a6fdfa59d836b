/** What SQLite and the file system say when they cannot, in words for the person whose data it is. */
import { Failure, messageOf, type FailureKind } from '../base/errors.ts';

type Explain = (path: string) => { kind: FailureKind; code: string; message: string };

const full: Explain = (path) => ({
  kind: 'bad-input',
  code: 'disk-full',
  message: `The disk is full: nothing more could be written to ${path}. What was saved before is safe. Free some space and try again.`,
});

const readOnly: Explain = (path) => ({
  kind: 'bad-input',
  code: 'read-only',
  message: `${path} cannot be written. Give yourself the right to write to it and its folder, or set QUICKMODE_HOME to a folder of your own.`,
});

const damaged: Explain = (path) => ({
  kind: 'bad-input',
  code: 'damaged-database',
  message: `${path} is damaged and was left as it is. Put a copy from a backup in its place, or move it away and QuickMode begins a new one.`,
});

const cannotOpen: Explain = (path) => ({
  kind: 'bad-input',
  code: 'cannot-open',
  message: `${path} cannot be opened. See that its folder exists and that you may write there, or set QUICKMODE_HOME to a folder of your own.`,
});

/** By the name of SQLite's primary result code (https://sqlite.org/rescode.html) or of the system's error. */
const explanations: Record<string, Explain> = {
  SQLITE_FULL: full,
  ENOSPC: full,
  EDQUOT: full,
  SQLITE_READONLY: readOnly,
  SQLITE_PERM: readOnly,
  EACCES: readOnly,
  EPERM: readOnly,
  EROFS: readOnly,
  SQLITE_CORRUPT: damaged,
  SQLITE_CANTOPEN: cannotOpen,
  ENOENT: cannotOpen,
  ENOTDIR: cannotOpen,
  EEXIST: cannotOpen,
  EISDIR: cannotOpen,
  SQLITE_NOTADB: (path) => ({
    kind: 'bad-input',
    code: 'not-a-database',
    message: `${path} is not a QuickMode database and was left as it is. Move it away, or set QUICKMODE_HOME to another folder.`,
  }),
  SQLITE_BUSY: (path) => ({
    kind: 'busy',
    code: 'database-busy',
    message: `Another program keeps ${path} locked. Close the other QuickMode, or wait until it has finished, and try again.`,
  }),
  SQLITE_IOERR: (path) => ({
    kind: 'bad-input',
    code: 'disk-error',
    message: `The disk reported an error while ${path} was read or written. Check the disk, and that there is space left on it.`,
  }),
};

/** The failure that the error stands for, or the error itself where it is a bug. */
export function storageFailure(error: unknown, path: string): unknown {
  if (error instanceof Failure) return error;
  const explain = explanations[primaryCode(error)];
  if (!explain) return error;
  const { kind, code, message } = explain(path);
  return new Failure(kind, code, message);
}

function primaryCode(error: unknown): string {
  // The binding loses the code of an error at opening, except for the number at the end of its message.
  if (/Unable to open connection to local database .*: 14"?\)?$/s.test(messageOf(error))) return 'SQLITE_CANTOPEN';
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return /^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code;
}
