/**
 * Goldens of other tools hold the same facts as our records in other shapes. A translation puts our records into a
 * golden's shape; then every leaf of the golden must be there with the same value.
 */
import type { Parsed } from '../../../src-main/parsers/parsed.ts';

export interface Translation {
  /** Which files of the collection: a pattern for "source/platform/command". */
  files: RegExp;
  parse: (text: string) => Parsed<unknown>;
  /** Our records in the golden's shape. */
  // The records are of the parser above; a translation knows which.
  translate: (records: never[], golden: unknown) => unknown;
  /** Leaves that are no facts of the output, or that we leave out: names at the end of their path, and why. */
  ignored?: Record<string, string>;
}

export interface Difference {
  path: string;
  golden: unknown;
  ours: unknown;
}

export function differences(
  golden: unknown,
  ours: unknown,
  ignored: Record<string, string> = {},
  path = '',
): Difference[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (Object.hasOwn(ignored, name)) return [];
  if (typeof golden !== 'object' || golden === null) return isSame(golden, ours) ? [] : [{ path, golden, ours }];
  const fields = (typeof ours === 'object' && ours !== null ? ours : {}) as Record<string, unknown>;
  return Object.entries(golden).flatMap(([key, value]) => differences(value, fields[key], ignored, `${path}/${key}`));
}

/** How many leaves a golden has that are compared. */
export function leavesOf(golden: unknown, ignored: Record<string, string> = {}, path = ''): number {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (Object.hasOwn(ignored, name)) return 0;
  if (typeof golden !== 'object' || golden === null) return 1;
  return Object.entries(golden).reduce((sum, [key, value]) => sum + leavesOf(value, ignored, `${path}/${key}`), 0);
}

/** Tools write numbers as texts, lower-case some words, and keep blanks. Nothing and an empty text are the same. */
function isSame(golden: unknown, ours: unknown): boolean {
  return wordOf(golden) === wordOf(ours);
}

function wordOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return (typeof value === 'string' ? value : JSON.stringify(value)).trim().toLowerCase();
}

/** Records by a name of theirs. */
export function keyed<T>(
  records: readonly T[],
  key: (record: T) => string,
  value: (record: T) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(records.map((record) => [key(record), value(record)]));
}

/** Records by their place, counted from 1, as Genie does. */
export function numbered<T>(records: readonly T[], value: (record: T) => unknown): Record<string, unknown> {
  return Object.fromEntries(records.map((record, index) => [String(index + 1), value(record)]));
}

/** Without the fields that have no value: a shape that is built of conditions. */
export function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
