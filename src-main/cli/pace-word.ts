/** How fast virtual time goes, as it is typed: how many of its seconds one second is, or `max`. */
import type { Simulation } from '../engine/simulation.ts';

export type Pace = Parameters<Simulation['setPace']>[0];

export function paceOf(text: string): Pace | undefined {
  if (text === 'max') return { kind: 'flat-out' };
  const factor = Number(text);
  const isFine = /^\d+(\.\d+)?$/.test(text) && factor >= 0.01 && factor <= 10_000;
  return isFine ? { kind: 'real-time', factor } : undefined;
}
