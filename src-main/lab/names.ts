/** Keys and names that a seed gives: easy to type on a console, and hard to mistake for those of another learner. */
import type { Random } from '../base/random.ts';

// Without letters and digits that look alike: 0 O o, 1 l I.
const lower = 'abcdefghijkmnpqrstuvwxyz';
const upper = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const digits = '23456789';

/** Eight to twelve letters and digits, a letter first; at least one of each kind. */
export function seededSecret(random: Random): string {
  const length = 8 + random.int(5);
  const rest = Array.from({ length: length - 3 }, () => oneOf(lower + upper + digits, random));
  for (const letter of [oneOf(upper, random), oneOf(digits, random)])
    rest.splice(random.int(rest.length + 1), 0, letter);
  return oneOf(lower, random) + rest.join('');
}

const first = [
  'Amber',
  'Brisk',
  'Cedar',
  'Dusty',
  'Early',
  'Frosty',
  'Gentle',
  'Hazel',
  'Iron',
  'Jolly',
  'Keen',
  'Lunar',
];
const second = [
  'Anchor',
  'Bridge',
  'Canyon',
  'Dune',
  'Ember',
  'Ferry',
  'Garden',
  'Harbour',
  'Island',
  'Junction',
  'Kiln',
];

/** Two words as one, as in AmberHarbour. */
export function seededName(random: Random): string {
  return wordOf(first, random) + wordOf(second, random);
}

function oneOf(letters: string, random: Random): string {
  return letters.charAt(random.int(letters.length));
}

function wordOf(words: readonly string[], random: Random): string {
  return words[random.int(words.length)] ?? '';
}
