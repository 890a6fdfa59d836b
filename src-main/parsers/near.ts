/** Which commands somebody may have meant whose command has no parser. */

/** The likeliest first: those that begin with the same words, and of these the ones that differ in the fewest letters. */
export function nearOf(typed: string, known: readonly string[], most = 3): string[] {
  const given = typed.trim().toLowerCase().replace(/\s+/g, ' ');
  const ranked = known
    .map((one) => ({ one, same: sameWords(given, one), far: distance(given.slice(0, LONGEST), one) }))
    .filter(({ one, same, far }) => same > 1 || far <= Math.max(2, one.length / 3));
  ranked.sort((a, b) => b.same - a.same || a.far - b.far);
  return [...new Set(ranked.map(({ one }) => one))].slice(0, most);
}

/** No command is longer; the time grows with the product of both lengths. */
const LONGEST = 100;

function sameWords(typed: string, known: string): number {
  const words = typed.split(' ');
  const wrong = known.split(' ').findIndex((word, index) => !words[index] || !word.startsWith(words[index]));
  return wrong < 0 ? words.length : wrong;
}

/** How many letters must be put in, taken out or changed (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
