import { describe, expect, it } from 'vitest';
import { ControlSequence } from '../../../src-main/devices/channel/control-sequence.ts';

/** What a sequence came to, and how many characters it took. */
function taken(text: string): [unknown, number] {
  const sequence = new ControlSequence();
  for (const [i, character] of Array.from(text).entries()) {
    const result = sequence.take(character);
    if (result !== true) return [result, i + 1];
  }
  return ['unfinished', text.length];
}

describe('a control sequence', () => {
  it.each([
    ['[K', { final: 'K', count: 1 }],
    ['[12D', { final: 'D', count: 12 }],
    ['[1;31m', { final: 'm', count: 1 }],
    ['[?25h', { final: 'h', count: 1 }],
    ['c', undefined],
    ['(B', undefined],
    [']0;title\x07', undefined],
    [']52;c;c2VjcmV0\x1b\\', undefined],
    ['Pq#0\x1b\\', undefined],
  ])('%j is read to its end', (text, expected) => {
    expect(taken(`${text}rest`)).toEqual([expected, text.length]);
  });

  it('without end stays unfinished, and keeps nothing of it', () => {
    expect(taken(`[${'1'.repeat(100_000)}`)[0]).toBe('unfinished');
  });
});
