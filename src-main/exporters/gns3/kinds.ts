/** What a node becomes in GNS3: an emulator, and the properties that give it its ports. */
import { nodeDefinitions } from '../../importers/cml/node-definitions.ts';
import type { PortNaming } from '../../importers/port-naming.ts';
import { portName } from '../../importers/port-naming.ts';
import { present } from '../../importers/present.ts';
import type { Platform, TopologyInterface, TopologyNode } from '../../lab/topology.ts';
import { definitionOf, type Definition } from '../cml/definitions.ts';
import { fit } from '../fitting.ts';
import { modulesFor } from './dynamips.ts';
import { vpcsScript } from './host.ts';
import { isDynamipsPlatform, machineOf, routerImage, type Machine } from './images.ts';

export interface Gns3Kind {
  type: string;
  properties: Record<string, unknown>;
  /** Of the node itself: how its ports are named. */
  naming?: { port_name_format: string; first_port_name: string | null; port_segment_size: number };
  customAdapters?: { adapter_number: number; port_name: string }[];
  /** New names of interfaces by old ones, where the emulator gives others. */
  names: ReadonlyMap<string, string>;
  image?: string;
  /** What the node was, where it is something else now. */
  standsFor?: string;
}

export interface Wanted {
  node: TopologyNode;
  /** Physical interfaces. */
  names: readonly string[];
  isUsed: (name: string) => boolean;
  configuration: string | undefined;
}

export function kindOf(wanted: Wanted): Gns3Kind {
  const { model, platform } = wanted.node;
  const router = /^dynamips (\S+)$/.exec(model)?.[1];
  if (router !== undefined && isDynamipsPlatform(router)) return dynamips(wanted, router);
  if (/^(?:iou|iol)/.test(model)) return iou(wanted);
  if (platform === 'linux') return isHost(wanted) ? host(wanted) : docker(wanted);
  if (/^(?:frame_relay|atm)_switch$/.test(model)) return wanSwitch(wanted);
  return (byPlatform[platform] ?? machine)(wanted);
}

/** Its ports are those of its circuits; one without any passes frames as a switch of Ethernet does. */
function wanSwitch(wanted: Wanted): Gns3Kind {
  const { model, circuits = [] } = wanted.node;
  if (circuits.length === 0) return ethernetSwitch(wanted);
  return { type: model, properties: { mappings: Object.fromEntries(circuits) }, names: unchanged };
}

const unchanged: ReadonlyMap<string, string> = new Map();

function dynamips({ node, names }: Wanted, platform: string): Gns3Kind {
  const { image, ram } = routerImage(platform, node);
  const properties = { platform, image, ram, nvram: 256, idlepc: '', auto_delete_disks: true };
  return { type: 'dynamips', properties: { ...properties, ...modulesFor(platform, names) }, names: unchanged, image };
}

function iou({ node, names }: Wanted): Gns3Kind {
  const isSwitch = /l2/.test(node.model);
  const path =
    node.platform === 'iosxe'
      ? `x86_64_crb_linux${isSwitch ? '_l2' : ''}-adventerprisek9-ms.bin`
      : `i86bi-linux-l${isSwitch ? '2' : '3'}-adventerprisek9-15.5.2T.bin`;
  const adapters = (type: string): number[] => names.flatMap((name) => adapterIn(name, type));
  const last = Math.max(-1, ...adapters('Serial'));
  const ethernet = 1 + Math.max(last < 0 ? 0 : -1, ...adapters('Ethernet'));
  return {
    type: 'iou',
    properties: {
      path,
      ethernet_adapters: ethernet,
      serial_adapters: Math.max(0, last + 1 - ethernet),
      nvram: 256,
      ram: 256,
      use_default_iou_values: true,
    },
    names: unchanged,
    image: path,
    ...(/^(?:iou|iol)(?: l2)?$/.test(node.model) ? {} : { standsFor: node.model }),
  };
}

function adapterIn(name: string, type: string): number[] {
  const adapter = new RegExp(`^${type}(\\d{1,2})/\\d$`).exec(name)?.[1];
  return adapter === undefined ? [] : [Number(adapter)];
}

/** Whether a VPCS can do what the host does: one interface, an address, a gateway. */
function isHost({ node, names, isUsed, configuration }: Wanted): boolean {
  if (/^docker\b|^qemu/.test(node.model) || names.filter(isUsed).length > 1) return false;
  return vpcsScript(configuration ?? '', node.name) !== undefined;
}

function host({ node, names, isUsed }: Wanted): Gns3Kind {
  const name = names.find(isUsed) ?? names[0];
  return {
    type: 'vpcs',
    properties: {},
    names: name === undefined ? unchanged : new Map([[name, 'Ethernet0']]),
    ...(node.model === 'vpcs' ? {} : { standsFor: node.model }),
  };
}

