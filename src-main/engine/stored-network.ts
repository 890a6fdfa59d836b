/** The network of a stored attempt, to be looked at beside whoever works on it: the store is only read. */
import path from 'node:path';
import type { JournalEntry } from '../providers/provider.ts';
import { readStore } from '../storage/store.ts';
import { assertIsAt } from './attempt-of.ts';
import { contentOf, type Content } from './content.ts';
import { databaseName } from './engine.ts';

export interface StoredNetwork {
  content: Content;
  /** What was typed into its routers and is in force. */
  journal: readonly JournalEntry[];
  seed: string;
}

/**
 * @param lab what the user says the attempt is at; its folder will do
 * @throws Failure no-database, unknown-attempt, other-lab
 */
export function storedNetwork(home: string, attempt: string, lab: string): StoredNetwork {
  const store = readStore(path.join(home, databaseName));
  try {
    const found = store.attempts.get(attempt);
    const files = store.attempts.files(found.id);
    assertIsAt(found, files, lab);
    const content = contentOf(found, files);
    const journal = [...store.journal.inForce(found.id).values()].flat();
    return { content, journal, seed: `${found.seed ?? ''}/${found.id}` };
  } finally {
    store.close();
  }
}
