import { describe, expect, it } from 'vitest';
import { casesOf, expectGolden, outcomeOf, readCase } from './golden.ts';

describe.each(['gns3', 'cml', 'virl', 'eve', 'dynagen'])('the importer of %s', (format) => {
  it.each(casesOf(format))('reads %s as it should', (name) => {
    const outcome = outcomeOf(readCase(format, name));
    expect(outcome).toMatchObject({ format });
    expectGolden(format, name, outcome);
  });
});

describe('a file that cannot be imported', () => {
  it.each(casesOf('errors'))('is refused with one sentence: %s', (name) => {
    const outcome = outcomeOf(readCase('errors', name));
    expect(outcome).toMatchObject({ kind: 'bad-input', diagnostics: [{ severity: 'error' }] });
    expectGolden('errors', name, outcome);
  });
});