function docker({ node, names }: Wanted): Gns3Kind {
  const custom = names.map((port_name, adapter_number) => ({ adapter_number, port_name }));
  const own = /^docker (\S+)$/.exec(node.model)?.[1];
  const image = own ?? 'alpine:latest';
  return {
    type: 'docker',
    properties: { adapters: Math.max(1, names.length), image, start_command: '', environment: '' },
    ...(custom.some((one) => one.port_name !== `eth${one.adapter_number}`) && { customAdapters: custom }),
    names: unchanged,
    image,
    ...(own !== undefined || node.model === 'docker' ? {} : { standsFor: node.model }),
  };
}

/** GNS3 calls the ports of its switches Ethernet0 and so on. */
function ethernetSwitch({ node, names }: Wanted): Gns3Kind {
  const type = node.model === 'ethernet_hub' ? 'ethernet_hub' : 'ethernet_switch';
  const count = Math.max(8, names.length);
  const own = names.every((name) => /^Ethernet\d{1,3}$/.test(name) && Number(name.slice(8)) < count);
  const vlans = new Map(node.interfaces.map(({ name, vlan }, index) => [own ? Number(name.slice(8)) : index, vlan]));
  const ports = Array.from({ length: count }, (_, port_number) => ({
    name: `Ethernet${port_number}`,
    port_number,
    ...(type === 'ethernet_hub' ? {} : portVlan(vlans.get(port_number))),
  }));
  return {
    type,
    properties: { ports_mapping: ports },
    names: own ? unchanged : new Map(names.map((name, index) => [name, `Ethernet${index}`])),
    ...(/^(?:ethernet_|unmanaged_|Unmanaged |bridge)/.test(node.model) ? {} : { standsFor: node.model }),
  };
}

function portVlan(vlan: TopologyInterface['vlan']): { type: 'access' | 'dot1q'; vlan: number } {
  return { type: vlan?.mode === 'trunk' ? 'dot1q' : 'access', vlan: vlan?.id ?? 1 };
}

/** One way outside is GNS3's NAT; several are a cloud, whose host must have interfaces of these names. */
function cloud({ node, names }: Wanted): Gns3Kind {
  if (names.length < 2 && node.model !== 'cloud')
    return { type: 'nat', properties: {}, names: new Map(names.map((name) => [name, 'nat0'])) };
  const ports_mapping = names.map((name, port_number) => ({ interface: name, name, port_number, type: 'ethernet' }));
  return { type: 'cloud', properties: { ports_mapping }, names: unchanged };
}

const byPlatform: Readonly<Partial<Record<Platform, (wanted: Wanted) => Gns3Kind>>> = {
  vpcs: host,
  switch: ethernetSwitch,
  cloud,
};

const machineProperties = { adapter_type: 'e1000', platform: 'x86_64' };

/** Any other device is a virtual machine: one whose ports and image are known, or one with ports of the same names. */
function machine(wanted: Wanted): Gns3Kind {
  const { node, names } = wanted;
  const definition = definitionOf(node);
  const known = node.platform === 'unknown' ? undefined : machineOf(definition.id, node);
  if (known) return knownMachine(wanted, definition, known);
  return {
    type: 'qemu',
    properties: { ...machineProperties, hda_disk_image: '', ram: 512, adapters: Math.max(1, names.length) },
    customAdapters: customAdapters(names),
    names: unchanged,
    ...(node.model.startsWith('qemu') ? {} : { standsFor: node.model }),
  };
}

function knownMachine({ names, isUsed }: Wanted, { id, standsFor }: Definition, { images, ram }: Machine): Gns3Kind {
  const naming = nodeDefinitions[id]?.ports;
  const fitted = naming ? fit(names, { naming, most: 64 }, isUsed).ports : [];
  const adapters = Math.max(0, names.length - 1, ...fitted.map(({ slot }) => slot));
  const [image] = Object.values(images);
  return {
    type: 'qemu',
    properties: { ...machineProperties, ...images, ram, adapters: 1 + adapters },
    ...(naming ? portNames(naming, 1 + adapters) : { customAdapters: customAdapters(names) }),
    names: new Map(fitted.map(({ from, name }) => [from, name])),
    ...present({ image, standsFor }),
  };
}

/** A format of GNS3 knows one name beside it: where a device has more, each adapter is named. */
function portNames(naming: PortNaming, adapters: number): Pick<Gns3Kind, 'naming' | 'customAdapters'> {
  const { format, first, segment, reserved } = naming;
  if (reserved)
    return { customAdapters: customAdapters(Array.from({ length: adapters }, (_, one) => portName(naming, one))) };
  return { naming: { port_name_format: format, first_port_name: first ?? null, port_segment_size: segment ?? 0 } };
}

/** Names that GNS3 would not give by itself. */
function customAdapters(names: readonly string[]): { adapter_number: number; port_name: string }[] {
  const usual = { format: 'Ethernet{0}' };
  if (names.every((name, index) => name === portName(usual, index))) return [];
  return names.map((port_name, adapter_number) => ({ adapter_number, port_name }));
}
