/** Bytes that arrive, as the keys that were pressed: what one key sends may be several bytes, in several pieces. */

/**
 * A character that stands for itself, or the name of another key: 'enter', 'backspace', 'up', '^A' … '^_', 'meta-b'.
 */
export type Key = string;

const named: Readonly<Record<string, Key>> = {
  '\b': 'backspace',
  '\x7f': 'backspace',
  '\t': 'tab',
  '\r': 'enter',
  '\n': 'enter',
};

/** After ESC [ and ESC O. */
const arrows: Readonly<Record<string, Key>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  H: 'home',
  F: 'end',
};

/** ESC [ n ~ */
const numbered: Readonly<Record<string, Key>> = { 1: 'home', 3: 'delete', 4: 'end', 7: 'home', 8: 'end' };

/** Between keys; inside ESC; inside ESC [; inside ESC O; after a CR, whose LF or NUL is part of it. */
type State = 'key' | 'escape' | 'bracket' | 'letter' | 'return';

export class Keyboard {
  #state: State = 'key';
  #parameters = '';

  /** The key that this byte, as a character, completes. */
  press(character: string): Key | undefined {
    switch (this.#state) {
      case 'escape':
        return this.#afterEscape(character);
      case 'bracket':
        return this.#afterBracket(character);
      case 'letter':
        this.#state = 'key';
        return arrows[character];
      case 'return':
        this.#state = 'key';
        return character === '\n' || character === '\0' ? undefined : this.#plain(character);
      case 'key':
        return this.#plain(character);
    }
  }

  #plain(character: string): Key | undefined {
    if (character === '\x1b') this.#state = 'escape';
    if (character === '\r') this.#state = 'return';
    if (character === '\x1b' || character === '\0') return undefined;
    const code = character.charCodeAt(0);
    return named[character] ?? (code < 0x20 ? `^${String.fromCharCode(code + 0x40)}` : character);
  }

  #afterEscape(character: string): Key | undefined {
    this.#state = character === '[' ? 'bracket' : character === 'O' ? 'letter' : 'key';
    this.#parameters = '';
    if (this.#state !== 'key') return undefined;
    return /[\x20-\x7e]/.test(character) ? `meta-${character.toLowerCase()}` : this.#plain(character);
  }

  #afterBracket(character: string): Key | undefined {
    if (/[\d;]/.test(character) && this.#parameters.length < 8) {
      this.#parameters += character;
      return undefined;
    }
    this.#state = 'key';
    return character === '~' ? numbered[this.#parameters] : arrows[character];
  }
}
