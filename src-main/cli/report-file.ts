/**
 * The file that a report goes to. It is opened before the work begins, because nobody waits for a report that cannot be
 * kept; one that is there stays until there is a new one, and a new file does not stay without a report in it.
 */
import { closeSync, existsSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { Failure } from '../base/errors.ts';

export class ReportFile {
  readonly #isNew: boolean;
  #isWritten = false;

  /** @throws Failure cannot-write */
  constructor(private readonly file: string) {
    this.#isNew = !existsSync(file);
    this.#attempt(() => closeSync(openSync(file, 'a')));
  }

  /** @throws Failure cannot-write */
  write(report: object): void {
    this.#attempt(() => writeFileSync(this.file, `${JSON.stringify(report, undefined, 2)}\n`));
    this.#isWritten = true;
  }

  close(): void {
    if (this.#isNew && !this.#isWritten) rmSync(this.file, { force: true });
  }

  #attempt(write: () => void): void {
    try {
      write();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
      if (code === undefined) throw error;
      const why = reasons[code] ?? code;
      throw new Failure('bad-input', 'cannot-write', `The report cannot be written to ${this.file || '""'}: ${why}.`);
    }
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'it is a folder',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'what is there cannot be changed',
  ENOSPC: 'the disk is full',
};
