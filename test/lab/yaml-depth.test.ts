import { describe, expect, it } from 'vitest';
import { composeWithin } from '../../src-main/lab/yaml-depth.ts';

function placeTooDeep(text: string, most: number): { line: number; column: number } | undefined {
  const composed = composeWithin(text, most);
  return composed.isTooDeep ? composed.place : undefined;
}

describe('the depth of a YAML text', () => {
  it('is measured in lists and maps, however they are written', () => {
    expect(placeTooDeep('a:\n  b:\n    - c: d\n', 3)).toBeUndefined();
    expect(placeTooDeep('a:\n  b:\n    - c: d\n', 2)).toEqual({ line: 3, column: 7 });
    expect(placeTooDeep('- - - x\n', 1)).toEqual({ line: 1, column: 5 });
    expect(placeTooDeep('a: {b: [c, {d: e}]}\n', 2)).toEqual({ line: 1, column: 12 });
  });

  it('ends what is closed', () => {
    expect(placeTooDeep(`a:\n${'  - b: {c: [d]}\n'.repeat(200)}`, 4)).toBeUndefined();
  });

  it('is found in a text that would exhaust the stack of who composes it, and more', () => {
    expect(placeTooDeep('['.repeat(500_000), 40)).toEqual({ line: 1, column: 42 });
    expect(placeTooDeep('- '.repeat(250_000), 40)).toEqual({ line: 1, column: 83 });
    expect(placeTooDeep('{a: '.repeat(100_000), 40)).toEqual({ line: 1, column: 165 });
  });
});
