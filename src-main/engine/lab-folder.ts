/** A folder that may be a lab: its text files, read once and within limits, so that an attempt can keep its own copy. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../base/errors.ts';
import type { Files } from '../storage/content-hash.ts';

/** The file that makes a folder a lab. */
export const labFileName = 'lab.yml';

/** Far above any lab that is written by hand. */
const limits = { files: 500, bytes: 8 * 1024 * 1024, depth: 8 } as const;

/** Whether the folder claims to be a lab. */
export function isLabFolder(folder: string): boolean {
  return existsSync(path.join(folder, labFileName));
}

/**
 * Every text file of the folder by its path inside it, `/` between the parts. Hidden files and links are left out, as
 * are files with a NUL byte: a lab is text, and whatever a link points to is not part of the folder.
 *
 * @throws Failure lab-too-large, lab-unreadable
 */
export function readLabFolder(folder: string): Files {
  const files: Record<string, string> = {};
  let bytes = 0;
  for (const file of filesBelow(folder, '', 0)) {
    const content = readBytes(path.join(folder, file));
    if (content.includes(0)) continue;
    bytes += content.length;
    if (bytes > limits.bytes || Object.keys(files).length >= limits.files) throw tooLarge(folder);
    files[file] = content.toString('utf8');
  }
  return files;
}

function filesBelow(root: string, inside: string, depth: number): string[] {
  if (depth > limits.depth) throw tooLarge(root);
  return entriesOf(path.join(root, inside))
    .filter(({ name }) => !name.startsWith('.'))
    .flatMap((entry) => {
      const below = inside === '' ? entry.name : `${inside}/${entry.name}`;
      if (entry.isDirectory()) return filesBelow(root, below, depth + 1);
      return entry.isFile() && statSync(path.join(root, below)).size <= limits.bytes ? [below] : [];
    });
}

function entriesOf(folder: string): { name: string; isDirectory(): boolean; isFile(): boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw unreadable(folder, error);
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(place: string, error: unknown): Failure {
  const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return new Failure('bad-input', 'lab-unreadable', `${place} cannot be read (${why}).`);
}

function tooLarge(folder: string): Failure {
  const most = `at most ${limits.files} text files, ${limits.bytes / 1024 / 1024} MB, ${limits.depth} folders deep`;
  return new Failure('bad-input', 'lab-too-large', `${folder} is too large for a lab: ${most}.`);
}
