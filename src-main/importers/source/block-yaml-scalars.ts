/** The scalars of the plain form of YAML that `block-yaml.ts` reads (YAML 1.2.2, chapters 7 and 8). */

/** The text is not certainly of the plain form. */
export class Unusual extends Error {}

interface Scalar {
  value: unknown;
  /** From here on nothing belongs to the scalar: the end of its last line, or the start of a later one. */
  end: number;
}

/**
 * The scalar at `at`.
 *
 * @param indent the column of the key or dash that it belongs to: its further lines stand to the right of it
 */
export function readScalar(text: string, at: number, indent: number): Scalar {
  const word = wordAt(text, at, indent);
  if (word) return word;
  const first = text[at] ?? '';
  if (first === '|') return literal(text, at, indent);
  if (first === '"') return doubleQuoted(text, at, indent);
  if (first === "'") return singleQuoted(text, at, indent);
  if (first === '[' || first === '{') return flow(text, at);
  // Indicators that mean something else, or nothing, at the start of a plain scalar (YAML 1.2.2, 7.3.3).
  if ('&*!>%@`#,]}\t'.includes(first) || /^[-?:](?:\s|$)/.test(text.slice(at, at + 2))) throw new Unusual();
  return plain(text, at, indent);
}

const nulls: ReadonlySet<string> = new Set(['null', 'Null', 'NULL', '~']);

/** Nothing in it has a meaning, and it ends with its line. */
const wordPattern = /[\w./][\w./-]*(?=\n)/y;

/** Most scalars are one word, which nothing goes on with on the next line. */
function wordAt(text: string, at: number, indent: number): Scalar | undefined {
  wordPattern.lastIndex = at;
  if (!wordPattern.test(text)) return undefined;
  const end = wordPattern.lastIndex;
  const next = pastSpaces(text, end + 1);
  if (next < text.length && (next - end - 1 > indent || text[next] === '\n')) return undefined;
  const value = text.slice(at, end);
  return { value: nulls.has(value) ? null : value, end };
}

function plain(text: string, at: number, indent: number): Scalar {
  let end = text.indexOf('\n', at);
  const first = plainLine(text.slice(at, end));
  let { value } = first;
  let { hasComment } = first;
  let breaks = 0;
  for (let start = end + 1; start < text.length;) {
    const from = pastSpaces(text, start);
    const lineEnd = text.indexOf('\n', from);
    if (from === lineEnd) breaks++;
    else if (from - start <= indent) break;
    else {
      // A comment ends the scalar, and nothing may follow it here.
      if (hasComment || text[from] === '#' || text[from] === '\t') throw new Unusual();
      const line = plainLine(text.slice(from, lineEnd));
      ({ hasComment } = line);
      value += (breaks === 0 ? ' ' : '\n'.repeat(breaks)) + line.value;
      breaks = 0;
      end = lineEnd;
    }
    start = lineEnd + 1;
  }
  return { value: value === first.value && nulls.has(value) ? null : value, end };
}

/** One line of a plain scalar, without a comment after it; what could be a key or the end of one is not plain. */
function plainLine(line: string): { value: string; hasComment: boolean } {
  const comment = line.indexOf(' #');
  const value = withoutEndSpaces(comment === -1 ? line : line.slice(0, comment));
  if (value.includes('\t') || value.includes(': ') || value.endsWith(':')) throw new Unusual();
  return { value, hasComment: comment !== -1 };
}

