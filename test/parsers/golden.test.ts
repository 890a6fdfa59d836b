import { describe, expect, it } from 'vitest';
import { expectedOf, goldens } from './goldens.ts';

const cases = await goldens();

describe('a parser', () => {
  for (const golden of cases) {
    it(`reads ${golden.command}: ${golden.name}`, async () => {
      const actual: unknown = JSON.parse(JSON.stringify(golden.parse(golden.text)));
      expect(actual).toEqual(await expectedOf(golden, actual));
    });
  }
});
