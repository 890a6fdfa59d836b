/**
 * Topologies of GNS3 0.8 and of dynagen itself (`.net`): a section for each server, and in it one for each node, with
 * modules and links line by line. Start configurations lie in files beside it; notes are among GNS3's own data.
 */
import type { TopologyNode, TopologyNote } from '../../lab/topology.ts';
import { Distinct } from '../distinct.ts';
import { isRecord, type Field } from '../field.ts';
import { noteFigures } from '../figures.ts';
import type { Importer, Source } from '../importer.ts';
import { limits } from '../limits.ts';
import { noteOf } from '../notes.ts';
import { readLinks } from './links.ts';
import { figureWord, kindOf } from './models.ts';
import { entriesOf, namerOf, readNode, type DynagenNode } from './node.ts';
import type { Nodes } from './outside.ts';

export const dynagen: Importer = {
  format: 'dynagen',

  recognises(value) {
    return isRecord(value) && Array.isArray(value.sections) && Array.isArray(value.entries);
  },

  read(root, source) {
    const nodes = new DynagenNodes();
    const notes: TopologyNote[] = [];
    for (const server of root.get('sections').items()) readServer(server, nodes, notes, source);
    noteFigures(root, root.get('sections').items().flatMap(figuresIn));
    const links = readLinks(nodes, root).map((ends, index) => ({ id: `link-${index + 1}`, ends }));
    root.refuseMoreThan(limits.nodes, nodes.all().length, 'nodes');
    const list = nodes.all().map(({ node }) => node);
    const version = entriesOf(root).find(({ key }) => key === 'version')?.value ?? '';
    return {
      version,
      topology: { name: source.name, nodes: list, links, ...(notes.length > 0 && { notes }) },
    };
  },
};

/** Nodes are known by their names, upper and lower case alike. */
class DynagenNodes implements Nodes {
  readonly #nodes: DynagenNode[] = [];
  readonly #byName = new Map<string, DynagenNode>();
  /** How many all nodes have together. */
  interfaces = 0;
  readonly ids = new Distinct((id, count) => `${id}#${count}`);

  byName(name: string): DynagenNode | undefined {
    return this.#byName.get(name.toLowerCase());
  }

  all(): readonly DynagenNode[] {
    return this.#nodes;
  }

  add(one: DynagenNode): void {
    this.#nodes.push(one);
    this.interfaces += one.node.interfaces.length;
    const key = one.node.name.toLowerCase();
    if (!this.#byName.has(key)) this.#byName.set(key, one);
  }

  make(name: string, { platform, model }: Pick<TopologyNode, 'platform' | 'model'>): DynagenNode {
    const node: TopologyNode = {
      id: this.ids.take(name),
      name,
      platform,
      model,
      interfaces: [],
      position: { x: 0, y: 0 },
    };
    const made = { node, entries: [], interfaceNamed: namerOf(node) };
    this.add(made);
    return made;
  }
}

function readServer(server: Field, nodes: DynagenNodes, notes: TopologyNote[], source: Source): void {
  const sections = server.get('sections').items();
  const defaults = new Map(
    sections.flatMap((field) => {
      const name = field.get('name').name() ?? '';
      return /^\S+$/.test(name) ? [[name, valuesOf(field)] as const] : [];
    }),
  );
  for (const field of sections) {
    const title = field.get('name').name() ?? '';
    if (/^NOTE\b/.test(title) && notes.length < limits.notes) addNote(field, notes);
    const found = kindOf(title);
    if (!found) continue;
    const { kind, name } = found;
    if (nodes.byName(name)) field.complain('warning', `two nodes are called ${JSON.stringify(name)}`, 'rename one');
    nodes.add(readNode({ field, id: nodes.ids.take(name), name, kind, defaults }, source));
    field.refuseMoreThan(limits.nodes, nodes.all().length, 'nodes');
    field.refuseMoreThan(limits.interfaces, nodes.interfaces, 'interfaces');
  }
}

function valuesOf(section: Field): ReadonlyMap<string, string> {
  return new Map(entriesOf(section).map(({ key, value }) => [key.toLowerCase(), value]));
}

/** "SHAPE 1" has a type, "ellipse" or "rectangle"; "PIXMAP 1" is a picture. */
function figuresIn(server: Field): string[] {
  return server
    .get('sections')
    .items()
    .flatMap((field) => {
      const word = figureWord.exec(field.get('name').name() ?? '')?.[1]?.toUpperCase();
      if (word === undefined) return [];
      return [word === 'SHAPE' ? (valuesOf(field).get('type') ?? '') : word];
    });
}

/** A line break in a note is written as \n. */
function addNote(field: Field, notes: TopologyNote[]): void {
  const values = valuesOf(field);
  const text = values.get('text')?.replaceAll('\\n', '\n').replace(/^"|"$/g, '');
  // The name of an interface beside a link is a note too, and belongs to its node.
  if (values.has('interface')) return;
  const note = noteOf(field.as({ x: values.get('x'), y: values.get('y') }), text, 'x', 'y');
  if (note) notes.push(note);
}
