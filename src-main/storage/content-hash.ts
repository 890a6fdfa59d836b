import { createHash } from 'node:crypto';

/** A folder's text files: text by path inside the folder. */
export type Files = Readonly<Record<string, string>>;

/** SHA-256 in hexadecimal of the paths and texts, in whatever order they come. */
export function contentHash(files: Files): string {
  return createHash('sha256').update(canonicalText(files)).digest('hex');
}

/** The same text for the same files. */
export function canonicalText(files: Files): string {
  const inOrder = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(Object.fromEntries(inOrder));
}
