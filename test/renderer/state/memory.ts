import type { Stored } from '../../../src-renderer/state/stored.ts';

/** What localStorage is to the window, for one test. */
export function memory(entries: Record<string, string> = {}): Stored {
  const kept = new Map(Object.entries(entries));
  return { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => void kept.set(name, value) };
}
