import type { TopologyInterface, TopologyNode } from '../../lab/topology.ts';
import type { Device } from '../devices.ts';
import type { Field } from '../field.ts';
import { withUniqueNames } from '../nodes.ts';
import { portName } from '../port-naming.ts';
import { deviceOfDefinition } from './node-definitions.ts';
import { releaseOfImage } from '../release.ts';
import { startConfiguration } from './start-configuration.ts';

/** A node with its interfaces by the ids that links use. */
export class CmlNode {
  readonly #taken: Set<string>;
  /** All slots before this one have a name that is taken. */
  #slot = 0;

  /** @param names interface names by interface id */
  constructor(
    readonly node: TopologyNode,
    readonly names: Map<string, string>,
    private readonly device: Device,
  ) {
    this.#taken = new Set(node.interfaces.map(({ name }) => name));
  }

  /** Adds an interface that the node does not list, by the next name of the device that is free. */
  add(id: string | undefined): string {
    while (this.#taken.has(slotName(this.device, this.#slot))) this.#slot++;
    const name = slotName(this.device, this.#slot);
    this.#taken.add(name);
    this.node.interfaces.push({ name });
    if (id !== undefined) this.names.set(id, name);
    return name;
  }
}

/** @param loose interfaces that the document lists apart from their nodes, as answers of the CML API do */
export function readNode(field: Field, id: string, loose: readonly Field[]): CmlNode {
  const data = dataOf(field);
  const definition = data.get('node_definition').name();
  if (definition === undefined) data.get('node_definition').complain('warning', 'expected a node definition');
  const device = deviceOf(definition ?? '');
  const release = releaseOfImage(data.get('image_definition').text() ?? '');
  const ports = inPortOrder([...data.get('interfaces').items(), ...loose]);
  const interfaces = withUniqueNames(
    ports.map((port, index) => readInterface(port, device, index)),
    data,
  );
  const node: TopologyNode = {
    id,
    name: nameOfNode(data, id),
    platform: device.platform,
    model: definition ?? 'unknown',
    interfaces,
    position: { x: data.get('x').number() ?? 0, y: data.get('y').number() ?? 0 },
    ...(release === undefined ? {} : { release }),
    ...configurationOf(data, device),
  };
  return new CmlNode(node, namesById(ports, interfaces), device);
}

/** Answers of the CML API keep the values of a node or interface in a map of their own. */
function dataOf(field: Field): Field {
  const data = field.get('data');
  return data.isPresent ? data : field;
}

function deviceOf(definition: string): Device {
  return deviceOfDefinition(definition) ?? { platform: 'unknown' };
}

/** The configuration of a switch or connector is a setting of CML, not something that a node starts with. */
function configurationOf(data: Field, { platform }: Device): { configuration?: string } {
  const text = platform === 'switch' || platform === 'cloud' ? undefined : startConfiguration(data);
  return text === undefined ? {} : { configuration: text };
}

function nameOfNode(data: Field, id: string): string {
  const name = data.get('label').name();
  if (name !== undefined) return name;
  data.get('label').complain('error', `expected a label; the node is imported as ${JSON.stringify(id)}`, 'give it one');
  return id;
}

interface Port {
  field: Field;
  data: Field;
  slot: number | undefined;
}

/** Loopbacks, which have no slot, then the ports by their slots. */
function inPortOrder(fields: readonly Field[]): Port[] {
  const ports = fields.map((field): Port => {
    const data = dataOf(field);
    return { field, data, slot: data.get('slot').count() };
  });
  return ports.toSorted((a, b) => (a.slot ?? -1) - (b.slot ?? -1));
}

function readInterface({ data, slot }: Port, device: Device, index: number): TopologyInterface {
  const mac = macOf(data.get('mac_address'));
  const name = data.get('label').name() ?? nameWithoutLabel(data, device, slot ?? index);
  return { name, ...(mac === undefined ? {} : { mac }) };
}

function nameWithoutLabel(data: Field, device: Device, slot: number): string {
  const isLoopback = data.get('type').name() === 'loopback';
  const name = isLoopback ? 'Loopback0' : slotName(device, slot);
  data.get('label').complain('error', `expected a label; the interface is imported as ${name}`, 'give it one');
  return name;
}

/** The name that the device itself gives to a slot. */
function slotName(device: Device, slot: number): string {
  return portName(device.ports ?? { format: 'port{0}' }, slot);
}

function macOf(field: Field): string | undefined {
  const text = field.text();
  const digits = text?.replace(/[:.-]/g, '').toLowerCase();
  if (!digits) return undefined;
  if (/^[0-9a-f]{12}$/.test(digits)) return digits.match(/../g)?.join(':');
  field.complain('warning', `expected a MAC address, found ${JSON.stringify(text)}; it is left out`);
  return undefined;
}

function namesById(ports: readonly Port[], interfaces: readonly TopologyInterface[]): Map<string, string> {
  const names = new Map<string, string>();
  ports.forEach(({ field }, index) => {
    const id = field.get('id').name();
    if (id === undefined) field.complain('warning', 'the interface has no id: no link can name it');
    else if (names.has(id)) field.complain('error', `two interfaces of the node have the id ${JSON.stringify(id)}`);
    else names.set(id, interfaces[index]?.name ?? '');
  });
  return names;
}
