/** Amounts as labs write them: a number, "at least N", "at most N". */

export type Amount = number | string;

export function isAmount(wanted: Amount, count: number): boolean {
  const [, bound, number] = /^(at least|at most) (\d+)$/.exec(String(wanted)) ?? [];
  if (bound === undefined) return count === Number(wanted);
  return bound === 'at least' ? count >= Number(number) : count <= Number(number);
}
