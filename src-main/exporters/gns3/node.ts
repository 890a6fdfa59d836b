/** A node of the project, and the numbers by which links name its ports: those that the importer would read of it. */
import { Report } from '../../importers/complaint.ts';
import { Distinct } from '../../importers/distinct.ts';
import { Field } from '../../importers/field.ts';
import { nodeKind } from '../../importers/gns3/node-kinds.ts';
import type { LinkEnd, Topology, TopologyNode } from '../../lab/topology.ts';
import type { CompanionFile } from '../exported.ts';
import { configuredInterfaces } from '../renaming.ts';
import { listed, type Shortfalls } from '../shortfalls.ts';
import { configurationFor } from './configuration.ts';
import { kindOf, type Gns3Kind, type Wanted } from './kinds.ts';
import { uuidOf } from './uuid.ts';

export interface Place {
  node_id: string;
  adapter_number: number;
  port_number: number;
  name: string;
}

interface Surroundings {
  shortfalls: Shortfalls;
  /** Start configurations by node id. */
  configurations: Readonly<Record<string, string>>;
}

export class Gns3Nodes {
  readonly list: object[] = [];
  readonly files: CompanionFile[] = [];
  readonly images = new Set<string>();
  readonly #places = new Map<string, Place>();
  readonly #used: ReadonlySet<string>;
  readonly #names = new Distinct((name, count) => `${name.slice(0, 56)}-${count}`);
  #routers = 0;

  constructor(
    private readonly topology: Topology,
    private readonly around: Surroundings,
  ) {
    this.#used = new Set(topology.links.flatMap(({ ends }) => ends.map(keyOf)));
    for (const node of topology.nodes) this.#add(node);
  }

  placeOf(end: LinkEnd): Place | undefined {
    return this.#places.get(keyOf(end));
  }

  #add(node: TopologyNode): void {
    const configuration = this.around.configurations[node.id] ?? node.configuration;
    const configured = configuredInterfaces(configuration);
    const names = node.interfaces.map(({ name }) => name).filter((name) => !/^loopback\d*$/i.test(name));
    const isUsed = (name: string): boolean =>
      this.#used.has(keyOf({ node: node.id, interface: name })) || configured.has(name);
    const wanted: Wanted = { node, names, isUsed, configuration };
    const kind = kindOf(wanted);
    const id = uuidOf(this.topology.name, node.id);
    const written = this.#written(node, kind, id);
    this.#report(node, kind);
    this.#place(wanted, kind, id, written);
    this.#configure(wanted, kind, id, written);
    if (kind.image !== undefined) this.images.add(kind.image);
    this.list.push(written);
  }

  #written(node: TopologyNode, kind: Gns3Kind, id: string): Record<string, unknown> {
    const name = this.#nameOf(node, kind.type);
    const numberKey = numberKeys[kind.type];
    const number = numberKey === undefined ? {} : { [numberKey]: ++this.#routers };
    return {
      compute_id: 'local',
      console: null,
      console_type: /^(?:nat|cloud|ethernet_.*|frame_relay_switch|atm_switch)$/.test(kind.type) ? 'none' : 'telnet',
      custom_adapters: kind.customAdapters ?? [],
      first_port_name: null,
      label: { rotation: 0, style: null, text: name, x: null, y: -25 },
      name,
      node_id: id,
      node_type: kind.type,
      port_name_format: 'Ethernet{0}',
      port_segment_size: 0,
      ...(kind.type === 'iou' && { port_name_format: 'Ethernet{segment0}/{port0}', port_segment_size: 4 }),
      ...kind.naming,
      properties: { ...kind.properties, ...number },
      symbol: symbols[kind.type] ?? ':/symbols/computer.svg',
      x: Math.round(node.position.x),
      y: Math.round(node.position.y),
      z: 1,
    };
  }

  /** Host names: letters, digits and dashes, where the emulator makes one of the node's name. */
  #nameOf({ id, name }: TopologyNode, type: string): string {
    const isHostName = ['dynamips', 'iou', 'qemu', 'docker', 'vpcs'].includes(type);
    const fit = isHostName
      ? name
          .replace(/[^A-Za-z0-9-]+/g, '-')
          .replace(/^[-\d]+(?=.)|-+$/g, '')
          .slice(0, 63)
      : name;
    const given = this.#names.take(fit || `node-${this.list.length + 1}`);
    if (given !== name) this.around.shortfalls.add(`the node ${name} is called ${given}`, id);
    return given;
  }

  #report({ id, name, release }: TopologyNode, { standsFor, type, names }: Gns3Kind): void {
    const { shortfalls } = this.around;
    const was = `${standsFor ?? ''}${release === undefined ? '' : ` with ${release}`}`;
    if (standsFor !== undefined) shortfalls.add(`${name} (${was}) is there as ${type}`, id);
    const changed = [...names].filter(([from, to]) => from !== to && type !== 'nat' && !type.startsWith('ethernet'));
    if (changed.length > 0)
      shortfalls.add(`interfaces of ${name} have other names: ${listed(changed.map((pair) => pair.join(' is ')))}`, id);
  }

  #place({ node, names, isUsed }: Wanted, kind: Gns3Kind, id: string, written: Record<string, unknown>): void {
    const field = new Field(written, new Report());
    const emulator = nodeKind(kind.type);
    const table = emulator.ports(field, emulator.device(field.get('properties'), field)).ports;
    const byName = new Map(table.map((port) => [port.name, port]));
    const lost: string[] = [];
    for (const from of names) {
      const port = byName.get(kind.names.get(from) ?? from);
      if (!port) lost.push(from);
      else
        this.#places.set(keyOf({ node: node.id, interface: from }), {
          node_id: id,
          adapter_number: port.adapter,
          port_number: port.port,
          name: port.name,
        });
    }
    const missed = lost.filter(isUsed);
    if (missed.length > 0)
      this.around.shortfalls.add(
        `${node.name}: ${kind.type} has no port for ${listed(missed)}; their links are left out`,
        node.id,
      );
  }

  #configure({ node, configuration }: Wanted, kind: Gns3Kind, id: string, written: Record<string, unknown>): void {
    if (configuration === undefined) return;
    const { dynamips_id: number } = written.properties as { dynamips_id?: number };
    const placed = configurationFor(node, configuration, kind, { id, number, name: String(written.name) });
    this.files.push(...(placed.files ?? []));
    if (placed.shortfall !== undefined) this.around.shortfalls.add(placed.shortfall, node.id);
  }
}

/** Routers are numbered in their project, and their files by it. */
const numberKeys: Readonly<Record<string, string>> = { dynamips: 'dynamips_id', iou: 'application_id' };

const symbols: Readonly<Record<string, string>> = {
  dynamips: ':/symbols/router.svg',
  iou: ':/symbols/router.svg',
  qemu: ':/symbols/qemu_guest.svg',
  docker: ':/symbols/docker_guest.svg',
  vpcs: ':/symbols/vpcs_guest.svg',
  ethernet_switch: ':/symbols/ethernet_switch.svg',
  ethernet_hub: ':/symbols/hub.svg',
  frame_relay_switch: ':/symbols/frame_relay_switch.svg',
  atm_switch: ':/symbols/atm_switch.svg',
  cloud: ':/symbols/cloud.svg',
  nat: ':/symbols/cloud.svg',
};

function keyOf(end: LinkEnd): string {
  return `${end.node}\n${end.interface}`;
}
