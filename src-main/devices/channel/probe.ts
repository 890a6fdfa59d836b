import { lastLine, type View } from './reader.ts';

/** Lines remembered for a marker that log messages cut into pieces: there are never more of it than its characters. */
const REMEMBERED = 24;

/**
 * Finds the prompt with certainty: a marker that was never seen before is typed as a comment. The command line reads
 * its input in order, so when the marker is echoed everything before it is answered, and what stands before it on its
 * line is the prompt.
 */
export class Probe {
  #before: string | undefined;
  #recent: string[] = [];
  #pieces = 0;
  #isSeen = false;

  /**
   * @param marker as it is typed
   * @param shape what a prompt looks like, for when a log message has come between it and the marker
   * @param printed what its command prints, where the echo alone proves nothing
   */
  constructor(
    readonly marker: string,
    private readonly shape: RegExp,
    private readonly printed = marker,
  ) {}

  /** Is everything that was typed before the marker answered? */
  get isSeen(): boolean {
    return this.#isSeen;
  }

  get isEchoed(): boolean {
    return this.#before !== undefined;
  }

  /** What stood before the marker; empty where log messages left nothing of it. */
  get before(): string | undefined {
    return this.#before;
  }

  /** How many of the lines just before the marker's are pieces of its echo, and no output. */
  get pieces(): number {
    return this.#pieces;
  }

  /** Takes a line; true when it is the one with the marker, or with the end of it, or what its command prints. */
  line(text: string): boolean {
    const line = text.trimEnd();
    if (this.printed !== this.marker && line.endsWith(this.printed)) {
      this.#isSeen = true;
      this.#before ??= '';
      return true;
    }
    const isFound = (this.#recent.join('') + line).endsWith(this.marker);
    if (isFound) this.#found(line);
    else this.#recent = [...this.#recent, line].slice(-REMEMBERED);
    return isFound;
  }

  /** The prompt, once it stands again after the marker. */
  settled(view: View): string | undefined {
    if (!this.#isSeen) return undefined;
    const last = lastLine(view).trimEnd();
    return last !== '' && (last === this.#before || this.shape.test(last)) ? last : undefined;
  }

  #found(line: string): void {
    const recent = [...this.#recent];
    const before = this.#join(line, recent).trimEnd();
    // Where the router shows prompt and input again after a log message, what it showed before is a piece as well.
    while (before !== '' && isBeginning(recent.at(-1), before, this.marker)) recent.pop();
    this.#pieces = this.#recent.length - recent.length;
    this.#before = before;
    this.#isSeen ||= this.printed === this.marker;
  }

  /** Takes the pieces of the marker off the end of `recent`; returns what stands before the first of them. */
  #join(line: string, recent: string[]): string {
    let joined = line;
    while (joined.length < this.marker.length) joined = (recent.pop() ?? this.marker) + joined;
    const before = joined.slice(0, -this.marker.length);
    if (before !== '') return before;
    // The prompt is on a line of its own, perhaps with blanks of ours on others after it.
    const at = recent.findLastIndex((earlier) => earlier !== '');
    const previous = recent[at];
    if (previous === undefined || !this.shape.test(previous)) return before;
    recent.length = at;
    return previous;
  }
}

function isBeginning(line: string | undefined, prompt: string, marker: string): boolean {
  if (!line?.startsWith(prompt)) return false;
  return marker.startsWith(line.slice(prompt.length).trimStart());
}
