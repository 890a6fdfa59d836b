/** What is thrown for a combination. */
import type { Random } from '../../../src-main/base/random.ts';

export function pick<const T>(random: Random, from: readonly T[]): T {
  const chosen = from[random.int(from.length)];
  if (chosen === undefined) throw new RangeError('there is nothing to choose from');
  return chosen;
}

/** One in so many. */
export const chance = (random: Random, of: number): boolean => random.int(of) === 0;

export const maybe = <T>(random: Random, make: () => T): T | undefined => (chance(random, 2) ? make() : undefined);
