import { describe, expect, it } from 'vitest';
import { Probe } from '../../../src-main/devices/channel/probe.ts';
import { ios } from '../../../src-main/devices/platform/ios.ts';

function probe(...lines: string[]): Probe {
  const one = new Probe('!#qm1', ios.prompt);
  for (const line of lines) one.line(line);
  return one;
}
const at = (tail: string): { tail: string; covered: undefined } => ({ tail, covered: undefined });

describe('the marker', () => {
  it('shows the prompt before it, of any shape, when that stands again after it', () => {
    expect(probe('my router 1 !#qm1').settled(at('my router 1 '))).toBe('my router 1');
  });

  it('says nothing before it is echoed, or before the prompt is back', () => {
    expect(probe('R1#').settled(at('R1#'))).toBeUndefined();
    expect(probe('R1#!#qm1').settled(at(''))).toBeUndefined();
    expect(probe('R1#!#qm1').settled(at('R1'))).toBeUndefined();
  });

  it('does not take a question for a prompt', () => {
    expect(probe('Username: !#qm1').settled(at('Password: '))).toBeUndefined();
  });

  it.each([
    ['on its own line, the prompt before', ['R1#', '!#qm1'], 1],
    ['in two pieces', ['R1#!#q', 'm1'], 1],
    ['in three pieces', ['R1#!', '#q', 'm1'], 2],
    ['with everything shown again', ['R1#!#q', 'R1#!#qm1'], 1],
    ['with blanks of ours', ['R1#  ', '   ', '!#qm1'], 2],
    ['whole', ['R1#!#qm1'], 0],
  ])('is found %s, and counts the lines that belong to it', (_, lines, pieces) => {
    const one = probe('output', ...lines);
    expect(one.isSeen).toBe(true);
    expect(one.before).toBe('R1#');
    expect(one.pieces).toBe(pieces);
    expect(one.settled(at('R1#'))).toBe('R1#');
  });

  it('is followed by a prompt that a log message came down on', () => {
    expect(probe('R1#!#qm1').settled({ tail: '', covered: 'R1#' })).toBe('R1#');
  });
});
