import { describe, expect, it } from 'vitest';
import { moved } from '../../../src-renderer/classroom/words.ts';

describe('the arrow keys in a matrix', () => {
  const size = { rows: 3, columns: 4 };

  it('lead to the next cell, and not beyond the edge', () => {
    expect(moved('ArrowDown', { row: 0, column: 1 }, size)).toEqual({ row: 1, column: 1 });
    expect(moved('ArrowDown', { row: 2, column: 1 }, size)).toEqual({ row: 2, column: 1 });
    expect(moved('ArrowLeft', { row: 2, column: 0 }, size)).toEqual({ row: 2, column: 0 });
    expect(moved('End', { row: 1, column: 0 }, size)).toEqual({ row: 1, column: 3 });
    expect(moved('PageDown', { row: 0, column: 2 }, size)).toEqual({ row: 2, column: 2 });
  });

  it('leave other keys alone', () => {
    expect(moved('a', { row: 0, column: 0 }, size)).toBeUndefined();
  });
});
