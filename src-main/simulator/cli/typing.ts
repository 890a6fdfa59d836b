/**
 * What is typed: keys go to whoever reads; while nobody does they wait, as on a real line. Ctrl-C and Ctrl-^ do not wait:
 * they interrupt the command that keeps the others waiting, and what was typed before them is thrown away.
 */
import { Keyboard, type Key } from './keyboard.ts';

export interface Reader {
  press(key: Key): void;
  /** What a row must show again after a message has come in between. */
  display?(): string;
}

const interrupt = /[\x03\x1e]/g;

export class Typing {
  #waiting = '';
  /** How much of what waits has been searched for an interrupt. */
  #searched = 0;
  /** Ctrl-^ x is one escape sequence: the x that follows is part of it. */
  #isEscaped = false;
  #isPumping = false;
  readonly #keyboard = new Keyboard();
  reader: Reader | undefined;

  /** @param interrupted called when an interrupt comes while nobody reads */
  constructor(private readonly interrupted: () => void) {}

  receive(text: string): void {
    this.#waiting += text;
    this.pump();
    // At most one for what arrived together: the command must have time to answer the first.
    if (!this.reader && this.#dropThroughInterrupt()) this.interrupted();
    this.pump();
  }

  /** Hands over what waits, as long as somebody reads. */
  pump(): void {
    if (this.#isPumping) return;
    this.#isPumping = true;
    let at = 0;
    try {
      while (at < this.#waiting.length && this.reader) this.#press(this.#waiting[at++] ?? '');
    } finally {
      this.#isPumping = false;
      this.#waiting = this.#waiting.slice(at);
      this.#searched = Math.max(0, this.#searched - at);
    }
  }

  clear(): void {
    this.#waiting = '';
    this.#searched = 0;
  }

  #press(character: string): void {
    const wasEscaped = this.#isEscaped;
    this.#isEscaped = false;
    if (wasEscaped && /x/i.test(character)) return;
    const key = this.#keyboard.press(character);
    if (key === '^^') this.#isEscaped = true;
    if (key !== undefined) this.reader?.press(key);
  }

  #dropThroughInterrupt(): boolean {
    interrupt.lastIndex = this.#searched;
    const isFound = interrupt.test(this.#waiting);
    if (!isFound) {
      this.#searched = this.#waiting.length;
      return false;
    }
    const last = Math.max(this.#waiting.lastIndexOf('\x03'), this.#waiting.lastIndexOf('\x1e'));
    this.#isEscaped = this.#waiting[last] === '\x1e';
    this.#waiting = this.#waiting.slice(last + 1);
    this.#searched = this.#waiting.length;
    return true;
  }
}
