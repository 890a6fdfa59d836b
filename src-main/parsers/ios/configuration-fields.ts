/** Reading the fields of a record from the lines of its submode, by a table. */
import { put, type Sourced } from '../parsed.ts';
import type { Fields } from '../records.ts';
import type { ConfigurationLine } from './configuration-line.ts';

export type Groups = readonly (string | undefined)[];

/** A kind of line in a submode: its pattern (anchored, linear), and what it says of the record. */
export interface FieldLine<T> {
  pattern: RegExp;
  fields: (groups: Groups, record: T) => Fields<T>;
}

export function readFields<T extends Sourced>(
  record: T,
  lines: readonly ConfigurationLine[],
  table: readonly FieldLine<T>[],
): T {
  for (const { text, line } of lines) {
    for (const { pattern, fields } of table) {
      const match = pattern.exec(text);
      if (!match) continue;
      put(record, line, fields(match.slice(1), record));
      break;
    }
  }
  return record;
}

/** A record whose own line says some of its fields. */
export function recordOf<T extends Sourced>(
  line: number,
  fields: Omit<T, 'line' | 'at' | OptionalOf<T>> & Fields<Pick<T, OptionalOf<T>>>,
): T {
  const record = { line, at: {} } as T;
  put(record, line, fields as Fields<T>);
  return record;
}

type OptionalOf<T> = { [Name in keyof T]-?: undefined extends T[Name] ? Name : object extends Pick<T, Name> ? Name : never }[keyof T]; // prettier-ignore
