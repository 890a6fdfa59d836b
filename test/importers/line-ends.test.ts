import { expect, it } from 'vitest';
import { withPlainLineEnds } from '../../src-main/importers/line-ends.ts';

it('a text has one \\n at the end of each line, whatever ended it', () => {
  expect(withPlainLineEnds('a\nb')).toBe('a\nb');
  expect(withPlainLineEnds('a\r\nb\r\r\nc\rd\r')).toBe('a\nb\nc\nd\n');
  expect(withPlainLineEnds('\r'.repeat(1_000_000))).toHaveLength(1_000_000);
});
