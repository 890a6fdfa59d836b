import { lastLine, type View } from './reader.ts';

/**
 * Finds the prompt with certainty: a marker that was never seen before is typed as a comment. The command line reads
 * its input in order, so when the marker is echoed everything before it is answered, and what stands before it on its
 * line is the prompt.
 */
export class Probe {
  #before: string | undefined;
  #previous = '';

  /** @param shape what a prompt looks like, for when a log message has cut the marker's line */
  constructor(
    readonly marker: string,
    private readonly shape: RegExp,
  ) {}

  /** Was the marker echoed? */
  get isSeen(): boolean {
    return this.#before !== undefined;
  }

  /** Takes a line; true when it is the one with the marker. */
  line(text: string): boolean {
    const line = text.trimEnd();
    const previous = this.#previous;
    this.#previous = line;
    if (line === this.marker) return this.#found(this.shape.test(previous) ? previous : '');
    if (line.endsWith(this.marker)) return this.#found(line.slice(0, -this.marker.length));
    const joined = previous + line;
    if (joined.endsWith(this.marker)) return this.#found(joined.slice(0, -this.marker.length));
    return false;
  }

  /** The prompt, once it stands again after the marker. */
  settled(view: View): string | undefined {
    if (this.#before === undefined) return undefined;
    const last = lastLine(view).trimEnd();
    return last !== '' && (last === this.#before || this.shape.test(last)) ? last : undefined;
  }

  #found(before: string): true {
    this.#before = before.trimEnd();
    return true;
  }
}
