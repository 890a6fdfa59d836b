import type { Platform } from './platform.ts';
import type { Probe } from './probe.ts';
import { lastLine, type View } from './reader.ts';

/**
 * Blanks, typed where a prompt is in doubt. A command line echoes them; a command that is still printing leaves them
 * for later; and a pager that comes meanwhile takes each for "next page", where a marker would make it drop the rest
 * of the answer. So many in a row stand after a prompt in no text that only looks like one.
 */
const BLANKS = ' '.repeat(5);

type Typed = { kind: 'type'; keys: string };

/** Makes sure that what looks like a prompt is one: first with blanks, then with a marker. */
export class Doubt {
  #probe: Probe | undefined;
  #typedAt = -1;
  /** The candidate at which blanks were typed last, as long as nothing else was printed since. */
  #doubted: string | undefined;
  /** Blanks at the end of what was printed before the last line. */
  #blanks = 0;

  constructor(
    private readonly platform: Platform,
    private readonly newProbe: () => Probe,
  ) {}

  /** The marker, once it is typed. */
  get probe(): Probe | undefined {
    return this.#probe;
  }

  /** May blanks of ours still stand in the device's line? */
  get isLittered(): boolean {
    return this.#typedAt >= 0 && !this.#probe;
  }

  /** Takes every line: log messages may come down between our blanks. */
  line(text: string): void {
    const line = text.trimEnd();
    this.#blanks = line === '' ? this.#blanks + text.length : trailingBlanks(text);
    if (line !== '' && line !== this.#doubted) this.#doubted = undefined;
  }

  /** The text that may be a prompt: the last line, or the one before it where nothing but blanks of ours is on that. */
  candidate(view: View): string {
    return (this.isLittered && view.tail.trim() === '' ? (view.covered ?? '') : lastLine(view)).trimEnd();
  }

  /** What to type at a candidate that looks like a prompt; `line` numbers it, so that it is asked once. */
  raise(view: View, line: number): Typed | undefined {
    const { tail } = view;
    const isBlank = tail.trim() === '';
    const blanks = isBlank ? this.#blanks + tail.length : trailingBlanks(tail);
    if (this.isLittered && blanks >= BLANKS.length) return this.mark(view);
    const candidate = this.candidate(view);
    // A log message makes a new line of the same prompt, and some routers show prompt and input again after it.
    const isSame = view.covered !== undefined && candidate === this.#doubted;
    if (this.#probe || line <= this.#typedAt || isSame) return undefined;
    if (this.platform.unprinted) return this.mark(view); // the echo of blanks would prove nothing
    this.#typedAt = line;
    this.#doubted = candidate;
    this.#blanks = 0;
    return { kind: 'type', keys: BLANKS };
  }

  /** Types the marker, once. */
  mark({ tail, covered }: View): Typed | undefined {
    if (this.#probe) return undefined;
    this.#probe = this.newProbe();
    if (tail.trim() === '' && covered !== undefined) this.#probe.line(covered);
    const { erase, enter } = this.platform.keys;
    return { kind: 'type', keys: erase + this.#probe.marker + enter };
  }
}

function trailingBlanks(text: string): number {
  return text.length - text.trimEnd().length;
}
