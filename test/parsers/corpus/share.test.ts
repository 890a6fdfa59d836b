import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CORPUS, collectedOutputs } from './files.ts';
import { shareOf } from './share.ts';

/**
 * How many facts of each file our records may lack. A file that is not here has a parser that is new. UPDATE=1 writes
 * what they lack now.
 */
const FLOOR = path.resolve(import.meta.dirname, 'missing-facts.json');
const floor = JSON.parse(readFileSync(FLOOR, 'utf8')) as Record<string, number>;
const isUpdate = process.env['UPDATE'] === '1';

describe('of the outputs that others collected', () => {
  const read = collectedOutputs().flatMap(({ parser, golden, text, file }) =>
    parser && golden !== undefined ? [{ file, ...shareOf(golden, parser.parse(text).records, text) }] : [],
  );

  it('no file gives fewer facts than it did', () => {
    const lacking = read.filter(({ missing }) => missing.length > 0);
    if (isUpdate) writeFileSync(FLOOR, tableOf(read));
    const fewer = isUpdate ? [] : lacking.filter(({ file, missing }) => missing.length > (floor[file] ?? Infinity));
    expect(fewer.map(({ file, missing }) => ({ file, missing, may: floor[file] }))).toEqual([]);
  });

  it('is said how many facts we find', () => {
    const facts = read.reduce((sum, one) => sum + one.facts, 0);
    const missing = read.reduce((sum, one) => sum + one.missing.length, 0);
    process.stdout.write(
      existsSync(CORPUS)
        ? `corpus/outputs: ${facts - missing} of ${facts} facts in ${read.length} files\n`
        : 'corpus/outputs is not here: its facts were not looked for\n',
    );
    expect(missing).toBeLessThanOrEqual(facts);
  });
});

function tableOf(files: readonly { file: string; missing: readonly unknown[] }[]): string {
  const rows = files.map(({ file, missing }) => [file, missing.length] as const);
  return `${JSON.stringify(Object.fromEntries(rows), undefined, 2)}\n`;
}
