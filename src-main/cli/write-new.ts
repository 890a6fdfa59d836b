/** A file that must not be there yet: what somebody has written is never overwritten. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../base/errors.ts';

/** @throws Failure file-exists, cannot-write */
export function writeNew(file: string, content: string | Uint8Array): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content, { flag: 'wx' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    if (code === 'EEXIST')
      throw new Failure('bad-input', 'file-exists', `${file} is there already: it stays as it is.`);
    throw new Failure('bad-input', 'cannot-write', `${file} cannot be written: ${code}.`);
  }
}
