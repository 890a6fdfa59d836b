import { describe, expect, test } from 'vitest';
import { Keyboard } from '../../../src-main/simulator/cli/keyboard.ts';

function keysOf(text: string): string[] {
  const keyboard = new Keyboard();
  return Array.from(text, (character) => keyboard.press(character)).filter((key) => key !== undefined);
}

describe('a keyboard', () => {
  test.each([
    ['ab', ['a', 'b']],
    ['\r', ['enter']],
    ['\r\n', ['enter']],
    ['\r\0', ['enter']],
    ['\n', ['enter']],
    ['\r\r\n\n', ['enter', 'enter', 'enter']],
    ['\r\na', ['enter', 'a']],
    ['\b\x7f\t', ['backspace', 'backspace', 'tab']],
    ['\x01\x03\x1a\x1e', ['^A', '^C', '^Z', '^^']],
    ['\x1b[A\x1b[B\x1b[C\x1b[D', ['up', 'down', 'right', 'left']],
    ['\x1bOA\x1b[3~\x1b[1~\x1b[F', ['up', 'delete', 'home', 'end']],
    ['\x1bb\x1bF', ['meta-b', 'meta-f']],
    ['\x1b[1;5Cx', ['right', 'x']],
    ['\x1b[999999999999x', ['9', '9', '9', 'x']],
    ['\x1b\x03', ['^C']],
    ['\xe9', ['\xe9']],
    ['\0', []],
  ])('reads %j as %j', (text, keys) => {
    expect(keysOf(text)).toEqual(keys);
  });
});
