/**
 * The file that a report goes to; the ending of its name says in which form. It is opened before the work begins, because nobody waits for a report that cannot be
 * kept; one that is there stays until there is a new one, and a new file does not stay without a report in it. Others get
 * to read it: no secret is in it, of the lab, of a login, or of what routers printed.
 */
import { closeSync, existsSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { Failure } from '../base/errors.ts';
import {
  renderReport,
  reportFormatOf,
  withoutSecrets,
  type ReportDocument,
  type ReportFormat,
} from '../engine/report-document.ts';

export class ReportFile {
  readonly #isNew: boolean;
  #isWritten = false;
  readonly #secrets = new Set<string>();

  readonly #format: ReportFormat;

  /**
   * @param format in place of the one that the name says
   * @throws Failure unknown-report-format, cannot-write
   */
  constructor(
    private readonly file: string,
    format?: ReportFormat,
  ) {
    this.#format = format ?? reportFormatOf(file);
    this.#isNew = !existsSync(file);
    this.#attempt(() => closeSync(openSync(file, 'a')));
  }

  /** Words that are hidden wherever they stand. */
  hide(secrets: Iterable<string | undefined>): void {
    for (const secret of secrets) if (secret !== undefined) this.#secrets.add(secret);
  }

  /** @throws Failure cannot-write */
  write(report: ReportDocument): void {
    const text = renderReport(withoutSecrets(report, [...this.#secrets]), this.#format);
    this.#attempt(() => writeFileSync(this.file, text));
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
