import { describe, expect, it } from 'vitest';
import { goldens, withoutLines } from './goldens.ts';
import { NOISES } from './noises.ts';

const cases = await goldens();

/** A text that is no answer stays none; noise on it is not worth comparing. */
const answers = cases.filter(({ name }) => name !== 'another-program');

describe('a parser gives the same records', () => {
  for (const { name, apply, notFor } of NOISES) {
    it(`under ${name}`, () => {
      for (const { command, name: golden, text, parse } of answers) {
        if (notFor?.test(command)) continue;
        const expected = parse(text);
        const actual = parse(apply(text));
        const where = `${command}: ${golden}`;
        expect({ where, records: withoutLines(actual.records) }).toEqual({
          where,
          records: withoutLines(expected.records),
        });
        expect({ where, outcome: actual.outcome }).toEqual({ where, outcome: expected.outcome });
        // A line that was not known is several when it is broken.
        if (expected.unknown.length === 0)
          expect({ where, unknown: actual.unknown.length }).toEqual({ where, unknown: 0 });
        else expect({ where, isKnown: actual.unknown.length === 0 }).toEqual({ where, isKnown: false });
      }
    });
  }
});
