/** Small networks, written in each format: a ring of routers, so that every router has two links. */
import { parse as parseYaml } from 'yaml';

interface Sample {
  format: string;
  /** A file with so many nodes and as many links. */
  write(nodes: number): string;
  /** The text of the file as a value, and a value as the text of a file. */
  parse(text: string): unknown;
  /** The keys that hold the id and the name of a node. */
  idKey: string;
  nameKey: string;
  /** The nodes in a parsed file. */
  nodesOf(document: never): Record<string, unknown>[];
}

type Gns3File = { topology: { nodes: Record<string, unknown>[] } };
type CmlFile = { nodes: Record<string, unknown>[] };

const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

export const gns3Sample: Sample = {
  format: 'gns3',
  idKey: 'node_id',
  nameKey: 'name',
  parse: JSON.parse,
  nodesOf: (document: Gns3File) => document.topology.nodes,
  write: (count) =>
    JSON.stringify(
      {
        type: 'topology',
        revision: 9,
        version: '2.2.50',
        name: 'Ring',
        project_id: 'ring',
        topology: {
          nodes: range(count).map((index) => ({
            node_id: `node-${index}`,
            name: `R${index}`,
            node_type: 'dynamips',
            x: 10 * index,
            y: -index,
            properties: {
              platform: 'c7200',
              dynamips_id: index + 1,
              slot0: 'C7200-IO-2FE',
              startup_config_content: 'hostname %h\r\n',
            },
          })),
          links: range(count).map((index) => ({
            link_id: `link-${index}`,
            nodes: [
              { node_id: `node-${index}`, adapter_number: 0, port_number: 0, label: { text: 'f0/0' } },
              { node_id: `node-${(index + 1) % count}`, adapter_number: 0, port_number: 1, label: { text: 'f0/1' } },
            ],
          })),
        },
      },
      undefined,
      1,
    ),
};

const cmlNode = (index: number): string => `  - id: node-${index}
    label: R${index}
    node_definition: iosv
    x: ${10 * index}
    y: ${-index}
    configuration:
      - name: ios_config.txt
        content: |-
          hostname R${index}
    interfaces:
      - id: i0
        label: GigabitEthernet0/0
        slot: 0
        type: physical
      - id: i1
        label: GigabitEthernet0/1
        slot: 1
        type: physical
`;

const cmlLink = (index: number, count: number): string => `  - id: link-${index}
    n1: node-${index}
    i1: i0
    n2: node-${(index + 1) % count}
    i2: i1
    conditioning: {}
    label: R${index}-GigabitEthernet0/0<->R${(index + 1) % count}-GigabitEthernet0/1
`;

/** The parsed form is JSON, which CML reads too: a changed value is written back so. */
export const cmlSample: Sample = {
  format: 'cml',
  idKey: 'id',
  nameKey: 'label',
  parse: parseYaml,
  nodesOf: (document: CmlFile) => document.nodes,
  write: (count) =>
    [
      'lab:\n  title: Ring\n  version: 0.2.2\nnodes:\n',
      ...range(count).map(cmlNode),
      'links:\n',
      ...range(count).map((index) => cmlLink(index, count)),
    ].join(''),
};
