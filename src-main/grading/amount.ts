/** Amounts as labs write them: a number, "at least N", "at most N", "N to M". */

export type Amount = number | string;

/** @param tolerance how far off it may be */
export function isAmount(wanted: Amount, count: number, tolerance = 0): boolean {
  const [least, most] = boundsOf(wanted);
  return count >= least - tolerance && count <= most + tolerance;
}

function boundsOf(wanted: Amount): [least: number, most: number] {
  const text = String(wanted);
  const [, bound, number] = /^(at least|at most) (\d+)$/.exec(text) ?? [];
  if (bound === 'at least') return [Number(number), Infinity];
  if (bound === 'at most') return [-Infinity, Number(number)];
  const [, least, most] = /^(\d+) to (\d+)$/.exec(text) ?? [];
  return least === undefined ? [Number(text), Number(text)] : [Number(least), Number(most)];
}
