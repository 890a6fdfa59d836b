/** Columns for a terminal: as wide as their widest cell, two blanks apart, the last one ragged. */
import { printable } from './complaint.ts';

/** @param head the names of the columns; left out where they speak for themselves */
export function table(rows: readonly (readonly string[])[], head?: readonly string[]): string {
  const all = (head ? [head, ...rows] : [...rows]).map((row) => row.map(cellOf));
  const widths = (all[0] ?? []).map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => `${lineOf(row, widths)}\n`).join('');
}

function lineOf(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, column) => cell.padEnd(widths[column] ?? 0))
    .join('  ')
    .trimEnd();
}

function cellOf(text: string): string {
  return printable(text).replaceAll('\n', ' ');
}
