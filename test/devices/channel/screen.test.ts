import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Screen } from '../../../src-main/devices/channel/screen.ts';

const PAGER = /^ ?-- ?More ?-- ?$/;

function screen(): { screen: Screen; lines: string[] } {
  const lines: string[] = [];
  return { screen: new Screen(PAGER, (line) => lines.push(line)), lines };
}

function shown(...pieces: string[]): string[] {
  const { screen: one, lines } = screen();
  for (const piece of pieces) one.feed(piece);
  return [...lines, one.tail];
}

describe('the screen', () => {
  it.each([
    ['a line', 'R1#show\r\nok\r\nR1#', ['R1#show', 'ok', 'R1#']],
    ['CR CR LF', 'a\r\r\nb', ['a', 'b']],
    ['LF CR', 'a\n\rb', ['a', 'b']],
    ['a prompt after a bare CR, as VPCS sends', 'a\r\n\r\n\rPC1> ', ['a', '', 'PC1> ']],
    ['a line written over', 'abcdef\rxyz', ['xyzdef']],
    ['a line wiped with blanks', 'abc\r   \rx', ['x']],
    ['typing taken back', 'R1#sho\b \b\b \b\b \b', ['R1#']],
    ['typing with blanks taken back', 'R1#a b\b \b\b \b\b \b', ['R1#']],
    ['backspaces beyond the beginning', '\b\b\bab', ['ab']],
    ['bells, NULs and DELs', 'a\x07b\0c\x7f', ['abc']],
    ['a tab', 'a\tb', ['a\tb']],
    ['blanks at the end of a line', 'a  \r\n', ['a  ', '']],
    ['colours', '\x1b[1;31mred\x1b[0m', ['red']],
    ['erasure to the end of the line', 'abcdef\x1b[3D\x1b[K', ['abc']],
    ['a title and a link', '\x1b]0;evil\x07a\x1b]8;;http://x\x1b\\b', ['ab']],
    ['a character set', '\x1b(Ba', ['a']],
    ['a pager that somebody else answered', ' --More-- \b\b\b\b\b\b\b\b\b        \b\b\b\b\b\b\b\b\bnext', ['next']],
  ])('shows %s', (_, stream, expected) => {
    expect(shown(stream)).toEqual(expected);
    expect(shown(...Array.from(stream))).toEqual(expected);
  });

  it('scrolls a long line as IOS does (the bytes of netmiko issue 160)', () => {
    const prompt = 'pynet-rtr1#';
    const typed = 'show archive config differences flash:/candidate_config.txt system'; // the colon comes with the redraw
    const window = '$e config differences flash:/candidate_config.txt system:         ';
    const stream = `${prompt}${typed}${'\b'.repeat(typed.length)}${window}${'\b'.repeat(9)}/running-`;
    const last = shown(stream)[0] ?? '';
    expect(last.trimEnd()).toBe(`${prompt}$e config differences flash:/candidate_config.txt system:/running-`);
  });

  it('takes a line that readline has folded at 80 columns for one (the bytes of vtysh)', () => {
    const typed = `description ${'one two three '.repeat(10)}`.trim();
    const prompt = 'edge(config-if)# ';
    const [first, rest] = [(prompt + typed).slice(0, 81), (prompt + typed).slice(80)];
    expect(shown(`${first}\r${rest}\r\nnext`)).toEqual([prompt + typed, 'next']);
    const ruler = '='.repeat(81);
    expect(shown(`${ruler}\r\n${ruler}\r\n`)).toEqual([ruler, ruler, '']);
  });

  it('does not grow without end', () => {
    const { screen: one } = screen();
    for (let i = 0; i < 100; i++) one.feed('x'.repeat(10_000));
    expect(one.tail.length).toBeLessThan(100_000);
  });

  it('shows the same however the stream is cut', () => {
    const part = fc.constantFrom(
      '\r\n',
      '\r',
      '\b',
      ' ',
      '\b \b',
      'abc',
      ' --More-- ',
      '\x1b[K',
      '\x1b]0;x\x07',
      '\0',
      '\t',
      'R1#',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const stream = parts.join('');
        expect(shown(...Array.from(stream))).toEqual(shown(stream));
      }),
    );
  });
});

describe('the erasure of a pager that was answered', () => {
  const page = (erasure: string, next: string): string[] => {
    const { screen: one, lines } = screen();
    one.feed('one\r\n --More-- ');
    one.wipe(10);
    for (const character of erasure + next) one.feed(character);
    return [...lines, one.tail];
  };

  it.each([
    ['IOS, eight blanks', '\b'.repeat(9) + ' '.repeat(8) + '\b'.repeat(9)],
    ['IOS, nine blanks', '\b'.repeat(9) + ' '.repeat(9) + '\b'.repeat(9)],
    ['ASA', `\r${' '.repeat(19)}\r`],
    ['a control sequence', '\r\x1b[K'],
    ['none', ''],
  ])('(%s) leaves the next line as it is', (_, erasure) => {
    expect(page(erasure, '  two\r\nthree')).toEqual(['one', '  two', 'three']);
    expect(page(erasure, 'R1#')).toEqual(['one', 'R1#']);
  });

  it('leaves an empty line that follows it', () => {
    expect(page('\b'.repeat(9) + ' '.repeat(8) + '\b'.repeat(9), '\r\ntwo')).toEqual(['one', '', 'two']);
  });

  it('is found after the log messages that came down on the pager', () => {
    const { screen: one, lines } = screen();
    one.feed('one\r\n --More-- ');
    one.wipe(10);
    one.feed(`\r\nLOG 1\r\nLOG 2\r\n${'\b'.repeat(9)}${' '.repeat(8)}${'\b'.repeat(9)}two\r\n`);
    expect(lines).toEqual(['one', 'LOG 1', 'LOG 2', 'two']);
  });

  it('does not count the last blank of the pager that comes late', () => {
    const { screen: one, lines } = screen();
    one.feed(' --More--');
    one.wipe(9);
    one.feed(` ${'\b'.repeat(9)}${' '.repeat(8)}${'\b'.repeat(9)}  two\r\n`);
    expect(lines).toEqual(['  two']);
  });
});
