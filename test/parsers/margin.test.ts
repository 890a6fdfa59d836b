import { describe, expect, it } from 'vitest';
import { Margin } from '../../src-main/parsers/margin.ts';

const LONG =
  'Peer 192.0.2.1 has sent a proposal that no policy accepts, and goes on with the next of them until none is left';
const cut = (text: string, width: number): string[] => text.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];

function atBlanks(text: string, width: number): string[] {
  if (text.length <= width) return [text];
  const blank = text.lastIndexOf(' ', width);
  return [text.slice(0, blank), ...atBlanks(text.slice(blank + 1), width)];
}

describe('the margin of a text', () => {
  for (const width of [40, 64, 80, 100]) {
    it(`is where its lines were cut: at ${width}`, () => {
      const lines = cut(LONG, width);
      const margin = new Margin(lines.join('\n'));
      expect(lines.reduce((joined, line, index) => margin.join(joined, line, lines[index - 1]))).toBe(LONG);
    });
  }

  it('may be at the last blank before it', () => {
    const lines = atBlanks(LONG, 80);
    const margin = new Margin(lines.join('\n'));
    expect(lines.reduce((joined, line, index) => margin.join(joined, line, lines[index - 1]))).toBe(LONG);
  });

  it('is told by the words that are in the text elsewhere', () => {
    const line = 'set security-association lifetime kilobytes';
    const padded = `${'y'.repeat(80 - line.length - 1)} ${line}`;
    const margin = new Margin(`${padded}\nunlimited\nkilobytes are unlimited here, not kilobyteslimited\n`);
    expect(margin.isCut(padded, 'unlimited')).toBe(false);
    expect(margin.isCut(padded, 'limited')).toBe(true);
  });
});
