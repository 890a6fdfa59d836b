import { expect, test } from 'vitest';
import { History } from '../../../src-main/simulator/cli/history.ts';

test('the history goes back to the oldest line and forward to an empty one', () => {
  const history = new History();
  for (const line of ['one', 'two', 'two', '  ', 'three']) history.add(line, 20);
  expect([history.older(), history.older(), history.older(), history.older()]).toEqual([
    'three',
    'two',
    'one',
    undefined,
  ]);
  expect([history.newer(), history.newer(), history.newer(), history.newer()]).toEqual(['two', 'three', '', undefined]);
});

test('the history keeps as many lines as it may', () => {
  const history = new History();
  for (let line = 1; line <= 30; line++) history.add(`line ${line}`, 20);
  const kept = Array.from({ length: 25 }, () => history.older()).filter((line) => line !== undefined);
  expect(kept).toHaveLength(20);
  expect(kept.at(-1)).toBe('line 11');
});
