/** No letter that can be taken for another or for a digit, spoken or written: no 0 o, 1 i l, u v. */
const alphabet = '23456789abcdefghjkmnpqrstwxyz';

/**
 * An attempt's name: its day and four characters, "2026-11-20-k3f9". Short enough to say; in the order of days when
 * sorted as text. About 700 000 a day, so the caller tries again when one is taken.
 *
 * @param dice a whole number from 0 to `below` - 1
 */
export function attemptId(now: Date, dice: (below: number) => number): string {
  const letters = Array.from({ length: 4 }, () => alphabet.charAt(dice(alphabet.length)));
  return `${now.toISOString().slice(0, 10)}-${letters.join('')}`;
}
