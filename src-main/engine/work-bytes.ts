/** Files of students' work, read within limits. */
import { readFileSync, statSync } from 'node:fs';
import { Failure } from '../base/errors.ts';

/** @throws Failure file-too-large, work-unreadable */
export function readBytes(file: string, most: number): Buffer {
  return attempted(file, () => {
    if (statSync(file).size <= most) return readFileSync(file);
    const says = `${file} is too large: at most ${most / 1024 / 1024} MB.`;
    throw new Failure('bad-input', 'file-too-large', says);
  });
}

/** @throws Failure work-unreadable, whatever kept it from being read */
export function attempted<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Failure) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    const why = code === 'ENOENT' ? 'it is not there' : code;
    throw new Failure('bad-input', 'work-unreadable', `${place} cannot be read: ${why}.`);
  }
}
