/**
 * Projects of GNS3 1.x (no revision, or 1 to 4) in the shape of later ones: nodes and ports with numeric ids, types
 * such as "C7200" and "VPCSDevice", names among the properties. Source: what the GNS3 2.x server makes of such files
 * when it opens them (controller/topology.py, read for its facts), and the files themselves.
 */
import { isRecord } from '../field.ts';

type Data = Readonly<Record<string, unknown>>;

/** Whether the nodes are those of 1.x: a later one has `node_id` and `node_type`. */
export function isOlder(project: unknown, revision: number | undefined): boolean {
  const nodes = listOf(recordOf(recordOf(project).topology).nodes);
  if (nodes.length === 0) return revision === undefined || revision < 5;
  return !nodes.some((node) => isRecord(node) && ('node_id' in node || 'node_type' in node));
}

/** The same topology, node by node and link by link, so that places in it are places in the file. */
export function modernTopology(topology: unknown): Data {
  const old = recordOf(topology);
  const nodes = listOf(old.nodes);
  const ports = new Map(nodes.flatMap((node) => portEntries(recordOf(node))));
  const ids = nodeIds(nodes);
  return {
    nodes: nodes.map((node) => (isRecord(node) ? modernNode(node) : node)),
    links: listOf(old.links).map((link) => (isRecord(link) ? modernLink(link, ports, ids) : link)),
    notes: old.notes,
    rectangles: old.rectangles,
    ellipses: old.ellipses,
    lines: old.lines,
    images: old.images,
  };
}

const types: Readonly<Record<string, string>> = {
  VPCSDevice: 'vpcs',
  QemuVM: 'qemu',
  DockerVM: 'docker',
  VirtualBoxVM: 'virtualbox',
  VMwareVM: 'vmware',
  IOUDevice: 'iou',
  EthernetSwitch: 'ethernet_switch',
  EthernetHub: 'ethernet_hub',
  FrameRelaySwitch: 'frame_relay_switch',
  ATMSwitch: 'atm_switch',
  EtherSwitchRouter: 'dynamips',
  EtherswitchRouter: 'dynamips',
  Cloud: 'cloud',
  Host: 'cloud',
};

function typeOf({ type, properties }: Data): string {
  if (typeof type === 'string' && Object.hasOwn(types, type)) return types[type] ?? type;
  if (typeof type === 'string' && /^c\d{4}$/i.test(type)) return 'dynamips';
  // Some early files name no type: a router is known by its platform.
  if (type === undefined && 'platform' in recordOf(properties)) return 'dynamips';
  return typeof type === 'string' ? type : 'unknown';
}

function modernNode(old: Data): Data {
  const type = typeOf(old);
  const properties = recordOf(old.properties);
  return {
    ...old,
    node_type: type,
    node_id: idOf(old),
    name: properties.name ?? recordOf(old.label).text ?? old.name,
    properties: { ...properties, ...addedProperties(type, old) },
  };
}

/** What later projects hold among the properties and 1.x holds elsewhere. */
function addedProperties(type: string, old: Data): Data {
  const ports = listOf(old.ports).map(recordOf);
  switch (type) {
    case 'dynamips':
      return { dynamips_id: old.dynamips_id, ...platformOf(old) };
    case 'ethernet_switch':
    case 'ethernet_hub':
      return { ports_mapping: ports.map((port) => switchPort(port)) };
    case 'cloud':
      return { ports_mapping: ports.map(({ name }, index) => ({ name: hostInterface(name), port_number: index })) };
    default:
      return {};
  }
}

function platformOf({ type, properties }: Data): Data {
  const { platform } = recordOf(properties);
  if (platform !== undefined || typeof type !== 'string' || !/^c\d{4}$/i.test(type)) return {};
  const name = type.toLowerCase();
  return { platform: name.startsWith('c36') ? 'c3600' : name };
}

/** Ports of a switch were counted from 1. */
function switchPort({ port_number: number, type, vlan }: Data): Data {
  const index = typeof number === 'number' ? number - 1 : number;
  return { name: `Ethernet${String(index)}`, port_number: index, type, vlan };
}

/** "nio_gen_eth:eth0" is the host's eth0. */
function hostInterface(name: unknown): unknown {
  return typeof name === 'string'
    ? name.replace(/^nio_(?:gen(?:eric)?_|linux_)?(?:eth|ethernet|tap|vde|unix|null):/i, '')
    : name;
}

interface OldPort {
  adapter: unknown;
  port: unknown;
  name: unknown;
}

/** By the ids of the ports, which are unique in a file. */
function portEntries(node: Data): [string, OldPort][] {
  const type = typeOf(node);
  return listOf(node.ports).map((value, index) => {
    const port = recordOf(value);
    const number = type === 'cloud' ? index : (port.port_number ?? 0);
    const isSwitch = type === 'ethernet_switch' || type === 'ethernet_hub';
    return [
      String(port.id),
      {
        adapter: port.adapter_number ?? port.slot_number ?? 0,
        port: isSwitch && typeof number === 'number' ? number - 1 : number,
        name: port.name,
      },
    ];
  });
}

function modernLink(link: Data, ports: ReadonlyMap<string, OldPort>, ids: ReadonlyMap<string, unknown>): Data {
  const end = (side: 'source' | 'destination'): Data => {
    const port = ports.get(String(link[`${side}_port_id`]));
    const node = link[`${side}_node_id`];
    return {
      node_id: ids.get(String(node)) ?? node,
      adapter_number: port?.adapter,
      port_number: port?.port,
      label: { text: port?.name },
    };
  };
  return { ...link, link_id: link.id, nodes: [end('source'), end('destination')] };
}

function nodeIds(nodes: readonly unknown[]): Map<string, unknown> {
  return new Map(nodes.map(recordOf).map((node) => [String(node.id), idOf(node)]));
}

/** The emulator's id of the node where there is one: GNS3 2 keeps it, and folders are called by it. */
function idOf(node: Data): unknown {
  const ids = [node.vm_id, node.router_id, node.vpcs_id, node.iou_id, node.qemu_id, node.virtualbox_id];
  return ids.find((id) => typeof id === 'string' && id.length > 8) ?? node.id;
}

function recordOf(value: unknown): Data {
  return isRecord(value) ? value : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}
