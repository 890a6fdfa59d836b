/** A topology file on the disk, read within limits, with the files below its folder that it names. */
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../base/errors.ts';
import { importTopology, type ImportedTopology } from '../importers/import.ts';
import { isZip } from '../importers/portable.ts';
import { readBelow } from './read-below.ts';

export type ReadTopology = ImportedTopology;

/** Above what an importer takes, so that the importer says what the matter is; below what memory would notice. */
const largest = 64 * 1024 * 1024;
/** A portable project may hold images of disks; all of it is read, and little of it unpacked. */
const largestProject = 512 * 1024 * 1024;

/** @throws Failure no-file, not-a-file, file-unreadable, file-too-large, and what the importer says */
export function readTopologyFile(file: string): ImportedTopology {
  const content = readContent(file);
  const folder = path.dirname(path.resolve(file));
  return importTopology({ name: path.basename(file), ...content, companion: (inside) => readBelow(folder, inside) });
}

/** By its bytes: whether it is an archive, and how its text is encoded, they say. */
function readContent(file: string): { bytes: Uint8Array } {
  try {
    const { size, ...stat } = describe(file);
    if (stat.isFolder) throw new Failure('bad-input', 'not-a-file', `${file} is a folder: a topology file is needed.`);
    if (!stat.isFile) throw new Failure('bad-input', 'not-a-file', `${file} is no ordinary file.`);
    const isArchive = startsAsZip(file);
    if (size > (isArchive ? largestProject : largest)) throw tooLarge(file, isArchive);
    return { bytes: readFileSync(file) };
  } catch (error) {
    throw error instanceof Failure ? error : unreadable(file, error);
  }
}

function startsAsZip(file: string): boolean {
  const start = Buffer.alloc(4);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, start, 0, 4, 0);
  } finally {
    closeSync(handle);
  }
  return isZip(start);
}

function tooLarge(file: string, isArchive: boolean): Failure {
  const mend = isArchive ? ': export the project without its images' : '';
  return new Failure('bad-input', 'file-too-large', `${file} is too large for a topology file${mend}.`);
}

function describe(file: string): { size: number; isFile: boolean; isFolder: boolean } {
  const stat = statSync(file);
  return { size: stat.size, isFile: stat.isFile(), isFolder: stat.isDirectory() };
}

function unreadable(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (code === undefined) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new Failure('bad-input', 'no-file', `There is no file ${file || '""'}.`);
  const why = code === 'EACCES' || code === 'EPERM' ? 'you may not read it' : code;
  return new Failure('bad-input', 'file-unreadable', `${file} cannot be read: ${why}.`);
}
