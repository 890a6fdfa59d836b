/**
 * Comma-separated values as RFC 4180 has them. A spreadsheet takes a cell that begins with =, +, - or @ for a formula,
 * also one that it has blanks before, and would work out what a learner wrote: such a cell gets an apostrophe in front,
 * unless it is a number.
 */

export type Cell = string | number;

/** @param rows the first one are the names of the columns */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;

function cellOf(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  const safe = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
