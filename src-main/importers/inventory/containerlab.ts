/** A containerlab topology: its nodes by their management addresses, and the links between them. */
import type { InventoryDevice } from '../../lab/inventory.ts';
import type { LinkEnd } from '../../lab/topology.ts';
import { isRecord, type Field } from '../field.ts';
import { deviceOf } from './device.ts';
import type { InventoryImporter, Joined } from './inventory-importer.ts';
import { platformOf } from './platforms.ts';

export const containerlab: InventoryImporter = {
  format: 'containerlab',
  recognises: (value) => isRecord(value) && isRecord(value.topology) && isRecord(value.topology.nodes),
  read: (root, fileName) => {
    const name = root.get('name').name() ?? fileName;
    const nodes = root.get('topology').get('nodes');
    const devices = nodes.keys.flatMap((key) => deviceAt(root, name, nodes.get(key)) ?? []);
    return { name, devices, links: root.get('topology').get('links').items().flatMap(linkAt) };
  },
};

/** Kinds that only pass frames, or stand for the host itself: nobody logs in there. */
const NOBODY = ['bridge', 'ovs-bridge', 'host', 'ext-container'];

/** What vrnetlab's images are made with, by their documentation. */
const DEFAULT_LOGINS: Readonly<Record<string, { username: string; password: string }>> = {
  iosxe: { username: 'admin', password: 'admin' },
  ios: { username: 'admin', password: 'admin' },
  asa: { username: 'admin', password: 'admin' },
  nxos: { username: 'admin', password: 'admin' },
  iosxr: { username: 'clab', password: 'clab@123' },
};

function deviceAt(root: Field, lab: string, node: Field): InventoryDevice | undefined {
  const name = String(node.path.at(-1));
  const kind = kindOf(root, node);
  if (NOBODY.includes(kind)) return undefined;
  const platform = platformOf(kind);
  const host = node.getFirst('mgmt-ipv4', 'mgmt_ipv4', 'mgmt-ipv6', 'mgmt_ipv6').text();
  if (host === undefined)
    node.complain(
      'note',
      `${name} has no management address here: it is looked for by the name ${containerOf(root, lab, name)}`,
      'give it a mgmt-ipv4, or the address that "containerlab inspect" shows',
    );
  const login = DEFAULT_LOGINS[platform] ?? {};
  return deviceOf({
    ...{ name, platform, field: node, login, protocol: 'ssh' },
    host: host ?? containerOf(root, lab, name),
  });
}

/** Of the node, else of its group, else of all. */
function kindOf(root: Field, node: Field): string {
  const topology = root.get('topology');
  const group = node.get('group').text();
  const own =
    node.get('kind').text() ?? (group === undefined ? undefined : topology.get('groups').get(group).get('kind').text());
  return own ?? topology.get('defaults').get('kind').text() ?? 'linux';
}

/** "clab-LAB-NODE"; the prefix can be another, none, or none but the lab's name. */
function containerOf(root: Field, lab: string, node: string): string {
  const prefix = root.get('prefix').isPresent ? (root.get('prefix').text() ?? 'clab') : 'clab';
  if (prefix === '') return node;
  return prefix === '__lab-name' ? `${lab}-${node}` : `${prefix}-${lab}-${node}`;
}

/** Two ends in short, "R1:eth1", or each with its node and interface. */
function linkAt(link: Field): Joined[] {
  const [a, b, ...more] = link.get('endpoints').items().map(endAt);
  if (a && b && more.length === 0) return [[a, b]];
  link.complain('note', 'the link does not join two nodes; it is left out');
  return [];
}

function endAt(field: Field): LinkEnd | undefined {
  if (isRecord(field.value)) {
    const [node, name] = [field.get('node').name(), field.get('interface').name()];
    return node === undefined || name === undefined ? undefined : { node, interface: name };
  }
  const [, node, name] = /^([^:]+):(.+)$/.exec(field.name() ?? '') ?? [];
  return node === undefined || name === undefined ? undefined : { node, interface: name };
}
