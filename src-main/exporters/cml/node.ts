import type { LinkEnd, Topology, TopologyNode } from '../../lab/topology.ts';
import { Distinct } from '../../importers/distinct.ts';
import { fit, type Fit, type Fitted } from '../fitting.ts';
import { configuredInterfaces, renamed, withoutSerialLines } from '../renaming.ts';
import { listed, type Shortfalls } from '../shortfalls.ts';
import type { YamlValue } from '../yaml-text.ts';
import type { Canvas } from './canvas.ts';
import { definitionOf, type Definition } from './definitions.ts';
import { hostScript } from './host-configuration.ts';

const longestLabel = 128;

interface Surroundings {
  canvas: Canvas;
  shortfalls: Shortfalls;
  /** Start configurations by node id. */
  configurations: Readonly<Record<string, string>>;
}

/** Where a link ends, by the ids of the file. */
interface Place {
  node: string;
  port: string;
  label: string;
}

/** The nodes of the file, and the way from the topology's ends of links to them. */
export class CmlNodes {
  readonly list: YamlValue[] = [];
  readonly #places = new Map<string, Place>();
  readonly #used: ReadonlySet<string>;
  /** CML tells nodes apart by their labels: in consoles, in testbeds. */
  readonly #labels = new Distinct((label, count) => `${label.slice(0, longestLabel - 6)}-${count}`);

  constructor(
    topology: Topology,
    private readonly around: Surroundings,
  ) {
    this.#used = new Set(topology.links.flatMap(({ ends }) => ends.map(keyOf)));
    for (const node of topology.nodes) this.#add(node);
  }

  placeOf(end: LinkEnd): Place | undefined {
    return this.#places.get(keyOf(end));
  }

