/** Who reads the keys: the prompt, a question, a question for one key. */
import type { History } from './history.ts';
import type { Key } from './keyboard.ts';
import { LineEditor } from './line-editor.ts';
import type { Reader } from './typing.ts';

/** How a line ended. */
export type Ending = 'enter' | '^Z' | '^C';

/** What the prompt needs from the session. */
interface PromptHost {
  write(text: string): void;
  entered(line: string, ending: Ending): void;
  /** Shows the answer to `?`, and calls back when it is on the screen. @param line up to the cursor */
  help(line: string, shown: () => void): void;
  /** The line as Tab makes it, if it can. */
  complete(line: string): string | undefined;
}

/** A key after Ctrl-V stands for itself: that is how a question mark gets into a password. */
const quote = '^V';
const bell = '\x07';

export class PromptReader implements Reader {
  static readonly #actions: Readonly<Record<Key, (reader: PromptReader) => void>> = {
    enter: (reader) => reader.#end('enter'),
    '^Z': (reader) => reader.#end('^Z'),
    '^C': (reader) => reader.#end('^C'),
    '?': (reader) => reader.#help(),
    tab: (reader) => reader.#complete(),
    '^R': (reader) => reader.#redisplay(),
    '^L': (reader) => reader.#redisplay(),
    '^P': (reader) => reader.#recall(reader.history.older()),
    up: (reader) => reader.#recall(reader.history.older()),
    '^N': (reader) => reader.#recall(reader.history.newer()),
    down: (reader) => reader.#recall(reader.history.newer()),
    [quote]: (reader) => {
      reader.#isQuoting = true;
    },
  };

  readonly #editor: LineEditor;
  #isQuoting = false;

  constructor(
    prompt: string,
    width: number,
    private readonly history: History,
    private readonly host: PromptHost,
  ) {
    this.#editor = new LineEditor(prompt, width);
  }

  display(): string {
    return this.#editor.display();
  }

  press(key: Key): void {
    const action = this.#isQuoting ? undefined : PromptReader.#actions[key];
    this.#isQuoting = false;
    if (action) action(this);
    else this.host.write(this.#editor.press(key) ?? '');
  }

  #end(ending: Ending): void {
    this.host.write(ending === 'enter' ? '\n' : `${ending}\n`);
    this.host.entered(this.#editor.text, ending);
  }

  #help(): void {
    this.host.write('?\n');
    this.host.help(this.#editor.beforeCursor, () => this.host.write(this.display()));
  }

  #complete(): void {
    const { beforeCursor, text } = this.#editor;
    const longer = this.host.complete(beforeCursor);
    if (longer === undefined) this.host.write(bell);
    else this.#editor.replace(longer + text.slice(beforeCursor.length).trimStart());
    this.#redisplay();
  }

  #redisplay(): void {
    this.host.write(`\n${this.display()}`);
  }

  #recall(line: string | undefined): void {
    this.host.write(line === undefined ? bell : this.#editor.replace(line));
  }
}

/** Reads one line in answer to a question. */
export class QuestionReader implements Reader {
  readonly #editor: LineEditor;

  /** @param answered called with the line, or with nothing when the question was broken off */
  constructor(
    question: string,
    private readonly terminal: { readonly width: number; readonly isEchoed: boolean; write(text: string): void },
    private readonly answered: (line: string | undefined) => void,
  ) {
    this.#editor = new LineEditor(question, terminal.width, terminal.isEchoed);
  }

  display(): string {
    return this.#editor.display();
  }

  press(key: Key): void {
    if (key === '^C' || key === '^^') return this.answered(undefined);
    if (key !== 'enter') return this.terminal.write(this.#editor.press(key) ?? '');
    this.terminal.write('\n');
    this.answered(this.#editor.text);
  }
}

/** Reads one key in answer to a question. */
export class KeyReader implements Reader {
  constructor(
    private readonly question: string,
    private readonly answered: (key: Key | undefined) => void,
  ) {}

  display(): string {
    return this.question;
  }

  press(key: Key): void {
    this.answered(key === '^C' || key === '^^' ? undefined : key);
  }
}

/** Waits for RETURN and takes no notice of anything else. */
export class ReturnReader implements Reader {
  constructor(private readonly pressed: () => void) {}

  press(key: Key): void {
    if (key === 'enter') this.pressed();
  }
}
