/** Reads a line at the prompt of a host: editing and history as in readline, and no help on a key. */
import type { History } from '../cli/history.ts';
import type { Key } from '../cli/keyboard.ts';
import { LineEditor } from '../cli/line-editor.ts';
import type { Reader } from '../cli/typing.ts';

interface LineOwner {
  write(text: string): void;
  entered(line: string): void;
  /** Ctrl-C, or Ctrl-D on an empty line. */
  interrupted(): void;
  ended(): void;
}

const bell = '\x07';

export class LineReader implements Reader {
  static readonly #actions: Readonly<Record<Key, (reader: LineReader) => void>> = {
    enter: ({ owner, editor }) => {
      owner.write('\n');
      owner.entered(editor.text);
    },
    '^C': ({ owner }) => {
      owner.write('^C\n');
      owner.interrupted();
    },
    '^D': ({ owner, editor }) => {
      if (editor.text === '') owner.ended();
      else owner.write(editor.press('^D') ?? '');
    },
    '^L': ({ owner, editor }) => owner.write(`\x1b[H\x1b[J${editor.display()}`),
    tab: ({ owner }) => owner.write(bell),
    '^P': (reader) => reader.#recall(reader.history.older()),
    up: (reader) => reader.#recall(reader.history.older()),
    '^N': (reader) => reader.#recall(reader.history.newer()),
    down: (reader) => reader.#recall(reader.history.newer()),
  };

  private readonly editor: LineEditor;

  constructor(
    prompt: string,
    private readonly history: History,
    private readonly owner: LineOwner,
  ) {
    this.editor = new LineEditor(prompt, 0);
  }

  display(): string {
    return this.editor.display();
  }

  press(key: Key): void {
    const action = LineReader.#actions[key];
    if (action) action(this);
    else this.owner.write(this.editor.press(key) ?? '');
  }

  #recall(line: string | undefined): void {
    this.owner.write(line === undefined ? bell : this.editor.replace(line));
  }
}
