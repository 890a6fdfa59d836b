/** A row's columns as the types that the schema gives them. A column of another type is a bug in the query. */
import type { Row } from './sqlite.ts';

const decoder = new TextDecoder();

/** Text, also of a column that was selected as BLOB because it may hold U+0000 (see sqlite.ts). */
export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (value instanceof Uint8Array) return decoder.decode(value);
  if (typeof value === 'string') return value;
  throw mismatch(row, column, 'text');
}

export function optionalTextOf(row: Row, column: string): string | undefined {
  return row[column] === null ? undefined : textOf(row, column);
}

/** Undefined for NULL. */
export function bytesOrNothing(row: Row, column: string): Uint8Array | undefined {
  const value = row[column];
  if (value === null) return undefined;
  if (value instanceof Uint8Array) return value;
  throw mismatch(row, column, 'bytes');
}

export function numberOf(row: Row, column: string): number {
  const value = row[column];
  if (typeof value === 'number') return value;
  throw mismatch(row, column, 'a number');
}

/** What was stored as JSON: the caller knows what it had put there. */
export function jsonOf(row: Row, column: string): unknown {
  return JSON.parse(textOf(row, column));
}

function mismatch(row: Row, column: string, wanted: string): Error {
  return new Error(`column ${column} of {${Object.keys(row).join(', ')}} should hold ${wanted}`);
}
