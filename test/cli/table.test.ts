import { describe, expect, it } from 'vitest';
import { table } from '../../src-main/cli/table.ts';

describe('a table', () => {
  it('has columns as wide as their widest cell, and no blanks at the end of a line', () => {
    const rows = [
      ['R1', 'telnet 127.0.0.1 5001', ''],
      ['Router-2', 'x', 'y'],
    ];
    expect(table(rows, ['router', 'console'])).toBe(
      ['router    console', 'R1        telnet 127.0.0.1 5001', 'Router-2  x                      y', ''].join('\n'),
    );
  });

  it('lets no control character of a name through to the terminal', () => {
    expect(table([['R1\u001b]52;c;aaa\u0007', 'a\nb']])).toBe('R1\u{fffd}]52;c;aaa\u{fffd}  a b\n');
  });

  it('of nothing is nothing', () => {
    expect(table([])).toBe('');
  });
});
