import { describe, expect, test } from 'vitest';
import { Typing } from '../../../src-main/simulator/cli/typing.ts';

function typing(): { typing: Typing; keys: string[]; interrupts: number[]; read: () => void } {
  const keys: string[] = [];
  const interrupts: number[] = [];
  const one = new Typing(() => void interrupts.push(keys.length));
  return { typing: one, keys, interrupts, read: () => (one.reader = { press: (key) => void keys.push(key) }) };
}

describe('what is typed', () => {
  test('waits for a reader', () => {
    const { typing: one, keys, read } = typing();
    one.receive('ab');
    expect(keys).toEqual([]);
    read();
    one.pump();
    expect(keys).toEqual(['a', 'b']);
  });

  test('goes to the reader that reads at the time', () => {
    const { typing: one, keys } = typing();
    const others: string[] = [];
    const second = { press: (key: string) => void others.push(key) };
    one.reader = {
      press: (key) => {
        keys.push(key);
        one.reader = second;
      },
    };
    one.receive('abc');
    expect([keys, others]).toEqual([['a'], ['b', 'c']]);
  });

  test('interrupts while nobody reads, once for what comes together', () => {
    const { typing: one, keys, interrupts, read } = typing();
    one.receive('ab\x03\x03c');
    expect(interrupts).toEqual([0]);
    one.receive('\x1e');
    expect(interrupts).toHaveLength(2);
    one.receive('xy');
    read();
    one.pump();
    expect(keys).toEqual(['y']);
  });

  test('does not interrupt while somebody reads', () => {
    const { typing: one, keys, interrupts, read } = typing();
    read();
    one.receive('\x03\x1exx');
    expect(interrupts).toEqual([]);
    expect(keys).toEqual(['^C', '^^', 'x']);
  });

  test('is not given twice when the reader fails', () => {
    const { typing: one, keys, read } = typing();
    one.reader = {
      press: () => {
        throw new Error('a bug');
      },
    };
    expect(() => one.receive('ab')).toThrow('a bug');
    read();
    one.pump();
    expect(keys).toEqual(['b']);
  });
});
