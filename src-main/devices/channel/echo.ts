/**
 * `whole`: the command was echoed and the device has read it. `mixed`: it was, with something else typed into it.
 * `part`: a piece of it, cut by a log message. `stray`: something else.
 */
type Heard = 'whole' | 'mixed' | 'part' | 'stray';

/** Recognises the echo of a command among the lines that come after it was typed. Blanks do not count. */
export class Echo {
  readonly #typed: string;
  /** How much of the command may have been echoed so far; more than one answer where its text repeats itself. */
  #ends: readonly number[] = [0];

  /** @param prompt the prompt at which it was typed: it may stand before the echo, or have gone under a log message */
  constructor(
    private readonly prompt: string,
    typed: string,
  ) {
    this.#typed = withoutBlanks(typed);
  }

  hear(line: string): Heard {
    const isPrompted = this.prompt !== '' && line.startsWith(this.prompt);
    const rest = withoutBlanks(isPrompted ? line.slice(this.prompt.length) : line);
    const ends = this.#endsAfter(rest, isPrompted);
    if (ends.includes(this.#typed.length)) return 'whole';
    if (ends.length === 0) return isPrompted && rest.endsWith(this.#typed) ? 'mixed' : 'stray';
    if (rest !== '') this.#ends = ends;
    return 'part';
  }

  #endsAfter(piece: string, isPrompted: boolean): number[] {
    const typed = this.#typed;
    // It goes on where it was cut, or is shown again from its beginning. What goes on after a prompt is a command of its
    // own: somebody has entered the first half.
    const starts = [...(isPrompted ? [] : this.#ends), 0].filter((start) => typed.startsWith(piece, start));
    const ends = starts.map((start) => start + piece.length);
    // A line longer than the terminal is scrolled to the left by IOS: "$" stands for what went out of sight.
    if (piece.length > 1 && piece.startsWith('$')) ends.push(...endsOf(piece.slice(1), typed));
    return ends;
  }
}

/** Where the piece ends in the text, wherever it occurs. */
function endsOf(piece: string, text: string): number[] {
  const ends: number[] = [];
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) ends.push(at + piece.length);
  return ends;
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '');
}