/** A collection that is empty, or a list of plain words, on one line: no line that CML writes is longer. */
const flowPattern = /^(?:(\{ *\})|\[ *([\w./, -]*)\])(?: *| +#.*)$/;
const longestFlow = 1000;
const flowWord = /^[\w./][\w./-]*(?: [\w./][\w./-]*)*$/;

function flow(text: string, at: number): Scalar {
  const end = text.indexOf('\n', at);
  // The engine's patterns have a stack: they are not run on a line of any length.
  if (end - at > longestFlow) throw new Unusual();
  const parts = flowPattern.exec(text.slice(at, end));
  if (!parts) throw new Unusual();
  const [, map, list = ''] = parts;
  if (map !== undefined) return { value: {}, end };
  const words = list === '' ? [] : list.split(', ');
  if (!words.every((word) => flowWord.test(word))) throw new Unusual();
  return { value: words.map((word) => (nulls.has(word) ? null : word)), end };
}

/** The two marks of a literal block come in either order. */
const literalHeader = /\|(?:(?<digit>[1-9])(?<chomp>[-+])?|(?<chompFirst>[-+])(?<digitLast>[1-9])?)?(?: *| +#.*)\n/y;

/** A literal block (YAML 1.2.2, 8.1.2): its lines as they stand, less their indentation. */
function literal(text: string, at: number, parent: number): Scalar {
  literalHeader.lastIndex = at;
  const { digit, digitLast, chomp, chompFirst } = literalHeader.exec(text)?.groups ?? {};
  const start = literalHeader.lastIndex;
  if (start === 0) throw new Unusual();
  const [width, mark] = [digit ?? digitLast, chomp ?? chompFirst];
  const indent = width === undefined ? detectIndent(text, start, parent) : parent + Number(width);
  const even = mark === '-' ? evenLiteral(text, start, indent) : undefined;
  if (even) return even;
  const { lines, end } = literalLines(text, start, indent);
  return { value: chomped(lines, mark), end };
}

/** What becomes of the line breaks at the end: "-" none stays, "+" all stay, else one. */
function chomped(lines: string[], mark: string | undefined): string {
  if (lines.length > 0 && lines.every((line) => withoutEndSpaces(line) === '')) throw new Unusual();
  const content = lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
  if (mark === '-' || content.length === 0) return content.join('\n');
  return (mark === '+' ? lines : content).join('\n') + '\n';
}

/** The indentation of the first line that is not blank, when it stands to the right of the parent's. */
function detectIndent(text: string, start: number, parent: number): number {
  let widestBlank = 0;
  for (let line = start; line < text.length; line = text.indexOf('\n', line) + 1) {
    const from = pastSpaces(text, line);
    const indent = from - line;
    if (text[from] !== '\n') {
      if (widestBlank > indent) throw new Unusual();
      return Math.max(indent, parent + 1);
    }
    widestBlank = Math.max(widestBlank, indent);
  }
  if (widestBlank > 0) throw new Unusual();
  return parent + 1;
}

/**
 * A block that ends without line breaks, as configurations do, and of which no line is blank but the empty ones: what
 * is before each line is taken away from all of them at once. Undefined for any other.
 */
function evenLiteral(text: string, start: number, indent: number): Scalar | undefined {
  let line = start;
  let contentEnd = start;
  while (line < text.length) {
    const from = pastSpaces(text, line);
    const lineEnd = text.indexOf('\n', from);
    if (from !== lineEnd && from - line < indent) {
      if (text[from] === '\t') return undefined;
      break;
    }
    if (from === lineEnd && from !== line) return undefined;
    if (from !== lineEnd) contentEnd = lineEnd;
    line = lineEnd + 1;
  }
  if (contentEnd === start || text[start] === '\n') return undefined;
  const value = text.slice(start + indent, contentEnd).replaceAll(`\n${' '.repeat(indent)}`, '\n');
  return { value, end: line };
}

function literalLines(text: string, start: number, indent: number): { lines: string[]; end: number } {
  const lines: string[] = [];
  let line = start;
  while (line < text.length) {
    const from = pastSpaces(text, line);
    const lineEnd = text.indexOf('\n', from);
    const isBlank = from === lineEnd;
    if (!isBlank && from - line < indent) {
      if (text[from] === '\t') throw new Unusual();
      break;
    }
    lines.push(text.slice(Math.min(line + indent, lineEnd), lineEnd));
    line = lineEnd + 1;
  }
  return { lines, end: line };
}

function singleQuoted(text: string, at: number, indent: number): Scalar {
  let close = text.indexOf("'", at + 1);
  while (close !== -1 && text[close + 1] === "'") close = text.indexOf("'", close + 2);
  const raw = insideQuotes(text, at, close);
  const lines = raw.includes('\n') ? folded(quotedLines(raw, indent)) : raw;
  return { value: lines.replaceAll("''", "'"), end: text.indexOf('\n', close) };
}

function doubleQuoted(text: string, at: number, indent: number): Scalar {
  let close = at + 1;
  for (; close < text.length && text[close] !== '"'; close++) if (text[close] === '\\') close++;
  const raw = insideQuotes(text, at, close < text.length ? close : -1);
  if (!raw.includes('\\') && !raw.includes('\n')) return { value: raw, end: text.indexOf('\n', close) };
  return { value: doubleQuotedValue(raw, indent), end: text.indexOf('\n', close) };
}

function insideQuotes(text: string, open: number, close: number): string {
  const next = pastSpaces(text, close + 1);
  const isLast = text[next] === '\n' || (text[next] === '#' && next > close + 1);
  if (close === -1 || !isLast) throw new Unusual();
  return text.slice(open + 1, close);
}

/** The lines between the quotes, without the spaces at their ends that folding drops. */
function quotedLines(raw: string, indent: number): string[] {
  const [first = '', ...rest] = raw.split('\n');
  const last = rest.length - 1;
  return [
    withoutBlankEnd(first),
    ...rest.map((line, index) => {
      const from = pastSpaces(line, 0);
      if (from <= indent && (from < line.length || index === last)) throw new Unusual();
      if (line[from] === '\t') throw new Unusual();
      return index === last ? line.slice(from) : withoutBlankEnd(line.slice(from));
    }),
  ];
}

function withoutBlankEnd(line: string): string {
  const text = withoutEndSpaces(line);
  if (text.endsWith('\t')) throw new Unusual();
  return text;
}

/** Line folding (YAML 1.2.2, 6.5): one line break is a space, each further one stays. */
function folded(lines: readonly string[]): string {
  const [first = '', ...rest] = lines;
  let value = first;
  let breaks = 0;
  rest.forEach((line, index) => {
    if (line === '' && index < rest.length - 1) breaks++;
    else {
      value += (breaks === 0 ? ' ' : '\n'.repeat(breaks)) + line;
      breaks = 0;
    }
  });
  return value;
}

/** An escaped line break joins two lines with nothing between; PyYAML breaks every long line so. */
function doubleQuotedValue(raw: string, indent: number): string {
  const joined: string[] = [];
  let isOpen = false;
  for (const line of quotedLines(raw, indent)) {
    const backslashes = /\\+$/.exec(line)?.[0].length ?? 0;
    const isEscapedBreak = backslashes % 2 === 1;
    const part = isEscapedBreak ? line.slice(0, -1) : line;
    if (isOpen && part === '') throw new Unusual();
    if (isOpen) joined.push((joined.pop() ?? '') + part);
    else joined.push(part);
    isOpen = isEscapedBreak;
  }
  if (isOpen) throw new Unusual();
  return folded(joined).replace(/\\(?:x(..)|u(.{4})|U(.{8})|(.))/gs, unescape);
}

/** The escapes of YAML 1.2.2, 5.7, that stand for one character. */
const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
};

function unescape(_: string, ...[x, u, long, single]: (string | undefined)[]): string {
  const digits = x ?? u ?? long;
  if (digits === undefined) {
    const character = escapes[single ?? ''];
    if (character === undefined) throw new Unusual();
    return character;
  }
  const code = /^[0-9a-fA-F]+$/.test(digits) ? parseInt(digits, 16) : -1;
  if (code < 0 || code > 0x10ffff) throw new Unusual();
  return String.fromCodePoint(code);
}

function pastSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 0x20) at++;
  return at;
}

/** Spaces only: other white space is content. */
function withoutEndSpaces(line: string): string {
  let end = line.length;
  while (end > 0 && line.charCodeAt(end - 1) === 0x20) end--;
  return line.slice(0, end);
}
