/**
 * The file that a report goes to. It is opened before the work begins, because nobody waits for a report that cannot be
 * kept; one that is there stays until there is a new one, and a new file does not stay without a report in it. Others get
 * to read it: no secret is in it, of the lab, of a login, or of what routers printed.
 */
import { closeSync, existsSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { Failure } from '../base/errors.ts';
import { redact } from '../base/redact.ts';

export class ReportFile {
  readonly #isNew: boolean;
  #isWritten = false;
  readonly #secrets = new Set<string>();

  /** @throws Failure cannot-write */
  constructor(private readonly file: string) {
    this.#isNew = !existsSync(file);
    this.#attempt(() => closeSync(openSync(file, 'a')));
  }

  /** Words that are hidden wherever they stand. */
  hide(secrets: Iterable<string | undefined>): void {
    for (const secret of secrets) if (secret !== undefined) this.#secrets.add(secret);
  }

  /** @throws Failure cannot-write */
  write(report: object): void {
    this.#attempt(() => writeFileSync(this.file, `${withoutSecrets(report, [...this.#secrets])}\n`));
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

/** The same secret is hidden under the same number: that two ends have different keys is still to be seen. */
function withoutSecrets(report: object, known: readonly string[]): string {
  const numbers = new Map<string, number>();
  const conceal = (secret: string): string => {
    const number = numbers.get(secret) ?? numbers.size + 1;
    numbers.set(secret, number);
    return `<hidden-${number}>`;
  };
  const hide = (_key: string, value: unknown): unknown =>
    typeof value === 'string' ? redact(value, known, conceal) : value;
  return JSON.stringify(report, hide, 2);
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
