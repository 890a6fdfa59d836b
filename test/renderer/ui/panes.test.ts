import { describe, expect, it } from 'vitest';
import { nextPlace } from '../../../src-renderer/ui/panes.ts';

describe('going through the parts of the window', () => {
  it('goes round at both ends, and begins at one of them', () => {
    expect([0, 1, 2].map((place) => nextPlace(3, place, 1))).toEqual([1, 2, 0]);
    expect([0, 1, 2].map((place) => nextPlace(3, place, -1))).toEqual([2, 0, 1]);
    expect([nextPlace(3, -1, 1), nextPlace(3, -1, -1)]).toEqual([0, 2]);
  });
});
