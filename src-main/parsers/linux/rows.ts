/** Answers of programs of Linux that are rows: nothing tells which is the last, but all of them end with a line end. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import type { Records } from '../records.ts';
import { readLines, type RuleTable } from '../rules.ts';

/** @param isOpen whether the last record still waits for something */
export function parseRows<T extends Sourced, S extends Records<T>>(
  text: string,
  table: RuleTable<S>,
  records: S & Records<T>,
  isOpen: (last: T) => boolean = () => false,
): Parsed<T> {
  const reading = readLines(text, table, records);
  const { last } = records;
  return conclude(reading, records.all, last !== undefined && (reading.isLoose || isOpen(last)));
}
