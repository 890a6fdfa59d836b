/**
 * Whether the indentation of a configuration is to be believed. What was pasted through mail, pages and tables may have
 * lost some of its blanks, and then a section stands as deep as its contents, or a line stands under one that nothing
 * can stand under. A slip here and there is believed, as sections that are not known nest by nothing else.
 */

/** A line with the blanks before it. */
export interface IndentedLine {
  text: string;
  indent: number;
}

/** What the lines of a platform say of themselves. */
export interface SectionGrammar {
  /** A line at the left margin, of whatever kind. */
  isKnown: (text: string) => boolean;
  /** A line at the left margin that has a submode. */
  opens: (text: string) => boolean;
  /** A line that no submode has. */
  isGlobal: (text: string) => boolean;
  /** A line that has no submode, in the section that it stands in. */
  isLeaf: (text: string, section: string | undefined) => boolean;
}

/** One line of so many that contradicts is a slip. */
const SLIP = 8;

/** The indentation of some lines. They are read once to tell whether it is to be believed, and not before somebody asks. */
export class Indentation {
  #isBelievable: boolean | undefined;

  constructor(
    private readonly lines: readonly IndentedLine[],
    private readonly grammar: SectionGrammar,
  ) {}

  /** Whether not all lines stand equally deep, and that is to be believed. */
  isTree(): boolean {
    return this.goesBeyond(this.lines.reduce((least, { indent }) => Math.min(least, indent), Infinity));
  }

  /** Whether there are lines that stand deeper than this, and that is to be believed. */
  goesBeyond(depth: number): boolean {
    if (!this.lines.some(({ indent }) => indent > depth)) return false;
    this.#isBelievable ??= this.#tell();
    return this.#isBelievable;
  }

  #tell(): boolean {
    const { lines, grammar } = this;
    // What does not begin like a configuration may be anything, and its lines have no grammar.
    const first = lines.find(({ text }) => !isSeparator(text))?.text ?? '';
    if (!grammar.isKnown(first)) return true;
    const doubts = new Doubts(grammar);
    for (const line of lines) doubts.read(line);
    return doubts.count * SLIP < lines.length;
  }
}

/** `!` ends a section; a comment is no configuration either. */
export function isSeparator(text: string): boolean {
  return text.startsWith('!');
}

/** A line that further lines may stand under. */
interface Open extends IndentedLine {
  /** How deep the lines under it stand. */
  inside: number | undefined;
}

class Doubts {
  count = 0;
  /** Above all lines. */
  readonly #root: Open = { text: '', indent: -1, inside: undefined };
  readonly #open: Open[] = [this.#root];
  /** A section that nothing ended yet. */
  #section: IndentedLine | undefined;

  constructor(private readonly grammar: SectionGrammar) {}

  read(line: IndentedLine): void {
    if (isSeparator(line.text)) this.#section = undefined;
    else if (this.#isOutside(line) || this.#isMisplaced(line)) this.count++;
  }

  /** Left of the section that it belongs to, or no deeper than that. */
  #isOutside(line: IndentedLine): boolean {
    const { opens, isGlobal } = this.grammar;
    const isOpening = opens(line.text);
    const isBeside = this.#section !== undefined && line.indent <= this.#section.indent;
    if (isBeside && !isOpening && !isGlobal(line.text)) return true;
    if (isOpening) this.#section = line;
    else if (isBeside) this.#section = undefined;
    return false;
  }

  #isMisplaced(line: IndentedLine): boolean {
    const before = this.#open.length;
    while (this.#top.indent >= line.indent) this.#open.pop();
    const parent = this.#top;
    const isDeeper = this.#open.length === before;
    const isMisplaced = isDeeper ? this.#isDeepIn(line) : parent.inside !== line.indent && line.text !== 'quit';
    parent.inside = line.indent;
    this.#open.push({ text: line.text, indent: line.indent, inside: undefined });
    return isMisplaced;
  }

  get #top(): Open {
    return this.#open.at(-1) ?? this.#root;
  }

  /** Under a line that nothing stands under, a section inside another one, or deeper than the rest of it goes. */
  #isDeepIn({ text, indent }: IndentedLine): boolean {
    const [around, parent] = [this.#open.at(-2), this.#open.at(-1)];
    if (around === undefined || parent === undefined) return false;
    const { opens, isLeaf } = this.grammar;
    const isInside = opens(text) && (opens(parent.text) || around !== this.#root);
    const isUnderLeaf = isLeaf(parent.text, around === this.#root ? undefined : around.text);
    return (
      isInside ||
      isUnderLeaf ||
      (around !== this.#root && isJump(parent.indent - around.indent, indent - parent.indent))
    );
  }
}

/** No writer goes in by one blank and then by three. */
function isJump(outer: number, inner: number): boolean {
  return inner > outer * 2 || outer > inner * 2;
}
