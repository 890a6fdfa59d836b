/**
 * Matches the entries of several lists by keys that they have in common, the surest kind of key first. The result is the
 * same whichever list is called the first one, and whatever the order within them.
 */

export interface Step<T, Name extends string> {
  by: Name;
  /** What an entry is called by itself, and what the other end would call it: the same key makes two a pair. */
  own: (item: T) => readonly string[];
  peer: (item: T) => readonly string[];
  /** Only where no other entry has the key. */
  isUnique?: boolean;
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

interface Edge<T> {
  a: T;
  b: T;
  /** How many keys they share. */
  score: number;
  rank: string;
}

/** Every entry is in one pair at most. `contentOf` decides where keys do not; it must not depend on the place in a list. */
export function matchInSteps<T extends object, Name extends string>(
  a: readonly T[],
  b: readonly T[],
  steps: readonly Step<T, Name>[],
  contentOf: (item: T) => string,
): Matching<T, Name> {
  const contents = new Map<T, string>();
  for (const item of [...a, ...b]) contents.set(item, contentOf(item));
  const content = (item: T): string => contents.get(item) ?? '';
  const matching: Matching<T, Name> = { pairs: [], restOfA: [...a], restOfB: [...b] };
  for (const step of steps) {
    // What a greedy choice left over may still fit something else.
    while (matchStep(matching, step, content));
  }
  const place = new Map(a.map((item, index) => [item, index]));
  matching.pairs.sort((one, other) => (place.get(one.a) ?? 0) - (place.get(other.a) ?? 0));
  return matching;
}

function matchStep<T extends object, Name extends string>(
  matching: Matching<T, Name>,
  step: Step<T, Name>,
  content: (item: T) => string,
): boolean {
  const edges = edgesOf(matching, step, content);
  const taken = new Set<T>();
  for (const { a, b } of edges) {
    if (taken.has(a) || taken.has(b)) continue;
    taken.add(a).add(b);
    matching.pairs.push({ a, b, by: step.by });
  }
  matching.restOfA = matching.restOfA.filter((one) => !taken.has(one));
  matching.restOfB = matching.restOfB.filter((one) => !taken.has(one));
  return taken.size > 0;
}

/** Both ways: what A calls itself and B calls its peer, and the reverse. */
function edgesOf<T extends object, Name extends string>(
  { restOfA, restOfB }: Matching<T, Name>,
  { own, peer, isUnique = false }: Step<T, Name>,
  content: (item: T) => string,
): Edge<T>[] {
  const edges = new Map<T, Map<T, Edge<T>>>();
  for (const [ofA, ofB] of [
    [own, peer],
    [peer, own],
  ] as const) {
    // prettier-ignore
    const [left, right] = [byKey(restOfA, ofA, content), byKey(restOfB, ofB, content)];
    for (const [key, some] of left) {
      const others = right.get(key) ?? [];
      if (isUnique && (some.length > 1 || others.length > 1)) continue;
      for (let k = 0; k < Math.min(some.length, others.length); k++) addEdge(edges, some[k], others[k], content);
    }
  }
  const all = [...edges.values()].flatMap((one) => [...one.values()]);
  return all.sort((one, other) => other.score - one.score || (one.rank < other.rank ? -1 : one.rank > other.rank ? 1 : 0)); // prettier-ignore
}

function addEdge<T>(
  edges: Map<T, Map<T, Edge<T>>>,
  a: T | undefined,
  b: T | undefined,
  content: (item: T) => string,
): void {
  if (a === undefined || b === undefined) return;
  const of = edges.get(a) ?? new Map<T, Edge<T>>();
  edges.set(a, of);
  const edge = of.get(b);
  if (edge) edge.score++;
  else of.set(b, { a, b, score: 1, rank: [content(a), content(b)].sort().join('\n') });
}

function byKey<T>(
  items: readonly T[],
  keysOf: (item: T) => readonly string[],
  content: (item: T) => string,
): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const known = found.get(key);
      if (known) known.push(item);
      else found.set(key, [item]);
    }
  }
  for (const some of found.values()) {
    if (some.length > 1) some.sort((one, other) => (content(one) < content(other) ? -1 : content(one) > content(other) ? 1 : 0)); // prettier-ignore
  }
  return found;
}
