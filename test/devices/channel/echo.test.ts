import { describe, expect, it } from 'vitest';
import { Echo } from '../../../src-main/devices/channel/echo.ts';

const hear = (typed: string, ...lines: string[]): string[] => {
  const echo = new Echo('R1#', typed);
  return lines.map((line) => echo.hear(line));
};

describe('the echo', () => {
  it.each([
    ['after the prompt', 'R1#show clock'],
    ['after a prompt with a blank', 'R1# show clock'],
    ['without a prompt, that a log message took away', 'show clock'],
    ['scrolled to the left', 'R1#$w clock'],
    ['scrolled, without a prompt', '$clock'],
  ])('is heard %s', (_, line) => {
    expect(hear('show clock', line)).toEqual(['whole']);
  });

  it('is heard in pieces, cut by log messages', () => {
    expect(hear('show clock', 'R1#sho', 'w c', 'lock')).toEqual(['part', 'part', 'whole']);
    expect(hear('show clock', 'R1#show', ' clock')).toEqual(['part', 'whole']);
  });

  it('is heard when prompt and input are shown again', () => {
    expect(hear('show clock', 'R1#', 'R1#sh', 'R1#show clo', 'ck')).toEqual(['part', 'part', 'part', 'whole']);
  });

  it('is heard in pieces of a scrolled line whose text repeats itself', () => {
    expect(hear('aa bb aa bb cc', 'R1#aa b', '$bb aa', ' bb cc')).toEqual(['part', 'part', 'whole']);
  });

  it('is told from other lines', () => {
    expect(hear('show clock', '', 'old output', 'R1#show clock')).toEqual(['part', 'stray', 'whole']);
  });

  it('is told from an echo with something typed into it', () => {
    expect(hear('show clock', 'R1#abcshow clock')).toEqual(['mixed']);
    expect(hear('show clock', 'R1#show xclock')).toEqual(['stray']);
  });

  it('is told from a command whose first half somebody has entered', () => {
    expect(hear('show clock', 'R1#show', 'R1# clock')).toEqual(['part', 'stray']);
  });
});
