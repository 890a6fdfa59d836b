import { describe, expect, it } from 'vitest';
import { redraw } from '../../src-main/parsers/redraw.ts';

describe('a line as a terminal would show it', () => {
  for (const [name, sent, shown] of [
    ['is written over from its beginning after a carriage return', 'abcdef\rXY', 'XYcdef'],
    ['loses what a backspace went back over', 'ax\b \bb', 'ab'],
    ['is erased to its end', 'abc\x1b[2D\x1b[K!', 'a!'],
    ['is erased up to the cursor', 'abcd\x1b[2D\x1b[1KX', '  Xd'],
    ['is erased as a whole', ' --More-- \x1b[2K\rline', 'line'],
    ['goes on where the cursor was put', 'ab\x1b[5Gc\x1b[2Cd', 'ab  c  d'],
    ['closes up where characters were deleted', 'abcdef\x1b[4D\x1b[2P', 'abef'],
    ['has blanks where characters were erased', 'abcdef\x1b[4D\x1b[2X', 'ab  ef'],
    ['makes room where blanks were put in', 'abcd\x1b[2D\x1b[2@XY', 'abXYcd'],
    ['has no colours', '\x1b[1;32mup\x1b[0m', 'up'],
  ] as const) {
    it(name, () => {
      expect(redraw(sent)).toBe(shown);
    });
  }

  it('stays as short as a terminal is wide, wherever the cursor is sent', () => {
    expect(redraw('\x1b[9999Cx'.repeat(100)).length).toBeLessThan(2048);
  });
});
