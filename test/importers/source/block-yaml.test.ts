import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { readBlockYaml } from '../../../src-main/importers/source/block-yaml.ts';
import { casesOf, readCase } from '../golden.ts';
import { mutationsOf, runs } from '../mutations.ts';

/** What the `yaml` package makes of the text, when it finds no fault in it. */
function byPackage(text: string): { value: unknown } | undefined {
  const document = parseDocument(text, { schema: 'failsafe', customTags: ['null'], prettyErrors: false });
  return document.errors.length === 0 ? { value: document.toJS() } : undefined;
}

const everyScalar = `plain: some words, [not a list] and 'quotes' # a comment
folded: a line
  and another

  and a paragraph
nothing:
tilde: ~
`;

const block = `# a comment
map:
  key: value
  empty:
  list:
  - 1
  - two words
  -
  deeper:
    - name: a
      more: b # beside a value
`;

const scalars = `single: 'it''s'
single-folded: 'a

  b
  c '
double: "tab\\there \\x41\\u00e9 \\"q\\" \\\\"
double-folded: "one \\
  two\\n\\
  \\ three

  four"
literal: |
  a
    b

  c
strip: |-
  a # no comment
keep: |+
  a

indented: |2-
    a
   b
flow: []
map: {}  # nothing
words: [a b, c/d]
colon: a:b
hash: a#b
dash: -350
url: http://x/y?z=1&w
`;

describe('the fast reader of plain YAML', () => {
  it.each([everyScalar, block, scalars])('reads maps, lists and scalars as the yaml package does', (text) => {
    expect(readBlockYaml(text)).toBeDefined();
    expect(readBlockYaml(text)).toEqual(byPackage(text));
  });

  it('leaves everything unusual to the yaml package', () => {
    const unusual = [
      'a: &x 1',
      'a: *x',
      'a: !t b',
      'a: {b: c}',
      'a: >\n  b',
      '? a',
      '"a": b',
      'a b: c',
      '- - a',
      'a',
      '',
    ];
    for (const text of [...unusual, 'a: b\n---\nc: d', 'a: b: c', 'a: @b', '\ta: b', 'a:\n\tb: c', 'a: "b', "a: 'b"])
      expect(readBlockYaml(`${text}\n`), text).toBeUndefined();
  });

  it('leaves a list of very many words to the yaml package', () => {
    const text = `a: [${'word, '.repeat(1_000_000)}word]\n`;
    expect(readBlockYaml(text)).toBeUndefined();
  });

  it('reads no mistake', () => {
    for (const text of [
      'a: 1\na: 2',
      'a: b\n  c: d',
      'a:\n  b: 1\n c: 2',
      '- a\nb: c',
      'a: "\\q"',
      'a: [b',
      'a: |\n b\nc',
    ])
      expect(readBlockYaml(`${text}\n`), text).toBeUndefined();
  });

  it('reads what CML writes', () => {
    for (const name of ['named-files', 'newest-schema']) {
      const { text } = readCase('cml', name);
      expect(readBlockYaml(text), name).toBeDefined();
      expect(readBlockYaml(text)).toEqual(byPackage(text));
    }
  });

  it('never reads a text in another way than the yaml package', () => {
    const texts = [everyScalar, block, scalars, ...casesOf('cml').map((name) => readCase('cml', name).text)];
    const plain = texts.filter((text) => readBlockYaml(text) !== undefined);
    fc.assert(
      fc.property(fc.constantFrom(...plain).chain(mutationsOf), (mutated) => {
        const text = `${mutated}\n`;
        const reading = readBlockYaml(text);
        if (reading) expect(reading).toEqual(byPackage(text));
      }),
      runs(3000),
    );
  });
});
