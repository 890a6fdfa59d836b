import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importTopology } from '../../src-main/importers/import.ts';
import { expectSound } from './soundness.ts';

/** Public topology files, kept beside the repository: they are never copied into it. */
const corpus = path.resolve(import.meta.dirname, '../../../shared/corpus/topologies');
const index = path.join(corpus, 'INDEX.tsv');

interface Row {
  file: string;
  kind: string;
  version: string;
  nodes: number;
  links: number;
}

const rows: Row[] = (existsSync(index) ? readFileSync(index, 'utf8').trim().split('\n').slice(1) : []).map((line) => {
  const [file = '', kind = '', , , version = '', , nodes = '', links = ''] = line.split('\t');
  return { file, kind, version, nodes: Number(nodes), links: Number(links) };
});
const bytesOf = ({ file }: Row): Uint8Array => readFileSync(path.join(corpus, file));
const textOf = ({ file }: Row): string => readFileSync(path.join(corpus, file), 'utf8');
const formatOf = ({ kind }: Row): string => (kind === 'gns3project' ? 'gns3' : kind);

describe.skipIf(rows.length === 0)('the public topologies in ../shared/corpus', () => {
  it.each(rows)('are read with all their nodes and links: $file', (row) => {
    const imported = importTopology({ name: row.file, bytes: bytesOf(row) });
    expect(imported).toMatchObject({ format: formatOf(row), version: row.version });
    expect(imported.topology.nodes).toHaveLength(row.nodes);
    expect(imported.topology.links).toHaveLength(row.links);
    expect(imported.diagnostics.filter(({ severity }) => severity !== 'note')).toEqual([]);
    expectSound(imported);
  });

  it('name the interfaces of routers as the labels of their links do', () => {
    for (const row of rows.filter(({ kind, version }) => kind === 'gns3' && Number(version) >= 8)) {
      const file = JSON.parse(textOf(row)) as Gns3File;
      const { topology } = importTopology({ name: row.file, text: textOf(row) });
      file.topology.links.forEach(({ nodes }, link) =>
        nodes.forEach(({ node_id, label }, end) => {
          const node = topology.nodes.find(({ id }) => id === node_id);
          // A VPCS or switch of a recorded server is labelled by numbers alone.
          if (!label || !/^[a-z]/i.test(label.text)) return;
          const letter = label.text[0]?.toLowerCase() ?? '';
          const number = label.text.replace(/^[a-z]+(?=\d)/i, '');
          const name = topology.links[link]?.ends[end]?.interface ?? '';
          expect(`${node?.name} ${name}`.toLowerCase()).toContain(` ${letter}`);
          expect(name.endsWith(number), `${name} is labelled ${label.text}`).toBe(true);
        }),
      );
    }
  });
});

describe.skipIf(rows.length > 0)('without ../shared/corpus', () => {
  it('the golden folders stand for the public topologies', () => expect(rows).toEqual([]));
});

interface Gns3File {
  topology: { links: { nodes: { node_id: string; label?: { text: string } }[] }[] };
}
