import { describe, expect, it } from 'vitest';
import { remarksOf } from '../../../src-renderer/workspace/remarks.ts';

describe('what the engine remarks on a network', () => {
  it('stands together by node, in the order it came', () => {
    const notices = ['H1: a Linux host: not yet simulated', 'R1: line 10: not known', 'R1: line 14: not known'];
    expect(remarksOf(notices, ['R1', 'H1'])).toEqual([
      { about: 'H1', says: ['a Linux host: not yet simulated'] },
      { about: 'R1', says: ['line 10: not known', 'line 14: not known'] },
    ]);
  });

  it('is about the whole where it names no node', () => {
    expect(remarksOf(['The file is old: beware'], ['R1'])).toEqual([{ about: '', says: ['The file is old: beware'] }]);
  });
});
