/** How long a large file takes to become a topology: a lab as CML exports it, of 300 nodes and a megabyte. */
import { exportCml } from '../../src-main/exporters/cml/cml.ts';
import { importTopology } from '../../src-main/importers/import.ts';
import { median, type Figure } from './figure.ts';

const nodes = 300;

export function importing(): Promise<Figure[]> {
  const text = largeLab();
  const name = 'large.yaml';
  const first = timed(() => importTopology({ name, text }));
  const times = Array.from({ length: 15 }, () => timed(() => importTopology({ name, text })));
  const { topology } = importTopology({ name, text });
  const writing = Array.from({ length: 5 }, () => timed(() => exportCml(topology)));
  const note = `${nodes} nodes, ${(text.length / 1e6).toFixed(2)} MB`;
  return Promise.resolve([
    { name: 'a CML lab imported', value: median(times), target: 50, unit: 'ms', note },
    { name: 'the same for the first time in a process', value: first, target: Infinity, unit: 'ms' },
    { name: 'a CML lab exported', value: median(writing), target: Infinity, unit: 'ms', note },
  ]);
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** Written as CML writes it: every key of every node, configurations as literal blocks. */
function largeLab(): string {
  const index = Array.from({ length: nodes }, (_, number) => number);
  return [
    'annotations: []\nsmart_annotations: []\nnodes:\n',
    ...index.map(nodeText),
    'links:\n',
    ...index.slice(1).map(linkText),
    "lab:\n  description: ''\n  notes: |-\n    A large lab.\n  title: Large lab\n  version: 0.3.0\n",
  ].join('');
}

function nodeText(number: number): string {
  const configuration = configurationOf(number)
    .map((line) => (line === '' ? '' : `          ${line}`))
    .join('\n');
  const interfaces = Array.from(
    { length: 8 },
    (_, slot) => `      - id: i${slot}
        label: GigabitEthernet0/${slot}
        mac_address: null
        type: physical
        slot: ${slot}
`,
  );
  return `  - boot_disk_size: null
    configuration:
      - name: ios_config.txt
        content: |-
${configuration}
    cpu_limit: null
    cpus: null
    data_volume: null
    hide_links: false
    id: n${number}
    image_definition: null
    label: R${number}
    node_definition: iosv
    parameters: {}
    ram: null
    tags: []
    x: ${(number % 20) * 160}
    y: ${Math.floor(number / 20) * 160}
    interfaces:
${interfaces.join('')}`;
}

function configurationOf(number: number): string[] {
  const interfaces = Array.from({ length: 8 }, (_, slot) => [
    `interface GigabitEthernet0/${slot}`,
    ` description "to R${number + slot}": uplink # ${slot}`,
    ` ip address 10.${number >> 8}.${number & 0xff}.${4 * slot + 1} 255.255.255.252`,
    ' ip ospf 1 area 0',
    ' no shutdown',
    '!',
  ]);
  const access = Array.from({ length: 12 }, (_, line) => `access-list 101 permit ip 10.${line}.0.0 0.0.255.255 any`);
  return [`hostname R${number}`, '!', ...interfaces.flat(), 'router ospf 1', ' router-id 10.0.0.1', ...access, 'end'];
}

function linkText(number: number): string {
  return `  - id: l${number - 1}
    n1: n${number - 1}
    n2: n${number}
    i1: i1
    i2: i0
    conditioning: {}
    label: R${number - 1}-GigabitEthernet0/1<->R${number}-GigabitEthernet0/0
`;
}
