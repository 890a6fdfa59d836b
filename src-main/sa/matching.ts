/** Pairs the entries of two lists by keys that they have in common, the surest kind of key first. */

export type Keys<T> = (item: T) => readonly string[];

/** Two ways to look at the ends: what the one calls it and what the other does. */
export interface Step<T, Name extends string> {
  by: Name;
  ofA: Keys<T>;
  ofB: Keys<T>;
}

export interface Match<T, Name extends string> {
  a: T;
  b: T;
  by: Name;
}

export interface Matching<T, Name extends string> {
  pairs: Match<T, Name>[];
  restOfA: T[];
  restOfB: T[];
}

/** Every entry is in one pair at most; in the order of the first list within a step. */
export function matchInSteps<T, Name extends string>(
  a: readonly T[],
  b: readonly T[],
  steps: readonly Step<T, Name>[],
): Matching<T, Name> {
  const matching: Matching<T, Name> = { pairs: [], restOfA: [...a], restOfB: [...b] };
  for (const step of steps) matchStep(matching, step);
  return matching;
}

function matchStep<T, Name extends string>(matching: Matching<T, Name>, { by, ofA, ofB }: Step<T, Name>): void {
  const waiting = new Map<string, T[]>();
  // The first is taken last from each list, so that order is kept where keys are equal.
  for (const one of matching.restOfB.toReversed()) {
    for (const key of ofB(one)) {
      const known = waiting.get(key);
      if (known) known.push(one);
      else waiting.set(key, [one]);
    }
  }
  const taken = new Set<T>();
  matching.restOfA = matching.restOfA.filter((one) => {
    const partner = partnerOf(ofA(one), waiting, taken);
    if (partner === undefined) return true;
    taken.add(partner);
    matching.pairs.push({ a: one, b: partner, by });
    return false;
  });
  matching.restOfB = matching.restOfB.filter((one) => !taken.has(one));
}

function partnerOf<T>(keys: readonly string[], waiting: Map<string, T[]>, taken: Set<T>): T | undefined {
  for (const key of keys) {
    const candidates = waiting.get(key) ?? [];
    for (let last = candidates.pop(); last !== undefined; last = candidates.pop()) if (!taken.has(last)) return last;
  }
  return undefined;
}
