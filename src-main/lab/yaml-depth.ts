/**
 * A YAML text as a document, unless it nests too deep. Composing calls itself once a level: some thousand brackets
 * exhaust the stack, at whatever depth it has begun, and half a million can end the whole process, when there is no room
 * left to compile a regular expression. The package's parser keeps a list instead, and is stopped at the limit, before
 * anything is composed.
 */
import { Composer, LineCounter, Lexer, Parser, YAMLParseError } from 'yaml';
import type { CST, Document, DocumentOptions, ParseOptions, SchemaOptions } from 'yaml';

interface Place {
  /** Both start at 1. */
  line: number;
  column: number;
}

export type Composed =
  | { isTooDeep: false; document: Document.Parsed; lines: LineCounter }
  /** Where the first list or map starts that has more around it than is allowed. */
  | { isTooDeep: true; place: Place };

type Options = ParseOptions & DocumentOptions & SchemaOptions;

const collections: ReadonlySet<CST.Token['type']> = new Set(['block-map', 'block-seq', 'flow-collection']);

/**
 * As `parseDocument` of the package, faults among the document's errors, a second document too.
 * @param most lists and maps that may be around another
 */
export function composeWithin(text: string, most: number, options: Options = {}): Composed {
  const lines = new LineCounter();
  lines.addNewLine(0);
  const reading = new Reading(lines, most);
  const composer = new Composer({ ...options, lineCounter: lines });
  // The parser gives a document away when it is whole: by then it is known how deep it is.
  const [document, second] = composer.compose(reading.tokens(text), true, text.length);
  const { tooDeep } = reading;
  if (tooDeep !== undefined || !document) {
    const { line, col } = lines.linePos(tooDeep ?? 0);
    return { isTooDeep: true, place: { line, column: col } };
  }
  const [start, end] = second?.range ?? [0, 0];
  if (second) document.errors.push(new YAMLParseError([start, end], 'MULTIPLE_DOCS', 'a second document'));
  return { isTooDeep: false, document: document, lines };
}

class Reading {
  /** Where the text is too deep: nothing after it is read. */
  tooDeep: number | undefined;
  readonly #parser: Parser;

  constructor(
    lines: LineCounter,
    private readonly most: number,
  ) {
    this.#parser = new Parser(lines.addNewLine);
  }

  *tokens(text: string): Generator<CST.Token, void> {
    for (const lexeme of new Lexer().lex(text)) {
      yield* this.#parser.next(lexeme);
      this.tooDeep = this.#placeTooDeep();
      if (this.tooDeep !== undefined) return;
    }
    yield* this.#parser.end();
  }

  /** Of interest is what is still open. */
  #placeTooDeep(): number | undefined {
    const { stack } = this.#parser;
    if (stack.length <= this.most + 1) return undefined;
    return stack.filter(({ type }) => collections.has(type))[this.most + 1]?.offset;
  }
}
