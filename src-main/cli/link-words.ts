/** Conditions of a link as they are typed: `delay=50 loss=2`, `down`, `up`, `perfect`. */
import type { LinkConditions } from '../engine/simulation.ts';

interface Quantity {
  readonly name: Exclude<keyof LinkConditions, 'isShutdown'>;
  readonly most: number;
}

const quantities: Readonly<Record<string, Quantity>> = {
  delay: { name: 'delay', most: 60_000 },
  jitter: { name: 'jitter', most: 60_000 },
  loss: { name: 'loss', most: 100 },
  duplicate: { name: 'duplication', most: 100 },
  reorder: { name: 'reordering', most: 100 },
  bandwidth: { name: 'bandwidth', most: 100_000_000 },
};

/** What may stand there, for help. */
export const linkWordsHelp = 'delay=MS jitter=MS loss=% duplicate=% reorder=% bandwidth=KBIT/S, down, up';

/** @returns what is wrong with it, in words, where something is */
export function conditionsOf(words: readonly string[]): LinkConditions | string {
  let change: LinkConditions = {};
  for (const word of words) {
    const part = conditionOf(word);
    if (typeof part === 'string') return part;
    change = { ...change, ...part };
  }
  return words.length === 0 ? `Say how the link is: ${linkWordsHelp}.` : change;
}

function conditionOf(word: string): LinkConditions | string {
  if (word === 'down' || word === 'up') return { isShutdown: word === 'down' };
  const [key = '', text] = word.split('=');
  const quantity = Object.hasOwn(quantities, key) ? quantities[key] : undefined;
  if (!quantity) return `"${word}" is no condition of a link: ${linkWordsHelp}.`;
  const value = numberUpTo(quantity.most, text);
  if (value === undefined) return `${key} is a number from 0 to ${quantity.most}.`;
  // No bandwidth at all is no limit.
  return { [quantity.name]: key === 'bandwidth' && value === 0 ? undefined : value };
}

function numberUpTo(most: number, text = ''): number | undefined {
  return /^\d+(\.\d+)?$/.test(text) && Number(text) <= most ? Number(text) : undefined;
}
