/** Traits of what stands in a configuration, each proven by a line of it. */
import type { Configured } from '../facts/configurations.ts';
import { quoteOf } from '../facts/captures.ts';
import type { AttributeVerdict } from '../verdict.ts';
import { NOTHING } from './verb.ts';

export interface LineTrait<T> {
  name: string;
  expected: string;
  holds: (record: T) => boolean;
  /** In the words of the device. */
  found: (record: T) => string | undefined;
  /** Where it stands; the line that the record begins on where it does not. */
  line?: (record: T) => number | undefined;
}

interface Placed {
  line: number;
}

/** The one with the most of what is wanted; of equals the first. */
export function best<T>(traits: readonly LineTrait<T>[], all: readonly T[]): T | undefined {
  const score = (one: T): number => traits.filter(({ holds }) => holds(one)).length;
  return all.reduce<T | undefined>(
    (found, one) => (found === undefined || score(one) > score(found) ? one : found),
    undefined,
  );
}

export function lineAttributes<T extends Placed>(
  traits: readonly LineTrait<T>[],
  record: T | undefined,
  { evidence }: Configured,
): AttributeVerdict[] {
  return traits.map(({ name, expected, holds, found, line }) => ({
    name,
    role: evidence.role,
    expected,
    found: (record && found(record)) ?? NOTHING,
    holds: record !== undefined && holds(record),
    quotes: record ? [quoteOf(evidence, line?.(record) ?? record.line)] : [],
  }));
}

/** The names of all that have every trait. */
export function namesOf<T extends { name: string }>(traits: readonly LineTrait<T>[], all: readonly T[]): string[] {
  return all.filter((one) => traits.every(({ holds }) => holds(one))).map(({ name }) => name);
}
