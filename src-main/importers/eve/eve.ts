/**
 * Labs of EVE-NG and UNetLab (`.unl`, XML). Interfaces have names, and are joined by networks; start configurations and
 * the texts on the canvas are in base64.
 */
import type { LinkEnd, TopologyLink, TopologyNode, TopologyNote } from '../../lab/topology.ts';
import { textOfBase64 } from '../base64.ts';
import { isRecord, type Field } from '../field.ts';
import { figureOfSvg, noteFigures } from '../figures.ts';
import type { Importer } from '../importer.ts';
import { limits } from '../limits.ts';
import { Nodes } from '../nodes.ts';
import { noteOf, plainText } from '../notes.ts';
import { isLink, isNode, joinedNetworks, nodeOf, portOf, serialLinks, type Network } from './networks.ts';
import { readNode } from './node.ts';

export const eve: Importer = {
  format: 'eve',

  recognises(value) {
    const [root] = isRecord(value) && Array.isArray(value.lab) ? (value.lab as unknown[]) : [];
    return isRecord(root) && ('topology' in root || 'objects' in root);
  },

  read(document, source) {
    const root = first(document, 'lab');
    const topology = first(root, 'topology');
    const objects = first(root, 'objects');
    const configs = first(objects, 'configs').get('config').items();
    const configurations = new Map(configs.map((config) => [config.get('@id').name() ?? '', config]));
    const list = first(topology, 'nodes').get('node');
    const nodes = Nodes.read(list, '@id', (field, id) => readNode(field, id, configurations));
    const entries = nodes.values();
    const networks = joinedNetworks(first(topology, 'networks').get('network'), entries);
    const joints = networks.filter(isNode).map((network) => ({ network, node: nodeOf(network, `net${network.id}`) }));
    const links = [...networkLinks(networks, joints), ...serialLinks(entries, counter('serial'))];
    root.refuseMoreThan(limits.links, links.length, 'links');
    const notes = readNotes(objects);
    const name = root.get('@name').name() ?? source.name;
    const version = root.get('@version').name() ?? '';
    const all = [...nodes.list, ...joints.map(({ node }) => node)];
    return { version, topology: { name, nodes: all, links, ...(notes.length > 0 && { notes }) } };
  },
};

/** A container that a lab has once; empty where it has none. */
function first(field: Field, name: string): Field {
  return field.get(name).items()[0] ?? field.get(name).as(undefined);
}

function counter(word: string): () => string {
  let count = 0;
  return () => `${word}-${++count}`;
}

function networkLinks(
  networks: readonly Network[],
  joints: readonly { network: Network; node: TopologyNode }[],
): TopologyLink[] {
  const direct = networks
    .filter(isLink)
    .flatMap(({ id, joined: [a, b] }): TopologyLink[] => (a && b ? [{ id: `net${id}`, ends: [a.end, b.end] }] : []));
  const spokes = joints.flatMap(({ network, node }) =>
    network.joined.map(({ end }, index): TopologyLink => {
      const joint: LinkEnd = { node: node.id, interface: portOf(index) };
      return { id: `${node.id}-${index}`, ends: [end, joint] };
    }),
  );
  return [...direct, ...spokes];
}

/** Texts, squares and circles are all "textobjects"; lines and the pictures of a lab have lists of their own. */
function readNotes(objects: Field): TopologyNote[] {
  const drawn = first(objects, 'textobjects').get('textobject').items();
  const lines = first(objects, 'lineobjects').get('lineobject').items();
  const pictures = first(objects, 'pictures').get('picture').items();
  noteFigures(objects, [...drawn.flatMap(figureOf), ...lines.map(() => 'line'), ...pictures.map(() => 'picture')]);
  return drawn.slice(0, limits.notes).flatMap(noteIn);
}

/** Without a type, what it draws says what it is. */
function figureOf(field: Field): string[] {
  const type = field.get('@type').value;
  if (typeof type === 'string' && type !== 'text') return [type];
  const html = htmlOf(field) ?? '';
  const figure = /<svg\b/i.test(html) ? figureOfSvg(html) : undefined;
  return figure === undefined ? [] : [figure];
}

/** A text is a piece of HTML whose style says where it is. */
function noteIn(field: Field): TopologyNote[] {
  const html = htmlOf(field);
  if (html === undefined) return [];
  const place = (side: string): string | undefined =>
    new RegExp(`\\b${side}: *(-?\\d{1,6})(?:\\.\\d{1,20})?px`).exec(html.slice(0, 4096))?.[1];
  const note = noteOf(field.as({ x: place('left'), y: place('top') }), plainText(html), 'x', 'y');
  return note ? [note] : [];
}

function htmlOf(field: Field): string | undefined {
  const encoded = field.get('data').items()[0]?.get('#text').value;
  return typeof encoded === 'string' ? textOfBase64(encoded) : undefined;
}
