/** Nodes as a server makes them of its templates, in the fields of the recorded answers. */
import { randomUUID } from 'node:crypto';
import { Report } from '../../../../src-main/importers/complaint.ts';
import { Field } from '../../../../src-main/importers/field.ts';
import { dynamipsPorts } from '../../../../src-main/importers/gns3/dynamips-ports.ts';

export interface ServerPort {
  name: string;
  short_name: string;
  adapter_number: number;
  port_number: number;
  link_type: 'ethernet' | 'serial';
  data_link_types: Record<string, string>;
}

export interface ServerNode {
  node_id: string;
  project_id: string;
  name: string;
  node_type: string;
  template_id: string | null;
  status: string;
  console: number | null;
  console_type: string | null;
  console_host: string;
  properties: Record<string, unknown>;
  ports: ServerPort[];
  x: number;
  y: number;
  [field: string]: unknown;
}

export interface ServerTemplate {
  template_id: string;
  name: string;
  template_type: string;
  compute_id: string | null;
  builtin: boolean;
  [field: string]: unknown;
}

const c3725 = {
  template_id: '7a3c5a1e-43f5-4d44-9cf7-6c1f0e1a3725',
  name: 'c3725',
  template_type: 'dynamips',
  compute_id: 'local',
  builtin: false,
  category: 'router',
  default_name_format: 'R{0}',
  symbol: ':/symbols/router.svg',
  console_type: 'telnet',
  platform: 'c3725',
  image: 'c3725-adventerprisek9-mz.124-15.T14.image',
  ram: 128,
  slot0: 'GT96100-FE',
};

const builtinTemplate = (id: string, name: string, type: string): ServerTemplate => ({
  template_id: id,
  name,
  template_type: type,
  compute_id: null,
  builtin: true,
  category: 'guest',
  default_name_format: `${name}{0}`,
  symbol: `:/symbols/${type}.svg`,
});

/** The built-in ones have the ids of a recorded server. */
export const usualTemplates: readonly ServerTemplate[] = [
  builtinTemplate('39e257dc-8412-3174-b6b3-0ee3ed6a43e9', 'Cloud', 'cloud'),
  builtinTemplate('df8f4ea9-33b7-3e96-86a2-c39bc9bb649c', 'NAT', 'nat'),
  builtinTemplate('19021f99-e36f-394d-b4a1-8aaa902ab9cc', 'VPCS', 'vpcs'),
  builtinTemplate('1966b864-93e7-32d5-965f-001384eec461', 'Ethernet switch', 'ethernet_switch'),
  builtinTemplate('b4503ea9-d6b6-3695-9fe4-1db3b39290b0', 'Ethernet hub', 'ethernet_hub'),
  builtinTemplate('dd0f6f3a-ba58-3249-81cb-a1dd88407a47', 'Frame Relay switch', 'frame_relay_switch'),
  builtinTemplate('aaa764e2-b383-300f-8a0e-3493bbfdb7d2', 'ATM switch', 'atm_switch'),
  c3725,
  {
    ...c3725,
    template_id: '7a3c5a1e-43f5-4d44-9cf7-6c1f0e1a7200',
    name: 'c7200',
    platform: 'c7200',
    image: 'c7200-adventerprisek9-mz.152-4.S7.image',
    slot0: 'C7200-IO-FE',
  },
  {
    template_id: '0b1f4c52-6a6d-4a0b-8a55-2b1f0a5e1059',
    name: 'Cisco IOSv 15.9(3)M',
    template_type: 'qemu',
    compute_id: 'local',
    builtin: false,
    category: 'router',
    default_name_format: '{name}-{0}',
    symbol: ':/symbols/router.svg',
    console_type: 'telnet',
    port_name_format: 'Gi0/{0}',
    hda_disk_image: 'vios-adventerprisek9-m.spa.159-3.m6.qcow2',
    create_config_disk: true,
    adapters: 4,
    ram: 512,
  },
];

const aboutTemplates: ReadonlySet<string> = new Set(
  [
    'template_id name template_type compute_id builtin category default_name_format symbol console_type port_name_format',
  ].flatMap((names) => names.split(' ')),
);

