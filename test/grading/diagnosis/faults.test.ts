/**
 * Every row of reference/faults.tsv that built-in routers can show: typed into a network that works, judged by the engine,
 * and named first, with a line that stands in the evidence. The other rows are in fault-texts.test.ts.
 */
import { describe, expect, it } from 'vitest';
import { follow } from './course.ts';
import { DISTRACTORS, FAULT_ROWS } from './fault-rows.ts';

const titles = FAULT_ROWS.map((row) => [`${row.id} on ${row.on}${row.how ? `, ${row.how}` : ''}`, row] as const);

describe('a fault on built-in routers', () => {
  it.each(titles)('%s is named first, and proven', async (_, row) => {
    const { verdict, evidence } = await follow(row);
    const [first] = verdict.diagnoses;
    expect(verdict.diagnoses.map(({ rule }) => rule)[0]).toBe(row.id);
    for (const quote of first?.quotes ?? []) {
      const one = evidence.find(({ id }) => id === quote.evidence);
      expect(one?.text.split('\n')[quote.line]?.trimEnd()).toBe(quote.text);
    }
    expect(first?.quotes.length).toBeGreaterThan(0);
    expect(first?.hints.length).toBeGreaterThan(1);
  }, 30_000); // prettier-ignore
});

describe('what only looks like a fault', () => {
  it.each(DISTRACTORS.map((row) => [row.id, row] as const))('%s is left alone', async (_, row) => {
    const { verdict } = await follow(row);
    expect(verdict.verdict).toBe('passed');
    expect(verdict.diagnoses).toEqual([]);
  }, 30_000); // prettier-ignore
});
