/** Projects as GNS3 2.0 to 3.x write them: revisions 5 to 10. */
import type { LinkConditioning } from '../../../src-main/lab/topology.ts';
import { nameOf, type Dice } from './dice.ts';
import { nodeOf } from './gns3-nodes.ts';
import { joints, type Written } from './written.ts';

const releases = [
  [5, '2.0.0a1'],
  [6, '2.0.0b2'],
  [7, '2.0.3'],
  [8, '2.1.21'],
  [9, '2.2.54'],
  [10, '3.0.5'],
] as const;

export function secondProject(dice: Dice): Written {
  const [revision, version] = dice.one(releases);
  const made = dice.times(1 + dice.number(14), (index) => {
    const node = nodeOf(dice);
    const text = dice.oneIn(4) ? `hostname R${index}\r\nend\r\n` : undefined;
    const isConfigured = node.type === 'dynamips' || node.type === 'iou';
    return { node, id: dice.uuid(), name: nameOf(dice, node.word, index), text: isConfigured ? text : undefined };
  });
  const joined = joints(
    dice,
    made.map(({ node }) => node.ports),
    (a, b) => a.kind === b.kind,
  );
  const links = joined.map(({ a, b }) => ({ a, b, ...impaired(dice) }));
  const notes = dice.times(dice.number(4), (index) => `OSPF area ${index}\n10.0.${index}.0/24 & more`);
  const project = {
    auto_close: true,
    name: 'written',
    project_id: dice.uuid(),
    revision,
    topology: {
      computes: dice.one([
        [],
        [{ compute_id: 'vm', host: '192.0.2.9', name: 'GNS3 VM', port: 3080, protocol: 'http' }],
      ]),
      drawings: drawingsOf(dice, notes),
      links: links.map(({ a, b, filters, suspend }) =>
        dice.without(
          {
            filters,
            link_id: dice.uuid(),
            link_style: dice.one([{}, { color: '#ff0000', width: 4, type: 2 }]),
            suspend,
            nodes: [a, b].map(({ node, port }) =>
              dice.without(
                {
                  adapter_number: port.adapter,
                  port_number: port.port,
                  node_id: made[node]?.id,
                  label: { rotation: 0, style: null, text: dice.one(['e0', 'stale', 'Gi0/1']), x: 3, y: -7 },
                },
                'label',
              ),
            ),
          },
          'link_style',
        ),
      ),
      nodes: made.map(({ node, id, name, text }) => ({
        compute_id: dice.one(['local', 'vm']),
        console: dice.one([5000, null]),
        console_type: dice.one(['telnet', 'vnc', 'none', null]),
        ...dice.without({ label: { text: name, x: null, y: -25, style: null, rotation: 0 } }, 'label'),
        name,
        node_id: id,
        node_type: node.type,
        properties: { ...node.properties, ...(text !== undefined && { startup_config_content: text }) },
        symbol: ':/symbols/router.svg',
        ...node.more,
        x: dice.number(2000) - 1000,
        y: dice.number(1000) - 500,
        ...dice.without({ z: 1, locked: false, template_id: dice.uuid() }, 'z', 'locked', 'template_id'),
        ...(revision === 10 && { aux: null, aux_type: 'none', tags: [] }),
      })),
    },
    type: 'topology',
    ...dice.without({ variables: null, supplier: null, version }, 'variables', 'supplier'),
  };
  const text = JSON.stringify(project, undefined, dice.one([4, 0, '\t']));
  return {
    format: 'gns3',
    file: { name: 'written.gns3', text: dice.oneIn(4) ? text.replaceAll('\n', '\r\n') : text },
    nodes: made.map(({ node, name, text: configuration }) => ({
      name,
      platform: node.platform,
      ports: node.ports.map((port) => port.name),
      configuration: configuration?.replaceAll('\r', ''),
    })),
    links: links.map(({ a, b, conditions }) => ({
      ends: [
        [a.node, a.port.name],
        [b.node, b.port.name],
      ],
      conditions,
    })),
    notes,
  };
}

function impaired(dice: Dice): { filters: object; suspend: boolean; conditions?: LinkConditioning } {
  return dice.one([
    { filters: {}, suspend: false },
    { filters: {}, suspend: false },
    { filters: { packet_loss: [0], delay: [0, 0] }, suspend: false },
    { filters: { packet_loss: [7] }, suspend: false, conditions: { loss: 7 } },
    { filters: { delay: [40, 5], bpf: ['icmp'] }, suspend: false, conditions: { delay: 40, jitter: 5 } },
    { filters: { frequency_drop: [-1] }, suspend: false, conditions: { loss: 100 } },
    { filters: { corrupt: [10] }, suspend: true, conditions: { loss: 100 } },
  ]);
}

const figures = [
  '<svg height="100" width="200"><rect fill="#ffffff" height="100" width="200" stroke="#000000" /></svg>',
  '<svg height="10" width="200"><line x1="0" x2="200" y1="0" y2="0" stroke="#000000" stroke-width="2" /></svg>',
  '<svg height="80" width="80"><ellipse cx="40" cy="40" rx="40" ry="40" fill="#ffffff" /></svg>',
  'a1b2c3.svg',
];

function drawingsOf(dice: Dice, notes: readonly string[]): object[] {
  const texts = notes.map((note) => {
    const words = note.replaceAll('&', '&amp;');
    return `<svg height="21" width="87"><text fill="#000000" font-family="TypeWriter" font-size="10.0">${words}</text></svg>`;
  });
  const others = dice.times(dice.number(3), () => dice.one(figures));
  return [...texts, ...others].map((svg) => ({ drawing_id: dice.uuid(), rotation: 0, svg, x: 1, y: 2, z: 0 }));
}
