import type { TopologyInterface, TopologyNode } from '../../lab/topology.ts';
import type { Field } from '../field.ts';
import { releaseOfImage } from '../release.ts';
import type { Source } from '../importer.ts';
import { withUniqueNames } from '../nodes.ts';
import { present } from '../present.ts';
import { nodeKind } from './node-kinds.ts';
import { circuitsOf } from './other-ports.ts';
import type { NodePorts, Port } from './ports.ts';
import { startConfiguration } from './start-configuration.ts';

/** A node with its interfaces by the numbers that links use. */
export class Gns3Node {
  readonly #names = new Map<string, string>();
  readonly #taken: Set<string>;

  constructor(
    readonly node: TopologyNode,
    private readonly ports: NodePorts,
  ) {
    this.#taken = new Set(node.interfaces.map(({ name }) => name));
    ports.ports.forEach((port, index) => this.#names.set(keyOf(port), node.interfaces[index]?.name ?? ''));
  }

  interfaceAt(place: PortPlace): string | undefined {
    return this.#names.get(keyOf(place));
  }

  /** Names a port that the properties of the node do not list, and adds an interface unless there is one so named. */
  add(place: PortPlace, label: string | undefined): { name: string; isNew: boolean } {
    const name = this.ports.nameOf(place.adapter, place.port, label);
    const isNew = !this.#taken.has(name);
    if (isNew) this.node.interfaces.push({ name });
    this.#taken.add(name);
    this.#names.set(keyOf(place), name);
    return { name, isNew };
  }
}

export type PortPlace = Pick<Port, 'adapter' | 'port'>;

function keyOf({ adapter, port }: PortPlace): string {
  return `${adapter}/${port}`;
}

export function readNode(field: Field, id: string, source: Source): Gns3Node {
  const type = field.get('node_type').name() ?? 'unknown';
  const kind = nodeKind(type);
  const properties = field.get('properties');
  const device = kind.device(properties, field);
  const ports = kind.ports(field, device);
  const configuration = startConfiguration(field, type, source);
  const release = kind
    .images?.(properties)
    .map(releaseOfImage)
    .find((one) => one !== undefined);
  const circuits = circuitsOf(properties);
  const node: TopologyNode = {
    id,
    name: nameOf(field, id),
    platform: device.platform,
    model: kind.model?.(properties) ?? (device.name === undefined ? type : `${type} ${device.name}`),
    interfaces: withUniqueNames(ports.ports.map(interfaceOf), field),
    position: { x: field.get('x').number() ?? 0, y: field.get('y').number() ?? 0 },
    ...present({ release, configuration, circuits }),
  };
  return new Gns3Node(node, ports);
}

function nameOf(field: Field, id: string): string {
  const name = field.get('name').name() ?? field.get('label').get('text').name();
  if (name !== undefined) return name;
  field.complain('error', `the node has no name; it is imported as ${JSON.stringify(id)}`, 'give it a name');
  return id;
}

function interfaceOf({ name, mac, vlan }: Port): TopologyInterface {
  return { name, ...(mac !== undefined && { mac }), ...(vlan && { vlan }) };
}
