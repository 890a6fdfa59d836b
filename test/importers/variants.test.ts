/** Files as other programs, editors and hands leave them: nothing of what they hold is lost. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importTopology, type ImportedTopology } from '../../src-main/importers/import.ts';
import { casesOf, readCase } from './golden.ts';
import { expectSound } from './soundness.ts';

const corpus = path.resolve(import.meta.dirname, '../../../shared/corpus/topologies');
const index = path.join(corpus, 'INDEX.tsv');
const listed = existsSync(index) ? readFileSync(index, 'utf8').trim().split('\n').slice(1) : [];
const ours = ['gns3', 'cml'].flatMap((folder) => casesOf(folder).map((name) => readCase(folder, name)));
const public_ = listed.flatMap((row) => {
  const [name = '', kind] = row.split('\t');
  return kind === 'gns3project' ? [] : [{ name, text: readFileSync(path.join(corpus, name), 'utf8') }];
});
const files = [...ours, ...public_].map(({ name, text: given }) => {
  const text = given.replace(/^\ufeff/, '');
  return { name, text, isJson: text.trimStart().startsWith('{') };
});

const swapped = (bytes: Uint8Array): Uint8Array => Buffer.from(bytes).swap16();
const utf16 = (text: string): Uint8Array => Buffer.from(text, 'utf16le');
const everyValue = (text: string, change: (key: string, value: unknown) => unknown): string =>
  JSON.stringify(JSON.parse(text, (key, value: unknown) => change(key, value)));

/** What changes nothing but how a text is written. */
const writings: Readonly<Record<string, (text: string) => string | Uint8Array>> = {
  'with a mark of its encoding': (text) => `\ufeff${text}`,
  'with the line ends of Windows': (text) => text.replace(/\r?\n/g, '\r\n'),
  'with empty lines around it': (text) => `\n\n${text}\n\n`,
  'without a last line end': (text) => text.trimEnd(),
  'in UTF-16': (text) => utf16(`\ufeff${text}`),
  'in UTF-16 with the high byte first': (text) => swapped(utf16(`\ufeff${text}`)),
  'in UTF-16 without a mark': (text) => utf16(text.trimStart()),
};

const yamlWritings: typeof writings = {
  'with the line ends of an old Mac': (text) => text.replace(/\r?\n/g, '\r'),
  'with a head, comments and an end': (text) =>
    `%YAML 1.2\n---\n# a lab\n${text.replace(/^nodes:$/m, '# them\nnodes: # here').trimEnd()}\n...\n`,
  'with names in quotes': (text) => text.replace(/^(\s*(?:- )?(?:id|n1|n2|i1|i2): )([\w/-]+)$/gm, "$1'$2'"),
  'with names out of quotes': (text) => text.replace(/^(\s*(?:- )?(?:id|n1|n2|i1|i2): )['"]([a-z]\d+)['"]$/gm, '$1$2'),
  'with blanks at the ends of lines': (text) => text.replace(/^(\s*(?:- )?id: .*)$/gm, '$1 \t'),
};

/** What another release, or another tool, writes otherwise: nodes, links and platforms stay. */
const jsonChanges: Readonly<Record<string, (text: string) => string>> = {
  'without labels': (text) => everyValue(text, (key, value) => (key === 'label' ? undefined : value)),
  'without places': (text) => everyValue(text, (key, value) => (/^[xyz]$/.test(key) ? undefined : value)),
  'with more keys': (text) => everyValue(text, (key, value) => (key === 'x' ? value : more(value))),
};
const more = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'node_id' in value ? { ...value, of_a_later_release: {} } : value;

const read = (name: string, content: string | Uint8Array): ImportedTopology =>
  importTopology(typeof content === 'string' ? { name, text: content } : { name, bytes: content });
const essence = ({ topology }: ImportedTopology): unknown => ({
  nodes: topology.nodes.map(({ platform, interfaces }) => [platform, interfaces.map((one) => one.name)]),
  links: topology.links.length,
});
const tolerated = (name: string, text: string): ImportedTopology | undefined => {
  try {
    return importTopology({ name, text });
  } catch {
    return undefined;
  }
};

describe('a topology file', () => {
  it.each(Object.entries(writings))('is the same %s', (_, rewritten) => {
    for (const { name, text } of files) {
      const plain = tolerated(name, text);
      if (plain) expect(read(name, rewritten(text)).topology, name).toEqual(plain.topology);
    }
  });

  it.each(Object.entries(yamlWritings))('of CML is the same %s', (_, rewritten) => {
    for (const { name, text } of files.filter(({ isJson }) => !isJson)) {
      const changed = rewritten(text);
      const plain = tolerated(name, text);
      if (plain && !text.includes('%YAML')) expect(essence(read(name, changed)), name).toEqual(essence(plain));
    }
  });

  it.each(Object.entries(jsonChanges))('of GNS3 keeps its nodes and links %s', (_, changed) => {
    for (const { name, text } of files.filter(({ isJson }) => isJson)) {
      const plain = tolerated(name, text);
      if (!plain || plain.format !== 'gns3' || Number(plain.version) < 5) continue;
      const imported = read(name, changed(text));
      expectSound(imported);
      expect(
        imported.topology.nodes.map(({ platform }) => platform),
        name,
      ).toEqual(plain.topology.nodes.map(({ platform }) => platform));
      expect(imported.topology.links, name).toHaveLength(plain.topology.links.length);
    }
  });
});
