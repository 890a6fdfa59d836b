import fc from 'fast-check';

/** A seed and a number of runs: the same mutations every time. */
export const runs = (numRuns: number): { seed: number; numRuns: number } => ({ seed: 12_4, numRuns });

/** The text with pieces removed, repeated, or replaced by characters that mean something to JSON or YAML. */
export function mutationsOf(text: string): fc.Arbitrary<string> {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc.constantFrom(...Array.from('[]{},:"\'-|>&*!#\\\n\r\t \0')),
    fc.constantFrom('null', '1e999', '- ', ': ', '\n\n', '&a ', '*a', '---\n', '<<: ', '"\\u0000"', '__proto__'),
    fc.constantFrom('|2-', '|+', ' #', "''", '\\\n', '\n    ', 'a: b\n', '? ', '~', '{}', '[a, b]', '\u00a0', '\ufeff'),
  );
  const change = fc.tuple(fc.nat({ max: text.length }), fc.nat({ max: 20 }), piece);
  return fc.array(change, { minLength: 1, maxLength: 5 }).map((changes) => {
    let mutated = text;
    for (const [at, removed, added] of changes) mutated = mutated.slice(0, at) + added + mutated.slice(at + removed);
    return mutated;
  });
}
