/**
 * Files in strongSwan's syntax: sections in braces, `key = value`, comments. A file may include others; those of swanctl
 * are read one after the other, as `cat` prints them. A section that is there twice is one. (References to sections of
 * other names, `one : other`, are left out.)
 */
export interface Section {
  line: number;
  values: Record<string, Value>;
  sections: Record<string, Section>;
}

export interface Value {
  text: string;
  /** Counted from 0. */
  line: number;
}

const emptySection = (line: number): Section => ({ line, values: {}, sections: {} });

/** Deeper than anybody nests. */
const DEPTH = 20;

export function readSwanFile(text: string): Section {
  const root = emptySection(0);
  const open = [root];
  text.split('\n').forEach((raw, line) => {
    for (const token of tokensOf(raw)) read(open, token, line);
  });
  return root;
}

/** What stands in a line: a section that begins, a value, an end. */
function tokensOf(raw: string): string[] {
  return raw.match(/[\w.*%@-]+(?:\s*:\s*[\w.,\s-]+?)?\s*\{|[\w.*%@-]+\s*=\s*(?:"[^"]*"|[^#{}]*)|\}|#.*/g) ?? [];
}

function read(open: Section[], token: string, line: number): void {
  const here = open.at(-1);
  if (token === '}' && open.length > 1) open.pop();
  const [, name = '', sign, rest = ''] = /^([\w.*%@-]+)[^={]*([={])(.*)$/.exec(token) ?? [];
  if (!here || sign === undefined) return;
  if (sign === '=') here.values[name] = { text: rest.trim().replace(/^"(.*)"$/, '$1'), line };
  else begin(open, here, { name, line });
}

function begin(open: Section[], { sections }: Section, { name, line }: { name: string; line: number }): void {
  const section = (sections[name] ??= emptySection(line));
  if (open.length < DEPTH) open.push(section);
}

/** `a, b` */
export function listOf(value: Value | undefined): string[] {
  return (value?.text ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
