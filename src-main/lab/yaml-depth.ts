/**
 * How deep a YAML text nests, found before the `yaml` package composes it. Composing calls itself once a level: some
 * thousand brackets exhaust the stack, at whatever depth it has begun, and half a million can end the whole process,
 * when there is no room left to compile a regular expression. The package's parser keeps a list instead, and is stopped
 * at the limit.
 */
import { LineCounter, Lexer, Parser, type CST } from 'yaml';

const collections: ReadonlySet<CST.Token['type']> = new Set(['block-map', 'block-seq', 'flow-collection']);

/** Where the first list or map starts that has more than `most` around it; undefined when there is none. */
export function placeTooDeep(text: string, most: number): { line: number; column: number } | undefined {
  const lines = new LineCounter();
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  for (const lexeme of new Lexer().lex(text)) {
    // It works only as far as it is asked for what it has finished; of interest is what is still open.
    const finished = parser.next(lexeme);
    while (finished.next().done !== true);
    if (parser.stack.length <= most + 1) continue;
    const tooDeep = parser.stack.filter(({ type }) => collections.has(type))[most + 1];
    if (!tooDeep) continue;
    const { line, col } = lines.linePos(tooDeep.offset);
    return { line, column: col };
  }
  return undefined;
}
