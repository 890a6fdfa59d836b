import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NOISES } from '../noises.ts';
import { withoutLines } from '../goldens.ts';
import { CORPUS, collectedOutputs } from './files.ts';

const read = collectedOutputs().flatMap(({ parser, text, file }) => {
  if (!parser) return [];
  // Some end without a line end, some have carriage returns of their own; noise has whole lines.
  const whole = `${text.replace(/[\r\n]+$/, '').replace(/\r+\n/g, '\n')}\n`;
  return [{ parser, text: whole, file, expected: parser.parse(whole) }];
});

/** All but this one: values that are kept as printed have blanks inside them, which tabs would change. */
const applied = NOISES.filter(({ name }) => name !== 'tabs for blanks');

describe('an output that others collected gives the same records', () => {
  for (const { name, apply, notFor } of applied) {
    it(`under ${name}`, () => {
      const changed: string[] = [];
      for (const { parser, text, file, expected } of read) {
        if (expected.records.length === 0 || notFor?.test(parser.command.replaceAll(' ', '-')) === true) continue;
        const { records } = parser.parse(apply(text));
        const isSame = JSON.stringify(withoutLines(records)) === JSON.stringify(withoutLines(expected.records));
        if (!isSame) changed.push(file);
      }
      expect(changed).toEqual([]);
    });
  }

  it('or it is said that there are none here', () => {
    expect(existsSync(CORPUS)).toBe(read.length > 0);
  });
});
