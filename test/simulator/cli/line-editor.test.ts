import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LineEditor } from '../../../src-main/simulator/cli/line-editor.ts';

/** One row of a terminal that knows characters and backspaces. */
class Row {
  #cells: string[] = [];
  column = 0;

  show(text: string): this {
    for (const character of text) {
      if (character === '\b') this.column = Math.max(0, this.column - 1);
      else if (character !== '\x07') this.#cells[this.column++] = character;
    }
    return this;
  }

  get text(): string {
    return Array.from(this.#cells, (cell) => cell)
      .join('')
      .trimEnd();
  }

  get width(): number {
    return this.#cells.length;
  }
}

function typing(width: number, prompt = 'R1#'): { editor: LineEditor; row: Row; press: (...keys: string[]) => string } {
  const editor = new LineEditor(prompt, width);
  const row = new Row().show(editor.display());
  return {
    editor,
    row,
    press: (...keys) => {
      const shown = keys.map((key) => editor.press(key) ?? '').join('');
      row.show(shown);
      return shown;
    },
  };
}

describe('a line that is typed', () => {
  test.each([
    ['^A', '|show clock'],
    ['^B', 'show cloc|k'],
    ['^W', 'show |'],
    ['^U', '|'],
    ['^X', '|'],
    ['meta-b', 'show |clock'],
    ['backspace', 'show cloc|'],
    ['^T', 'show clokc|'],
  ])('after %s is %s', (key, expected) => {
    const { editor, press } = typing(80);
    press(...Array.from('show clock'), key);
    expect(mark(editor)).toBe(expected);
  });

  test('is cut to its end, and a word or character after the cursor is taken', () => {
    const { editor, press } = typing(80);
    press(...Array.from('show ip route'), '^A', 'meta-f');
    expect(mark(editor)).toBe('show| ip route');
    press('meta-d');
    expect(mark(editor)).toBe('show| route');
    press('^D');
    expect(mark(editor)).toBe('show|route');
    press('^K');
    expect(mark(editor)).toBe('show|');
  });

  test('is shifted by ten characters at the margin, as in the recording of netmiko issue 160', () => {
    const { press } = typing(80, 'cisco-router#');
    const line = 'show archive config differences flash:/candidate_config.txt system:/running-config';
    expect(press(...Array.from(line))).toBe(
      line.slice(0, 66) +
        `${'\b'.repeat(66)}$${line.slice(11, 67)}${' '.repeat(9)}${'\b'.repeat(9)}` +
        line.slice(67, 76) +
        `${'\b'.repeat(66)}$${line.slice(21, 77)}${' '.repeat(9)}${'\b'.repeat(9)}` +
        line.slice(77),
    );
  });

  test('shows that it goes on beyond the right margin', () => {
    const { row, press } = typing(30);
    press(...Array.from('abcdefghijklmnopqrstuvwxyz0123456789'), '^A');
    expect(row.text).toBe('R1#abcdefghijklmnopqrstuvwxy$');
  });

  test('is not shown when it is a secret', () => {
    const editor = new LineEditor('Password: ', 80, false);
    expect(['s', 'x', 'backspace', '^A', '^E'].map((key) => editor.press(key)).join('')).toBe('');
    expect(editor.text).toBe('s');
    expect(editor.display()).toBe('Password: ');
  });

  test('has an end, which rings', () => {
    const { editor, press } = typing(0);
    press(...Array.from('x'.repeat(5000)));
    expect(editor.text).toHaveLength(4096);
  });

  test('leaves keys alone that do not edit', () => {
    expect(new LineEditor('#', 80).press('^Q')).toBeUndefined();
  });
});

test('whatever is pressed, the screen shows the window on the line and the cursor in it', () => {
  const key = fc.oneof(
    fc.constantFrom('a', 'b', ' ', 'word', 'x', 'y'),
    fc.constantFrom('backspace', 'delete', '^D', '^K', '^U', '^W', '^T', '^A', '^E', '^B', '^F', 'meta-b', 'meta-f'),
    fc.constantFrom('left', 'right', 'home', 'end', 'meta-d', '^X'),
  );
  fc.assert(
    fc.property(fc.array(key, { maxLength: 150 }), fc.integer({ min: 24, max: 60 }), (keys, width) => {
      const { editor, row, press } = typing(width);
      for (const one of keys) {
        if (one === 'word') press(...Array.from('some words '));
        else press(one);
        const fresh = new Row().show(editor.display());
        expect([row.text, row.column]).toEqual([fresh.text, fresh.column]);
        expect(row.width).toBeLessThan(Math.max(width, 24));
        expect(row.text.replace(/\$/g, '').length).toBeLessThanOrEqual(3 + editor.text.length);
      }
    }),
    { seed: 6, numRuns: 300 },
  );
});

function mark({ text, beforeCursor }: LineEditor): string {
  return `${beforeCursor}|${text.slice(beforeCursor.length)}`;
}
