/** Gradings in words. */
import type { ClassReport, GradingSummary } from '../../src-main/api/contract/laboratory.ts';

export type Student = ClassReport['students'][number];
export type Cell = Student['cells'][number];

export function nameOfGrading({ title, begunAt, isRegraded }: GradingSummary): string {
  const when = new Date(begunAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
  return `${title}, ${when}${isRegraded ? ', judged anew' : ''}`;
}

export function stateOfGrading({ lab, students, graded, broken, endedAt, atWork, trouble }: GradingSummary): string {
  const lost = broken === 0 ? '' : `, ${broken} could not be`;
  const count = `${lab}: ${graded} of ${students} graded${lost}`;
  if (trouble !== undefined) return `${count}. It has ended before its time: ${trouble}`;
  return endedAt === undefined && atWork === undefined ? `${count}, not at its end` : count;
}

/** What a cell says to somebody who hears it. */
export function cellWords({ name }: Student, title: string, { verdict, points }: Cell): string {
  const earned = verdict === 'not judged' ? '' : `, ${points.earned} of ${points.of} points`;
  return `${name}, ${title}: ${verdict}${earned}`;
}

/** Where the arrow keys lead in a grid: undefined for other keys. */
export function moved(
  key: string,
  { row, column }: { row: number; column: number },
  { rows, columns }: { rows: number; columns: number },
): { row: number; column: number } | undefined {
  const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));
  switch (key) {
    case 'ArrowUp':
      return { row: within(row - 1, rows), column };
    case 'ArrowDown':
      return { row: within(row + 1, rows), column };
    case 'ArrowLeft':
      return { row, column: within(column - 1, columns) };
    case 'ArrowRight':
      return { row, column: within(column + 1, columns) };
    case 'Home':
      return { row, column: 0 };
    case 'End':
      return { row, column: columns - 1 };
    case 'PageUp':
      return { row: 0, column };
    case 'PageDown':
      return { row: rows - 1, column };
    default:
      return undefined;
  }
}
