/**
 * Labs of Cisco Modeling Labs 2 (YAML, or JSON as its API answers), of every schema version. Interfaces have labels,
 * which are the device's own names; start configurations are in the file. Of annotations the texts are read; figures
 * are left out, and so are smart annotations, which colour nodes by their tags.
 */
import type { TopologyNote } from '../../lab/topology.ts';
import { isRecord, type Field } from '../field.ts';
import { counted, noteFigures } from '../figures.ts';
import type { Importer } from '../importer.ts';
import { readLinks } from '../links.ts';
import { limits } from '../limits.ts';
import { Nodes } from '../nodes.ts';
import { noteOf } from '../notes.ts';
import { conditioningOf } from './conditioning.ts';
import { linkEnds, ownersOf } from './link-ends.ts';
import { readNode } from './node.ts';

/** Schema versions of CML 2.0 to 2.10. Source: the schemas of the CML server and the labs that it exports. */
const versions: ReadonlySet<string> = new Set([
  '0.0.1',
  '0.0.2',
  '0.0.3',
  '0.0.4',
  '0.0.5',
  '0.1.0',
  '0.2.0',
  '0.2.1',
  '0.2.2',
  '0.3.0',
  '0.3.1',
]);

export const cml: Importer = {
  format: 'cml',

  recognises(value) {
    if (!isRecord(value)) return false;
    const nodes: unknown[] = Array.isArray(value.nodes) ? value.nodes : [];
    if (isRecord(value.lab)) return 'version' in value.lab || Array.isArray(value.nodes);
    return nodes.some((node) => isRecord(node) && ('node_definition' in node || isDefined(node.data)));
  },

  read(root, source) {
    const lab = root.get('lab');
    const loose = looseInterfaces(root.get('interfaces'));
    const nodes = Nodes.read(root.get('nodes'), 'id', (field, id) => readNode(field, id, loose.get(id) ?? []));
    if (!root.get('nodes').isPresent)
      root.complain('warning', 'expected a list of nodes, found none', 'export the lab again, with its nodes');
    const ownerOf = ownersOf(nodes);
    const links = readLinks(
      root.get('links'),
      'id',
      (link) => linkEnds(link, nodes, ownerOf),
      (link) => conditioningOf(link.get('conditioning')),
    );
    const name = lab.get('title').name() ?? root.get('lab_title').name() ?? source.name;
    const notes = readNotes(root.get('annotations'));
    noteSmart(root.get('smart_annotations'));
    return {
      version: versionOf(lab),
      topology: { name, nodes: nodes.list, links, ...(notes.length > 0 && { notes }) },
    };
  },
};

function readNotes(list: Field): TopologyNote[] {
  const annotations = list.items();
  const texts = annotations.filter((one) => typeOf(one) === 'text');
  noteFigures(
    list,
    annotations.map(typeOf).filter((type) => type !== 'text'),
  );
  return texts.slice(0, limits.notes).flatMap((one) => {
    const { value } = one.get('text_content');
    const note = noteOf(one, typeof value === 'string' ? value : undefined, 'x1', 'y1');
    return note ? [note] : [];
  });
}

function typeOf(annotation: Field): string {
  const { value } = annotation.get('type');
  return typeof value === 'string' ? value : '';
}

function noteSmart(list: Field): void {
  const { length } = list.items();
  if (length === 0) return;
  const lost = `${counted(length, 'smart annotation')} ${length === 1 ? 'is' : 'are'} left out`;
  list.complain('note', `${lost}: such annotations colour nodes by their tags`);
}

function isDefined(data: unknown): boolean {
  return isRecord(data) && 'node_definition' in data;
}

/** A version that is not known is read like the newest: CML has only ever added to its labs. */
function versionOf(lab: Field): string {
  const field = lab.get('version');
  const version = field.name() ?? '';
  if (version !== '' && !versions.has(version))
    field.complain('warning', `the schema version ${JSON.stringify(version)} is not known; it is read like 0.3.1`);
  if (version === '' && lab.isPresent) field.complain('warning', 'expected a schema version; it is read like 0.3.1');
  return version;
}

/** Interfaces that are listed apart, by the ids of their nodes. */
function looseInterfaces(list: Field): Map<string, Field[]> {
  const byNode = new Map<string, Field[]>();
  for (const field of list.items()) {
    const node = field.get('node').name() ?? '';
    const fields = byNode.get(node);
    if (fields) fields.push(field);
    else byNode.set(node, [field]);
  }
  return byNode;
}
