export interface Figure {
  name: string;
  value: number;
  /** What it may be at most. */
  target: number;
  unit: string;
  /** How it was measured, where the name does not say it. */
  note?: string;
}

export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, target, unit, note }) => [
    name,
    `${rounded(value)} ${unit}`,
    Number.isFinite(target) ? `${target} ${unit}` : '',
    value <= target ? '' : 'missed',
    note ?? '',
  ]);
  const all = [['', 'measured', 'at most', '', ''], ...rows];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.floor(sorted.length / 2)];
  if (value === undefined) throw new Error('there is no median of nothing');
  return value;
}
