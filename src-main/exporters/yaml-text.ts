/**
 * Plain data as YAML that YAML 1.1 and 1.2 readers take alike (CML reads with PyYAML, which knows 1.1): block maps and
 * lists, texts of several lines as literal blocks, every scalar quoted that a reader could take for something else.
 */
export type YamlValue = string | number | boolean | null | readonly YamlValue[] | { readonly [key: string]: YamlValue };

/** The document, its last line ended. Keys must be plain words. */
export function yamlText(value: { readonly [key: string]: YamlValue }): string {
  return linesOf(value, 0).join('\n') + '\n';
}

function linesOf(value: YamlValue, indent: number): string[] {
  if (isList(value)) return value.flatMap((item) => itemLines(item, indent));
  if (typeof value !== 'object' || value === null) return [' '.repeat(indent) + scalar(value, indent)];
  return Object.entries(value).flatMap(([key, one]) => entryLines(key, one, indent));
}

function entryLines(key: string, value: YamlValue, indent: number): string[] {
  const head = `${' '.repeat(indent)}${key}:`;
  if (isEmpty(value)) return [`${head} ${isList(value) ? '[]' : '{}'}`];
  if (typeof value !== 'object' || value === null) return [`${head} ${scalar(value, indent + 2)}`];
  return [head, ...linesOf(value, indent + 2)];
}

/** The first key of a map stands beside the dash. */
function itemLines(value: YamlValue, indent: number): string[] {
  const dash = `${' '.repeat(indent)}- `;
  if (isEmpty(value)) return [`${dash}${isList(value) ? '[]' : '{}'}`];
  if (typeof value !== 'object' || value === null) return [dash + scalar(value, indent + 2)];
  const [first = '', ...rest] = linesOf(value, indent + 2);
  return [dash + first.trimStart(), ...rest];
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

function isEmpty(value: YamlValue): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Words that YAML 1.1 takes for truth values or nothing, and numbers with letters in them (0x1f, 1e3, .inf). */
const reserved = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
const plainWords = /^[A-Za-z_][\w./-]*(?: [\w./()<>-]+)*$/;

function scalar(value: string | number | boolean | null, indent: number): string {
  if (typeof value !== 'string') return String(value);
  if (plainWords.test(value) && !reserved.test(value) && value.length < 200) return value;
  return mayBeLiteral(value) ? literal(value, indent) : quoted(value);
}

/** Several lines of printable text, in which no line could be taken for the indentation or for the end. */
function mayBeLiteral(value: string): boolean {
  return value.includes('\n') && !/^[\n ]|[^\P{C}\n\t]|[\u2028\u2029]/u.test(value);
}

function literal(value: string, indent: number): string {
  const end = /\n*$/.exec(value)?.[0].length ?? 0;
  const mark = end === 0 ? '|-' : end === 1 ? '|' : '|+';
  const lines = (end === 0 ? value : value.slice(0, -1)).split('\n');
  const margin = ' '.repeat(indent);
  return [mark, ...lines.map((line) => (line === '' ? '' : margin + line))].join('\n');
}

/** In double quotes, all that is not printable ASCII or a letter of some script as an escape. */
function quoted(value: string): string {
  const escaped = value.replace(/["\\\p{C}\u2028\u2029]/gu, (one) => escapes[one] ?? hexadecimal(one));
  return `"${escaped}"`;
}

const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' };

function hexadecimal(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  // Half of a surrogate pair is no character, and no reader would take it.
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd';
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
}
