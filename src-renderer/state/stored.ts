/** What the window remembers from one day to the next: small texts, by name. */
export interface Stored {
  getItem(name: string): string | null;
  setItem(name: string, value: string): void;
}

/** One of the words that are known; the first where nothing, or something else, is stored. */
export function readWord<Word extends string>(stored: Stored, name: string, words: readonly [Word, ...Word[]]): Word {
  const found = stored.getItem(name);
  return words.find((word) => word === found) ?? words[0];
}
