/** The kinds of nodes of GNS3: what each is to us, and where the names of its ports come from. */
import type { Platform } from '../../lab/topology.ts';
import type { Device } from '../devices.ts';
import type { Field } from '../field.ts';
import { deviceOfContainer, deviceOfImages, deviceOfIou, deviceOfNaming } from './disk-images.ts';
import { dynamipsPorts } from './dynamips-ports.ts';
import { containerPorts, listedPorts, mappedPorts, onePort } from './other-ports.ts';
import type { NodePorts } from './ports.ts';
import { iouPorts, standardPorts } from './standard-ports.ts';
import { withVlans } from './switch-vlans.ts';

interface NodeKind {
  device(properties: Field, node: Field): Device;
  /** The kind in words, where that is more than its name. */
  model?(properties: Field): string;
  /** The names of the images that it runs. */
  images?(properties: Field): readonly string[];
  ports(node: Field, device: Device): NodePorts;
}

const always =
  (platform: Platform): NodeKind['device'] =>
  () => ({ platform });

const eightPorts = Array.from({ length: 8 }, (_, port) => `Ethernet${port}`);
const switchPorts: NodeKind['ports'] = (node) => {
  const listed = listedPorts(node, eightPorts, (_, port) => `Ethernet${port}`);
  return { ...listed, ports: withVlans(node, listed.ports) };
};
const hostPort: NodePorts['nameOf'] = (_, port, label) => label ?? `port ${port}`;

const imageProperties = [
  'hda_disk_image',
  'hdb_disk_image',
  'hdc_disk_image',
  'hdd_disk_image',
  'cdrom_image',
  'kernel_image',
  'initrd',
] as const;

function diskImages(properties: Field): string[] {
  return imageProperties.map((name) => properties.get(name).text() ?? '');
}

function deviceByPorts(node: Field): Device {
  const [first = '', format = ''] = [node.get('first_port_name').name(), node.get('port_name_format').name()];
  return deviceOfNaming({ first, format }) ?? { platform: 'unknown' };
}

const unknown: NodeKind = { device: always('unknown'), ports: standardPorts };

const kinds: Readonly<Record<string, NodeKind>> = {
  dynamips: {
    device: () => ({ platform: 'ios' }),
    model: (properties) => `dynamips ${properties.get('platform').name() ?? 'router'}`,
    images: (properties) => [properties.get('image').text() ?? ''],
    ports: dynamipsPorts,
  },
  iou: {
    device: (properties) => deviceOfIou(properties.get('path').text() ?? ''),
    images: (properties) => [properties.get('path').text() ?? ''],
    ports: iouPorts,
  },
  qemu: {
    device: (properties, node) => deviceOfImages(diskImages(properties)) ?? deviceByPorts(node),
    images: diskImages,
    ports: standardPorts,
  },
  docker: {
    device: (properties) => deviceOfContainer(properties.get('image').text() ?? ''),
    model: (properties) => ['docker', properties.get('image').name() ?? ''].join(' ').trim(),
    ports: containerPorts,
  },
  vpcs: { device: always('vpcs'), ports: onePort },
  traceng: { device: always('unknown'), ports: onePort },
  ethernet_switch: { device: always('switch'), ports: switchPorts },
  ethernet_hub: { device: always('switch'), ports: switchPorts },
  cloud: { device: always('cloud'), ports: (node) => listedPorts(node, [], hostPort) },
  nat: { device: always('cloud'), ports: (node) => listedPorts(node, ['nat0'], hostPort) },
  frame_relay_switch: { device: always('unknown'), ports: mappedPorts },
  atm_switch: { device: always('unknown'), ports: mappedPorts },
  virtualbox: unknown,
  vmware: unknown,
};

/** A kind that is not known has the ports that its properties count, and those that links use. */
export function nodeKind(type: string): NodeKind {
  return (Object.hasOwn(kinds, type) ? kinds[type] : undefined) ?? { ...unknown, ports: countedPorts };
}

function countedPorts(node: Field): NodePorts {
  const standard = standardPorts(node, { platform: 'unknown' });
  return node.get('properties').get('adapters').isPresent ? standard : { ...standard, ports: [] };
}
