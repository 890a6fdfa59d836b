/**
 * A topology as a GNS3 project of revision 9, which GNS3 2.2 and 3.x open, with the start configurations as files beside
 * it. Of each router GNS3 wants to know an image: the usual ones are named (images.ts).
 */
import type { LinkConditioning, Topology, TopologyNote } from '../../lab/topology.ts';
import type { Export, ExportOptions } from '../exported.ts';
import { fileNameOf } from '../file-name.ts';
import { listed, Shortfalls } from '../shortfalls.ts';
import { linkFilters } from './link-filters.ts';
import { Gns3Nodes, type Place } from './node.ts';
import { uuidOf } from './uuid.ts';

export function exportGns3(topology: Topology, options: ExportOptions = {}): Export {
  const shortfalls = new Shortfalls();
  const name = (options.title ?? topology.name).trim() || 'QuickMode';
  const nodes = new Gns3Nodes(topology, { shortfalls, configurations: options.configurations ?? {} });
  const links = topology.links.flatMap(({ id, ends: [a, b], conditions }) => {
    const places = [nodes.placeOf(a), nodes.placeOf(b)];
    const [from, to] = places;
    return from && to ? [linkOf([from, to], uuidOf(topology.name, 'link', id), filtersOf(conditions, shortfalls))] : [];
  });
  if (nodes.images.size > 0)
    shortfalls.add(`the GNS3 server must have these images, or others be chosen: ${listed([...nodes.images], 12)}`);
  const project = {
    ...canvas,
    name,
    project_id: uuidOf('project', name),
    revision: 9,
    topology: { computes: [], drawings: (topology.notes ?? []).map(drawingOf), links, nodes: nodes.list },
    type: 'topology',
    version: '2.2.54',
  };
  const text = `${JSON.stringify(project, undefined, 4)}\n`;
  return { fileName: fileNameOf(name, 'gns3'), text, files: nodes.files, shortfalls: shortfalls.list };
}

const canvas = {
  auto_close: true,
  auto_open: false,
  auto_start: false,
  scene_height: 1000,
  scene_width: 2000,
  show_interface_labels: true,
};

function linkOf(places: readonly [Place, Place], link_id: string, filters: object): object {
  return {
    filters,
    link_id,
    link_style: {},
    nodes: places.map(({ name, ...place }) => ({ ...place, label: { text: shortName(name) } })),
    suspend: false,
  };
}

/** As GNS3 labels links: f0/0, e0, s1/0. */
function shortName(name: string): string {
  const [, type = '', number] = /^([A-Za-z]+)(\d.*)$/.exec(name) ?? [];
  return number === undefined ? name : `${type.length > 4 ? (type[0] ?? '').toLowerCase() : type}${number}`;
}

/** What GNS3 cannot say of a link, and what it says in other numbers, goes to the shortfalls. */
function filtersOf(conditions: LinkConditioning = {}, shortfalls: Shortfalls): Record<string, number[]> {
  const { duplication, reordering, bandwidth } = conditions;
  const others = { duplication, reordering, bandwidth };
  const lost = Object.entries(others).flatMap(([key, value]) => (value === undefined ? [] : [key]));
  if (lost.length > 0) shortfalls.add(`links have no ${lost.join(', ')} in GNS3`);
  const { filters, rounded } = linkFilters(conditions);
  for (const one of rounded) shortfalls.add(`links have whole numbers in GNS3: ${one}`);
  return filters;
}

function drawingOf({ text, position }: TopologyNote, index: number): object {
  const lines = text.split('\n');
  const width = 8 * Math.max(...lines.map((line) => line.length)) + 10;
  const words = text.replace(/[&<>]/g, (one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[one] ?? one);
  const style = 'fill="#000000" fill-opacity="1.0" font-family="TypeWriter" font-size="10.0"';
  return {
    drawing_id: uuidOf('note', String(index), text),
    locked: false,
    rotation: 0,
    svg: `<svg height="${18 * lines.length}" width="${width}"><text ${style}>${words}</text></svg>`,
    x: Math.round(position.x),
    y: Math.round(position.y),
    z: 2,
  };
}
