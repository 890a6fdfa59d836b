import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { differences, leavesOf, type Translation } from './fact.ts';
import { IPSEC } from './ipsec.ts';
import { SESSIONS } from './sessions.ts';

const CORPUS = path.resolve(import.meta.dirname, '../../../../shared/corpus/outputs');
const TRANSLATIONS: readonly Translation[] = [...IPSEC, ...SESSIONS];

interface Entry {
  file: string;
  key: string;
}

function entries(): Entry[] {
  if (!existsSync(CORPUS)) return [];
  const [, ...rows] = readFileSync(path.join(CORPUS, 'INDEX.tsv'), 'utf8').trim().split('\n');
  return rows.flatMap((row) => {
    const [source = '', platform = '', command = '', file = '', hasGolden] = row.split('\t');
    return hasGolden === 'yes' ? [{ file, key: `${source}/${platform}/${command}` }] : [];
  });
}

describe('the outputs that others collected', () => {
  const covered = entries().flatMap((entry) => {
    const translation = TRANSLATIONS.find(({ files }) => files.test(entry.key));
    return translation ? [{ ...entry, translation }] : [];
  });
  let facts = 0;

  for (const { file, translation } of covered) {
    it(`give the same facts as the golden beside them: ${file}`, () => {
      const { parse, translate, ignored } = translation;
      const golden = JSON.parse(
        readFileSync(path.join(CORPUS, file.replace(/\.txt$/, '.golden.json')), 'utf8'),
      ) as unknown;
      const { records, outcome } = parse(readFileSync(path.join(CORPUS, file), 'utf8'));
      facts += leavesOf(golden, ignored);
      expect(differences(golden, translate(records as never[], golden), ignored)).toEqual([]);
      expect(['complete', 'empty']).toContain(outcome);
    });
  }

  it('are here, or it is said that they are not', () => {
    if (covered.length === 0) process.stdout.write('corpus/outputs is not here: its goldens were not compared\n');
    expect(existsSync(CORPUS)).toBe(covered.length > 0);
  });

  afterAll(() => {
    if (covered.length > 0) process.stdout.write(`corpus/outputs: ${covered.length} files, ${facts} facts compared\n`);
  });
});
