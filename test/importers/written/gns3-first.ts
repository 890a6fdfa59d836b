/** Projects as GNS3 1.0 to 1.5 write them: no revision, or 2 to 4; ids by numbers, links from port to port. */
import { nameOf, type Dice } from './dice.ts';
import { nodeOf, type Gns3Made } from './gns3-nodes.ts';
import type { Gns3Port } from './gns3-routers.ts';
import { joints, type Written } from './written.ts';

const releases = [
  [undefined, '1.0'],
  [undefined, '1.2.3'],
  [2, '1.3.0'],
  [3, '1.3.13'],
  [4, '1.4.6'],
  [4, '1.5.4'],
] as const;

const types: Readonly<Record<string, string>> = {
  vpcs: 'VPCSDevice',
  qemu: 'QemuVM',
  docker: 'DockerVM',
  virtualbox: 'VirtualBoxVM',
  vmware: 'VMwareVM',
  iou: 'IOUDevice',
  ethernet_switch: 'EthernetSwitch',
  ethernet_hub: 'EthernetHub',
  frame_relay_switch: 'FrameRelaySwitch',
  atm_switch: 'ATMSwitch',
  cloud: 'Cloud',
};

/** The type of a router is its model, whatever its platform is. */
function typeOf(dice: Dice, { type, properties }: Gns3Made): string {
  if (type !== 'dynamips') return types[type] ?? type;
  const { platform, chassis } = properties;
  if (platform === 'c3600') return dice.one(['C3600', `C${String(chassis)}`]);
  return String(platform).toUpperCase();
}

/** A cloud's ports are called by what they are joined to. */
const hostPort = ({ name }: Gns3Port): string => (name.startsWith('tap') ? `nio_tap:${name}` : `nio_gen_eth:${name}`);

export function firstProject(dice: Dice): Written {
  const [revision, version] = dice.one(releases);
  const wanted = dice.times(1 + dice.number(12), () => nodeOf(dice));
  const made = wanted
    .filter(({ type }) => Object.hasOwn(types, type) || type === 'dynamips')
    .map((node, index) => ({ node, id: index + 1, name: nameOf(dice, node.word, index) }));
  let lastPort = 0;
  const numbered = made.map(({ node }) => node.ports.map((port) => ({ ...port, id: ++lastPort })));
  const links = joints(dice, numbered, (a, b) => a.kind === b.kind);
  const notes = dice.times(dice.number(3), (index) => `Loopback0: 1.1.1.${index}\nand more`);
  const project = {
    auto_start: false,
    name: 'written',
    project_id: dice.uuid(),
    ...(revision !== undefined && { revision }),
    resources_type: 'local',
    topology: {
      ...(dice.oneIn(3) && {
        images: [],
        ellipses: [{ x: 1, y: 2, width: 20, height: 30 }],
        rectangles: [{ x: 1, y: 2 }],
      }),
      links: links.map(({ a, b }, index) => ({
        description: 'Link from somewhere',
        id: index + 1,
        source_node_id: a.node + 1,
        source_port_id: a.port.id,
        destination_node_id: b.node + 1,
        destination_port_id: b.port.id,
      })),
      nodes: made.map(({ node, id, name }, index) => ({
        ...dice.without(
          { description: 'a node', default_symbol: ':/symbols/router.normal.svg' },
          'description',
          'default_symbol',
        ),
        id,
        type: typeOf(dice, node),
        label: { text: name, x: 3.5, y: -25.0, color: '#000000', font: 'TypeWriter,10,-1,5,75,0,0,0,0,0' },
        ports: (numbered[index] ?? []).map((port) => portOf(dice, node.type, port)),
        properties: propertiesOf(node, name),
        ...ofEmulator(dice, node.type, id),
        ...node.more,
        server_id: 1,
        x: -100.5 + 10 * index,
        y: 50.25,
      })),
      ...(notes.length > 0 && {
        notes: notes.map((text) => ({ text, x: 1.5, y: 2.5, color: '#000000', font: 'TypeWriter,10' })),
      }),
      servers: [{ cloud: false, host: '127.0.0.1', id: 1, local: true, port: 8000 }],
    },
    type: 'topology',
    version,
  };
  return {
    format: 'gns3',
    file: { name: 'written.gns3', text: JSON.stringify(project, undefined, 4) },
    nodes: made.map(({ node, name }) => ({
      name,
      platform: node.platform,
      ports: node.ports.map((port) => port.name),
    })),
    links: links.map(({ a, b }) => ({
      ends: [
        [a.node, a.port.name],
        [b.node, b.port.name],
      ],
    })),
    notes,
  };
}

/** Switches count from 1; routers have slots, machines have adapters. */
function portOf(dice: Dice, type: string, { id, adapter, port, name, kind }: Gns3Port & { id: number }): object {
  const common = {
    id,
    ...dice.without({ description: 'connected to something', link_id: 1 }, 'description', 'link_id'),
  };
  if (type === 'ethernet_switch')
    return { ...common, name: String(port + 1), port_number: port + 1, type: 'access', vlan: 1 };
  if (type === 'ethernet_hub') return { ...common, name: String(port + 1), port_number: port + 1 };
  if (type === 'cloud') return { ...common, name: hostPort({ adapter, port, name, kind }), stub: true };
  if (type === 'dynamips') return { ...common, name, slot_number: adapter, port_number: port };
  if (type === 'frame_relay_switch' || type === 'atm_switch')
    return { ...common, name: String(port), port_number: port };
  return { ...common, name, adapter_number: adapter, port_number: port };
}

function propertiesOf({ type, properties, ports }: Gns3Made, name: string): object {
  const rest = Object.fromEntries(
    Object.entries(properties).filter(([key]) => !/^(?:ports_mapping|dynamips_id)$/.test(key)),
  );
  if (type === 'cloud') return { name, nios: ports.map(hostPort) };
  return type === 'vpcs' ? { name, script_file: 'startup.vpc', console: 4501 } : { ...rest, name };
}

/** The emulator's own id; early releases call it by the emulator. */
function ofEmulator(dice: Dice, type: string, id: number): object {
  const keys: Readonly<Record<string, string>> = {
    dynamips: 'router_id',
    vpcs: 'vpcs_id',
    iou: 'iou_id',
    qemu: 'qemu_id',
    virtualbox: 'virtualbox_id',
  };
  if (!/^(?:dynamips|vpcs|iou|qemu|virtualbox|vmware|docker)$/.test(type)) return {};
  const own = { [dice.one([keys[type] ?? 'vm_id', 'vm_id'])]: dice.uuid() };
  return type === 'dynamips' ? { ...own, dynamips_id: id } : own;
}
