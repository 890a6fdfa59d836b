/**
 * A topology as a lab of Cisco Modeling Labs: YAML of the schema version 0.2.2, which CML 2.7 and all later ones take.
 * CML refuses keys that it does not know and positions beyond its canvas; ids are n0, i0 and l0 as in its own labs.
 */
import type { LinkConditioning, Topology, TopologyLink } from '../../lab/topology.ts';
import type { Export, ExportOptions } from '../exported.ts';
import { fileNameOf } from '../file-name.ts';
import { Shortfalls } from '../shortfalls.ts';
import { yamlText, type YamlValue } from '../yaml-text.ts';
import { CmlNodes } from './node.ts';
import { Canvas } from './canvas.ts';

const longestTitle = 64;
const longestNote = 8192;

export function exportCml(topology: Topology, options: ExportOptions = {}): Export {
  const shortfalls = new Shortfalls();
  const title = (options.title ?? topology.name).slice(0, longestTitle) || 'QuickMode';
  if (topology.nodes.some(({ interfaces }) => interfaces.some(({ mac }) => mac !== undefined)))
    shortfalls.add('CML chooses the MAC addresses');
  const canvas = new Canvas(topology);
  const nodes = new CmlNodes(topology, { canvas, shortfalls, configurations: options.configurations ?? {} });
  const lab: Record<string, YamlValue> = {
    lab: { title, description: '', notes: '', version: '0.2.2' },
    annotations: (topology.notes ?? []).map((note) =>
      annotation(note.text.slice(0, longestNote), canvas.placeNote(note.position)),
    ),
    nodes: nodes.list,
    links: topology.links.flatMap((link) => linkOf(link, nodes)).map((link, index) => ({ id: `l${index}`, ...link })),
  };
  return { fileName: fileNameOf(title, 'yaml'), text: yamlText(lab), files: [], shortfalls: shortfalls.list };
}

function linkOf(link: TopologyLink, nodes: CmlNodes): Record<string, YamlValue>[] {
  const [a, b] = link.ends.map((end) => nodes.placeOf(end));
  if (!a || !b) return [];
  return [
    {
      n1: a.node,
      n2: b.node,
      i1: a.port,
      i2: b.port,
      conditioning: conditioningOf(link.conditions ?? {}),
      label: `${a.label}<->${b.label}`,
    },
  ];
}

function conditioningOf(conditions: LinkConditioning): Record<string, YamlValue> {
  const { delay, jitter, loss, duplication, reordering, bandwidth } = conditions;
  const values = {
    bandwidth,
    latency: delay,
    jitter,
    loss,
    duplicate: duplication,
    reorder_prob: reordering,
  };
  const given = Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  return given.length === 0 ? {} : { ...Object.fromEntries(given), enabled: true };
}

function annotation(text: string, { x, y }: { x: number; y: number }): YamlValue {
  return {
    border_color: '#00000000',
    border_style: '',
    color: '#000000',
    rotation: 0,
    text_bold: false,
    text_content: text,
    text_font: 'sans',
    text_italic: false,
    text_size: 12,
    text_unit: 'pt',
    thickness: 1,
    type: 'text',
    x1: x,
    y1: y,
    z_index: 1,
  };
}
