import { describe, expect, test } from 'vitest';
import { ios } from '../../../src-main/simulator/cli/dialect.ts';
import { textOfAdvice } from '../../../src-main/simulator/cli/help-layout.ts';

const entries = ['configure', 'connect', 'copy'].map((word) => ({ word, help: `help of ${word}`, completes: true }));

describe('the answer to ?', () => {
  test('is two columns, aligned', () => {
    expect(textOfAdvice({ kind: 'list', entries, partial: '' }, '', { dialect: ios, width: 80 })).toBe(
      '  configure  help of configure\n  connect    help of connect\n  copy       help of copy\n\n',
    );
  });

  test('is words in rows that fit the screen', () => {
    const rows = (width: number): string =>
      textOfAdvice({ kind: 'list', entries, partial: 'co' }, 'co', { dialect: ios, width });
    expect(rows(80)).toBe('configure  connect  copy\n\n');
    expect(rows(20)).toBe('configure  connect\ncopy\n\n');
    expect(rows(5)).toBe('configure\nconnect\ncopy\n\n');
    expect(rows(0)).toBe('configure  connect  copy\n\n');
  });
});
