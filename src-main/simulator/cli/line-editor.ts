/**
 * One line while it is typed: the text, the cursor, and the window through which a long line is seen. Every change is
 * answered with what the terminal has to be sent: characters, backspaces and blanks, which is all that IOS uses.
 *
 * A line that reaches the right margin is shifted ten characters to the left; `$` stands at an end beyond which there is
 * more. Bytes as in a recording of IOS (netmiko issue 160): with room for 66, the 67th character draws back over the whole
 * room, `$` and 56 characters follow, nine blanks, nine backspaces. The last column of the screen stays empty (the same is
 * seen on IOS XR, 79 minus the prompt).
 */
import type { Key } from './keyboard.ts';

interface Edited {
  readonly text: string;
  readonly cursor: number;
}

const shift = 10;
const narrowest = 2 * shift;
const longest = 4096;
const bell = '\x07';

/** What the keys do that change the line or move in it (Cisco IOS Configuration Fundamentals, editing keys). */
const edits: Readonly<Record<Key, (line: Edited) => Edited>> = {
  backspace: (line) => cut(line, Math.max(0, line.cursor - 1), line.cursor),
  delete: (line) => cut(line, line.cursor, line.cursor + 1),
  '^D': (line) => cut(line, line.cursor, line.cursor + 1),
  '^K': (line) => cut(line, line.cursor, line.text.length),
  '^U': (line) => cut(line, 0, line.cursor),
  '^X': (line) => cut(line, 0, line.cursor),
  '^W': (line) => cut(line, wordBefore(line), line.cursor),
  'meta-d': (line) => cut(line, line.cursor, wordAfter(line)),
  '^T': transpose,
  '^A': (line) => ({ ...line, cursor: 0 }),
  home: (line) => ({ ...line, cursor: 0 }),
  '^E': (line) => ({ ...line, cursor: line.text.length }),
  end: (line) => ({ ...line, cursor: line.text.length }),
  '^B': (line) => ({ ...line, cursor: Math.max(0, line.cursor - 1) }),
  left: (line) => ({ ...line, cursor: Math.max(0, line.cursor - 1) }),
  '^F': (line) => ({ ...line, cursor: Math.min(line.text.length, line.cursor + 1) }),
  right: (line) => ({ ...line, cursor: Math.min(line.text.length, line.cursor + 1) }),
  'meta-b': (line) => ({ ...line, cursor: wordBefore(line) }),
  'meta-f': (line) => ({ ...line, cursor: wordAfter(line) }),
};

export class LineEditor {
  #line: Edited = { text: '', cursor: 0 };
  /** The first character that is seen. */
  #start = 0;
  readonly #room: number;

  /** @param width of the screen; 0 for no end */
  constructor(
    readonly prompt: string,
    width: number,
    private readonly isEchoed = true,
  ) {
    this.#room = width === 0 ? Infinity : Math.max(narrowest, width - prompt.length - 1);
  }

  get text(): string {
    return this.#line.text;
  }

  get beforeCursor(): string {
    return this.#line.text.slice(0, this.#line.cursor);
  }

  /** The prompt and what is typed, anew on an empty row. */
  display(): string {
    const view = this.#view();
    return this.isEchoed ? this.prompt + view + '\b'.repeat(view.length - this.#column) : this.prompt;
  }

  /** Handles a key that edits; undefined when it is not one. */
  press(key: Key): string | undefined {
    if (key.length === 1) return this.insert(key);
    const edit = edits[key];
    return edit && this.#change(edit(this.#line));
  }

  insert(character: string): string {
    const { text, cursor } = this.#line;
    if (text.length >= longest) return bell;
    if (cursor === text.length && cursor - this.#start < this.#room) {
      // By far the most common case, and all that a paste consists of.
      this.#line = { text: text + character, cursor: cursor + 1 };
      return this.isEchoed ? character : '';
    }
    return this.#change({ text: text.slice(0, cursor) + character + text.slice(cursor), cursor: cursor + 1 });
  }

  /** Puts other text in place of what was typed. */
  replace(text: string): string {
    return this.#change({ text, cursor: text.length });
  }

  get #column(): number {
    return this.#line.cursor - this.#start;
  }

  #change(line: Edited): string {
    const before = { view: this.#view(), column: this.#column, start: this.#start };
    this.#line = line;
    this.#scroll();
    if (!this.isEchoed) return '';
    const view = this.#view();
    const same = before.start === this.#start ? samePrefix(before.view, view) : 0;
    const isSame = same === view.length && same === before.view.length;
    const from = isSame ? this.#column : Math.min(same, before.column);
    const drawn = isSame ? from : view.length;
    const blanks = Math.max(0, before.view.length - view.length);
    return (
      move(before.column, from, before.view) +
      view.slice(from, drawn) +
      ' '.repeat(blanks) +
      '\b'.repeat(drawn + blanks - this.#column)
    );
  }

  #scroll(): void {
    while (this.#column > this.#room) this.#start += shift;
    while (this.#start > 0 && this.#column < 1) this.#start = Math.max(0, this.#start - shift);
  }

  #view(): string {
    const { text } = this.#line;
    const end = this.#start + this.#room;
    const left = this.#start > 0 ? '$' : '';
    const right = text.length > end ? '$' : '';
    return left + text.slice(this.#start + left.length, end - right.length) + right;
  }
}

/** Goes from a column to another: back with backspaces, on by writing again what is there. */
function move(from: number, to: number, view: string): string {
  return to <= from ? '\b'.repeat(from - to) : view.slice(from, to);
}

function samePrefix(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function cut({ text }: Edited, from: number, to: number): Edited {
  return { text: text.slice(0, from) + text.slice(to), cursor: from };
}

function wordBefore({ text, cursor }: Edited): number {
  return text.slice(0, cursor).replace(/\S*\s*$/, '').length;
}

function wordAfter({ text, cursor }: Edited): number {
  return cursor + (/^\s*\S*/.exec(text.slice(cursor))?.[0].length ?? 0);
}

/** The character under the cursor changes places with the one before it; at the end, the last two. */
function transpose({ text, cursor }: Edited): Edited {
  const at = Math.min(cursor, text.length - 1);
  if (at < 1) return { text, cursor };
  const swapped = (text[at] ?? '') + (text[at - 1] ?? '');
  return { text: text.slice(0, at - 1) + swapped + text.slice(at + 1), cursor: at + 1 };
}