  #add(node: TopologyNode): void {
    const definition = definitionOf(node);
    const configuration = this.around.configurations[node.id] ?? node.configuration;
    const fitted = this.#fit(node, definition, configuration);
    this.#report(node, definition, fitted);
    const loopbacks = node.interfaces.filter(({ name }) => isLoopback(name)).map(({ name }) => name);
    this.#write(node, definition, {
      loopbacks,
      ports: fitted.ports,
      configuration: this.#configurationOf(node, definition, fitted, configuration),
    });
    if (definition.id === 'external_connector') for (const name of fitted.lost) this.#addConnector(node, name);
  }

  #fit(node: TopologyNode, { id, ports }: Definition, configuration: string | undefined): Fit {
    const names = node.interfaces.map(({ name }) => name).filter((name) => !isLoopback(name));
    const asTheyAre = { ports: names.map((name, slot) => ({ from: name, name, slot })), lost: [] };
    if (!ports) return asTheyAre;
    const configured = configuredInterfaces(configuration);
    const fitted = fit(
      names,
      ports,
      (name) => this.#used.has(keyOf({ node: node.id, interface: name })) || configured.has(name),
    );
    // A definition of that name calls its ports otherwise than ours does: there it knows better ("ens2" of an Ubuntu).
    const isOther = node.model === id && fitted.ports.every(({ from, name }) => from !== name);
    return isOther ? asTheyAre : fitted;
  }

  #report(node: TopologyNode, { id, standsFor }: Definition, { ports, lost }: Fit): void {
    const { shortfalls } = this.around;
    if (standsFor !== undefined) {
      const release = node.release === undefined ? '' : ` with ${node.release}`;
      shortfalls.add(`${node.name} (${standsFor}${release}) is there as ${id}`, node.id);
    } else if (node.release !== undefined)
      shortfalls.add(
        `${node.name} gets CML's own image of ${id}: that it ran ${node.release} is not in the file`,
        node.id,
      );
    this.#reportPorts(node, id, { ports, lost });
  }

  #reportPorts(node: TopologyNode, id: string, { ports, lost }: Fit): void {
    const { shortfalls } = this.around;
    const changed = ports.filter(({ from, name }) => from !== name);
    if (changed.length > 0 && node.platform !== 'switch' && node.platform !== 'cloud')
      shortfalls.add(
        `interfaces of ${node.name} have other names: ${listed(changed.map(({ from, name }) => `${from} is ${name}`))}`,
        node.id,
      );
    if (node.interfaces.some(({ vlan }) => vlan))
      shortfalls.add(`${node.name} is there as ${id}, which has no VLANs: it joins all of its ports`, node.id);
    const serial = changed.filter(({ from }) => isSerial(from)).map(({ from }) => from);
    if (serial.length > 0) shortfalls.add(`serial lines of ${node.name} are Ethernet: ${listed(serial)}`, node.id);
    if (lost.length > 0 && id !== 'external_connector')
      shortfalls.add(`${node.name}: ${id} has no port for ${listed(lost)}; their links are left out`, node.id);
  }

  #configurationOf(
    node: TopologyNode,
    { id }: Definition,
    { ports }: Fit,
    configuration: string | undefined,
  ): YamlValue {
    const { shortfalls } = this.around;
    if (id === 'external_connector') return [{ name: 'default', content: 'NAT' }];
    if (configuration === undefined || id === 'unmanaged_switch') return [];
    if (node.platform === 'vpcs') {
      const { text, lost } = hostScript(configuration, node.name);
      if (lost.length > 0) shortfalls.add(`${node.name} starts without: ${listed(lost)}`, node.id);
      return text;
    }
    const changed = ports.filter(({ from, name }) => from !== name);
    const serial = new Set(changed.filter(({ from }) => isSerial(from)).map(({ from }) => from));
    const { text, removed } = withoutSerialLines(configuration, serial);
    if (removed.length > 0)
      shortfalls.add(`lines for serial interfaces of ${node.name} are left out: ${listed(removed)}`, node.id);
    return renamed(text, new Map(changed.map(({ from, name }) => [from, name])));
  }

  #write(node: TopologyNode, { id }: Definition, inner: Inner): void {
    const fileId = `n${this.list.length}`;
    const loopbacks = inner.loopbacks.map((label) => ({ label, type: 'loopback' }));
    const ports = inner.ports.map(({ name, slot }) => ({ label: name, type: 'physical', slot }));
    this.list.push({
      id: fileId,
      label: this.#labelOf(node),
      node_definition: id,
      ...this.around.canvas.place(node.position),
      configuration: inner.configuration,
      tags: [],
      interfaces: [...loopbacks, ...ports].map((one, index) => ({ id: `i${index}`, ...one })),
    });
    inner.ports.forEach(({ from, name }, index) =>
      this.#places.set(keyOf({ node: node.id, interface: from }), {
        node: fileId,
        port: `i${loopbacks.length + index}`,
        label: `${node.name}-${name}`,
      }),
    );
  }

  #labelOf({ id, name }: TopologyNode): string {
    const label = this.#labels.take(name.slice(0, longestLabel));
    if (label !== name) this.around.shortfalls.add(`the node ${name} is called ${label}`, id);
    return label;
  }

  /** An external connector has one port: each further one in use is a connector of its own. */
  #addConnector(node: TopologyNode, name: string): void {
    const label = `${node.name} ${name}`;
    const position = { x: node.position.x + 40, y: node.position.y + 40 };
    this.#write(
      { ...node, name: label, position },
      { id: 'external_connector' },
      {
        loopbacks: [],
        ports: [{ from: name, name: 'port', slot: 0 }],
        configuration: [{ name: 'default', content: 'NAT' }],
      },
    );
    this.around.shortfalls.add(
      `${name} of ${node.name} is there as an external connector of its own, ${label}`,
      node.id,
    );
  }
}

interface Inner {
  loopbacks: readonly string[];
  ports: readonly Fitted[];
  configuration: YamlValue;
}

function keyOf(end: LinkEnd): string {
  return `${end.node}\n${end.interface}`;
}

function isLoopback(name: string): boolean {
  return /^loopback\d*$/i.test(name);
}

function isSerial(name: string): boolean {
  return /^(?:Serial|POS|ATM|BRI)\d/.test(name);
}
