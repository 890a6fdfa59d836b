import { describe, expect, it } from 'vitest';
import { choicesMark } from '../../../src-main/grading/questions/choices.ts';

describe('what is chosen', () => {
  it.each([
    [['a', 'c'], 1],
    [['c', 'a', 'a'], 1],
    [['a'], 0.5],
    [['a', 'c', 'b'], 0.5],
    [['a', 'b'], 0],
    [['b'], 0],
    [[], 0],
  ])('%j of what is right, a and c, is worth %d', (chosen, worth) => {
    expect(choicesMark(['a', 'c'], chosen)).toBe(worth);
  });
});
