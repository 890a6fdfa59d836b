/** What a device printed, as bytes in a file or from a pipe. */
import { createReadStream, statSync } from 'node:fs';
import { Failure } from '../base/errors.ts';

/** Above what any router prints, below what would fill the memory of a small machine. */
const largest = 256 * 1024 * 1024;

/** @throws Failure no-file, not-a-file, file-unreadable, file-too-large */
export async function readOutputFile(file: string): Promise<Uint8Array> {
  try {
    if (statSync(file).size > largest) throw tooLarge(file);
    return await collect(createReadStream(file), file);
  } catch (error) {
    throw error instanceof Failure ? error : failureOf(file, error);
  }
}

/** All that comes, up to a size that is bounded. */
export async function collect(source: AsyncIterable<Uint8Array | string>, name: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of source) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    size += bytes.length;
    if (size > largest) throw tooLarge(name);
    pieces.push(bytes);
  }
  return Buffer.concat(pieces);
}

function tooLarge(name: string): Failure {
  const most = `at most ${largest / 1024 / 1024} MB are read`;
  return new Failure('bad-input', 'file-too-large', `${name} is too large for the answer to one command: ${most}.`);
}

function failureOf(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === undefined) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new Failure('bad-input', 'no-file', `There is no file ${file || '""'}.`);
  if (code === 'EISDIR') return new Failure('bad-input', 'not-a-file', `${file} is a folder: a file is needed.`);
  const why = code === 'EACCES' || code === 'EPERM' ? 'you may not read it' : code;
  return new Failure('bad-input', 'file-unreadable', `${file} cannot be read: ${why}.`);
}

/**
 * UTF-8, or UTF-16 as PowerShell's `>` and Windows' editors save it; bytes that are neither are each a character
 * (ISO 8859-1), so that nothing is lost of what an old terminal wrote.
 */
export function textOfOutput(bytes: Uint8Array): string {
  const order = utf16Of(bytes);
  if (order !== undefined) return new TextDecoder(order).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // It is not in UTF-8.
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  }
}

const LOOK = 1024;

/** By its mark, or because nearly every second byte at its beginning is zero and the others are none. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const [even, odd] = [zeroes(bytes, 0), zeroes(bytes, 1)];
  if (odd > 0.8 && even === 0) return 'utf-16le';
  return even > 0.8 && odd === 0 ? 'utf-16be' : undefined;
}

/** How many of the even or of the odd bytes are zero. */
function zeroes(bytes: Uint8Array, offset: 0 | 1): number {
  const own = [...bytes.subarray(0, LOOK)].filter((_, index) => index % 2 === offset);
  return own.filter((byte) => byte === 0).length / Math.max(own.length, 2);
}
