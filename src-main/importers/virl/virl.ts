/**
 * Topologies of VIRL and CML 1 (`.virl`, XML). Interfaces have the device's own names; a link says which it joins by the
 * position of node and interface in the document; start configurations are extensions of the nodes.
 */
import type { TopologyNote } from '../../lab/topology.ts';
import { isRecord, type Field } from '../field.ts';
import { noteFigures } from '../figures.ts';
import type { Importer } from '../importer.ts';
import { readLinks } from '../links.ts';
import { Nodes } from '../nodes.ts';
import { limits } from '../limits.ts';
import { noteOf, plainText } from '../notes.ts';
import { linkEnds } from './link-ends.ts';
import { readNode, type VirlNode } from './node.ts';

export const virl: Importer = {
  format: 'virl',

  recognises(value) {
    const [root] = isRecord(value) && Array.isArray(value.topology) ? (value.topology as unknown[]) : [];
    if (!isRecord(root)) return false;
    return '@schemaVersion' in root || 'connection' in root || 'node' in root;
  },

  read(document, source) {
    const [root = document] = document.get('topology').items();
    const list = root.get('node');
    const positions = new Map<string, VirlNode>();
    const nodes = Nodes.read(list, '@name', (field, id) => {
      const node = readNode(field, id);
      positions.set(field.path.at(-1)?.toString() ?? '', node);
      return node;
    });
    const links = readLinks(root.get('connection'), undefined, (link) =>
      linkEnds(link, (index) => positions.get(String(index))),
    );
    const notes = readNotes(root);
    const version = root.get('@schemaVersion').name() ?? '';
    return { version, topology: { name: source.name, nodes: nodes.list, links, ...(notes.length > 0 && { notes }) } };
  },
};

function readNotes(root: Field): TopologyNote[] {
  const lists = root.get('annotations').items();
  const texts = lists.flatMap((list) => list.get('text').items()).slice(0, limits.notes);
  const figures = lists.flatMap((list) =>
    list.keys
      .filter((kind) => /^(?!text$)\w/.test(kind))
      .flatMap((kind) =>
        list
          .get(kind)
          .items()
          .map(() => kind),
      ),
  );
  noteFigures(lists[0] ?? root, figures);
  return texts.flatMap((field) => {
    const [x = '', y = ''] = (field.get('@location').name() ?? '').split(',');
    const words = field.get('#text').name() ?? field.get('@text').name();
    const note = noteOf(field.as({ x, y }), words === undefined ? undefined : plainText(words), 'x', 'y');
    return note ? [note] : [];
  });
}
