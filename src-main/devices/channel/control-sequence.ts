/** ECMA-48 control sequences, taken out of a stream character by character. */
interface Control {
  /** The letter that says what it does: "K", "D" … */
  final: string;
  count: number;
}

type State = (character: string) => State | Control | undefined;

/** A parameter beyond this is nonsense, or an attack. */
const LONGEST = 16;

/** Give it the characters that follow ESC. */
export class ControlSequence {
  #state: State = begun;

  /** `true` while the sequence goes on; then what it was, or undefined for one that shows nothing. */
  take(character: string): true | Control | undefined {
    const next = this.#state(character);
    if (typeof next !== 'function') return next;
    this.#state = next;
    return true;
  }
}

const begun: State = (character) => {
  if (character === '[') return control('');
  if (']P^_X'.includes(character)) return text; // operating system commands and other texts: titles, links, clipboard
  return character >= ' ' && character <= '/' ? begun : undefined;
};

const control =
  (parameters: string): State =>
  (character) => {
    if (character < '@') return control((parameters + character).slice(0, LONGEST));
    return { final: character, count: Number.parseInt(parameters, 10) || 1 };
  };

/** Ends at BEL or at ESC \\. */
const text: State = (character) => {
  if (character === '\x07') return undefined;
  return character === '\x1b' ? textEnd : text;
};

const textEnd: State = (character) => (character === '\\' ? undefined : text(character));