const alwaysOn = /^(?:cloud|nat|(?:ethernet|frame_relay|atm)_switch|ethernet_hub)$/;
const routers = /^(?:dynamips|iou|qemu|vpcs|docker)$/;

interface NewNode {
  project: string;
  name: string;
  x: number;
  y: number;
  console: number;
  /** How many nodes of this project were made before. */
  number: number;
}

export function makeNode(template: ServerTemplate, { project, name, x, y, console, number }: NewNode): ServerNode {
  const type = template.template_type;
  const given = Object.entries(template).filter(([field]) => !aboutTemplates.has(field));
  const node: ServerNode = {
    command_line: '',
    compute_id: 'local',
    console: /^(?:cloud|nat|(?:frame_relay|atm)_switch)$/.test(type) ? null : console,
    console_auto_start: false,
    console_host: '0.0.0.0',
    console_type: routers.test(type) ? 'telnet' : 'none',
    custom_adapters: [],
    first_port_name: null,
    height: 59,
    label: { rotation: 0, style: null, text: name, x: null, y: -40 },
    locked: false,
    name,
    node_directory: `/srv/gns3/projects/${project}/project-files/${type}`,
    node_id: randomUUID(),
    node_type: type,
    port_name_format: typeof template.port_name_format === 'string' ? template.port_name_format : 'Ethernet{0}',
    port_segment_size: 0,
    ports: [],
    project_id: project,
    properties: { ...Object.fromEntries(given), ...(type === 'dynamips' ? { dynamips_id: number + 1 } : {}) },
    status: alwaysOn.test(type) ? 'started' : 'stopped',
    symbol: template.symbol ?? ':/symbols/computer.svg',
    template_id: template.template_id,
    width: 65,
    x,
    y,
    z: 1,
  };
  if (type === 'ethernet_switch' || type === 'ethernet_hub') node.properties.ports_mapping = eightPorts();
  node.ports = portsOf(node);
  return node;
}

function eightPorts(): Record<string, unknown>[] {
  return Array.from({ length: 8 }, (_, port) => ({
    name: `Ethernet${port}`,
    port_number: port,
    type: 'access',
    vlan: 1,
  }));
}

export function portsOf(node: ServerNode): ServerPort[] {
  const { node_type: type, properties } = node;
  if (type === 'dynamips')
    return dynamipsPorts(new Field(node, new Report())).ports.map(({ adapter, port, name }) =>
      portOf(name, adapter, port),
    );
  if (Array.isArray(properties.ports_mapping))
    return (properties.ports_mapping as { name: string; port_number: number }[]).map((port) =>
      portOf(port.name, 0, port.port_number),
    );
  if (/^(?:frame_relay|atm)_switch$/.test(type)) return circuitPorts(properties.mappings);
  if (type === 'cloud' || type === 'nat') return type === 'nat' ? [portOf('nat0', 0, 0)] : [];
  const count = type === 'vpcs' ? 1 : Number(properties.adapters ?? 1);
  const format = typeof node.port_name_format === 'string' ? node.port_name_format : 'Ethernet{0}';
  return Array.from({ length: count }, (_, adapter) => portOf(format.replace('{0}', String(adapter)), adapter, 0));
}

/** Those of the circuits, as recorded. */
function circuitPorts(mappings: unknown): ServerPort[] {
  const ends = Object.entries((mappings ?? {}) as Record<string, string>).flat();
  const ports = [...new Set(ends.map((end) => parseInt(end, 10)))].toSorted((a, b) => a - b);
  return ports.map((port) => ({
    ...portOf(String(port), 0, port),
    link_type: 'serial',
    data_link_types: { 'Frame Relay': 'DLT_FRELAY' },
  }));
}

function portOf(name: string, adapter: number, port: number): ServerPort {
  const isSerial = name.startsWith('Serial');
  return {
    adapter_number: adapter,
    data_link_types: isSerial ? { 'Cisco HDLC': 'DLT_C_HDLC' } : { Ethernet: 'DLT_EN10MB' },
    link_type: isSerial ? 'serial' : 'ethernet',
    name,
    port_number: port,
    short_name: name.replace(/^([A-Za-z])[a-zA-Z]*(?=\d)/, (_, letter: string) => letter.toLowerCase()),
  };
}
