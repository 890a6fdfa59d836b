import { describe, expect, it } from 'vitest';
import { ProgressLine } from '../../src-main/cli/progress-line.ts';

function screen(isTTY: boolean, columns = 10): { written: string[]; line: ProgressLine } {
  const written: string[] = [];
  return { written, line: new ProgressLine({ isTTY, columns, write: (text) => written.push(text) }) };
}

describe('the line that says what is being done', () => {
  it('is replaced by the next, and taken away before other output', () => {
    const { written, line } = screen(true);
    line.show('first');
    line.show('second');
    line.clear();
    line.clear();
    expect(written).toEqual(['\r\u001b[Kfirst', '\r\u001b[Ksecond', '\r\u001b[K']);
  });

  it('is never as wide as the terminal', () => {
    const { written, line } = screen(true);
    line.show('0123456789abc');
    expect(written).toEqual(['\r\u001b[K012345678']);
  });

  it('is whole on a terminal that does not know its width', () => {
    const { written, line } = screen(true, 0);
    line.show('0123456789abc');
    expect(written).toEqual(['\r\u001b[K0123456789abc']);
  });

  it('is not written where nobody watches', () => {
    const { written, line } = screen(false);
    line.show('first');
    line.clear();
    expect(written).toEqual([]);
  });
});
