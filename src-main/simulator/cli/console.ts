/** Screen and keyboard of a session. What is shown while keys are handled goes out in one piece afterwards. */
import { latin1Of } from '../../base/bytes.ts';
import type { Key } from './keyboard.ts';
import { KeyReader, QuestionReader } from './readers.ts';
import { Screen } from './screen.ts';
import { Typing, type Reader } from './typing.ts';

export class Console {
  readonly #screen: Screen;
  readonly #typing: Typing;
  #isReceiving = false;

  /** @param interrupted called when Ctrl-C or Ctrl-^ comes while nobody reads */
  constructor(send: (bytes: Uint8Array) => void, interrupted: () => void) {
    this.#screen = new Screen(send);
    this.#typing = new Typing(interrupted);
  }

  receive(bytes: Uint8Array): void {
    this.#isReceiving = true;
    try {
      this.#typing.receive(latin1Of(bytes));
    } finally {
      this.#isReceiving = false;
      this.#screen.flush();
    }
  }

  get screen(): Screen {
    return this.#screen;
  }

  get reader(): Reader | undefined {
    return this.#typing.reader;
  }

  write(text: string): void {
    this.#screen.write(text);
    this.flush();
  }

  freshLine(): void {
    this.#screen.freshLine();
  }

  flush(): void {
    if (!this.#isReceiving) this.#screen.flush();
  }

  /** Keys go to the reader from now on, those that wait first. */
  read(reader: Reader): void {
    this.#typing.reader = reader;
    this.#typing.pump();
    this.flush();
  }

  stopReading(): void {
    this.#typing.reader = undefined;
  }

  /** Forgets what was typed ahead. */
  clear(): void {
    this.#typing.clear();
  }

  /** Shows a question and waits for a line; undefined when it was broken off. */
  readLine(question: string, width: number, isEchoed: boolean): Promise<string | undefined> {
    return new Promise((resolve) => {
      this.write(question);
      const terminal = { width, isEchoed, write: (text: string) => this.write(text) };
      this.read(new QuestionReader(question, terminal, (line) => this.#answer(() => resolve(line))));
    });
  }

  readKey(question: string): Promise<Key | undefined> {
    return new Promise((resolve) => {
      this.write(question);
      this.read(new KeyReader(question, (key) => this.#answer(() => resolve(key))));
    });
  }

  #answer(resolve: () => void): void {
    this.stopReading();
    resolve();
  }
}
