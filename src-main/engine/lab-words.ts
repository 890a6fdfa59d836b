/** What a lab can be written with: the words of its schemas, and the names that its faults may have. */
import { Failure } from '../base/errors.ts';
import { RULES } from '../grading/diagnosis/rules.ts';
import { didYouMean } from '../lab/near.ts';
import { vocabulary, type Word } from '../lab/vocabulary.ts';

export type { Word } from '../lab/vocabulary.ts';

export interface LabWords {
  words: Word[];
  /** A fault is called what the rule is called that names it. */
  faults: { id: string; title: string }[];
}

export function labWords(): LabWords {
  return { words: vocabulary(), faults: RULES.map(({ id, title }) => ({ id, title })) };
}

/** A word may be both an expectation and an action. @throws Failure unknown-word */
export function wordsNamed(word: string): Word[] {
  const all = vocabulary();
  const found = all.filter(({ name }) => name === word);
  if (found.length > 0) return found;
  const known = didYouMean(word, [...all.map(({ name }) => name), 'faults']);
  throw new Failure('bad-input', 'unknown-word', `There is no word "${word}" for labs (${known}).`);
}
