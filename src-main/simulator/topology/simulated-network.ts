/** A topology brought to life: its routers boot, its cables carry frames, and what cannot be simulated is listed. */
import { bytesOfHex } from '../../base/bytes.ts';
import { Emitter } from '../../base/emitter.ts';
import { seededRandom, type Random } from '../../base/random.ts';
import type { LinkEnd, Topology, TopologyInterface, TopologyNode } from '../../lab/topology.ts';
import { Host } from '../host/host.ts';
import { AsaFirewall } from '../asa/asa-firewall.ts';
import { IosRouter, type AcceptedLine } from '../ios/ios-router.ts';
import { Bridge } from '../network/bridge.ts';
import { Link, type Plug } from '../network/link.ts';
import type { Router } from '../router/router.ts';
import { VirtualClock } from '../network/virtual-clock.ts';
import type { Device } from './device.ts';
import { reasonAgainst } from './reason-against.ts';
import { placeOfUplink, uplinkName } from './uplinks.ts';

export interface NetworkPlan {
  topology: Topology;
  /** By node id: what the router starts with, in place of what the topology file carries. */
  configurations: Readonly<Record<string, string>>;
  /** Lines typed since, by node id: the router takes them up after its start configuration. */
  journal: Readonly<Record<string, readonly AcceptedLine[]>>;
  /** Everything random follows from it. */
  seed: string;
  /** Interfaces that are joined to the outside: free ones, or ends of a cable whose other end does not run. */
  uplinks?: readonly LinkEnd[];
}

/** A node that stays out of the running network, or a line of configuration that its router refused. */
export type Shortfall =
  | { kind: 'node'; node: string; name: string; reason: string }
  | { kind: 'line'; node: string; name: string; number: number; text: string; reason: string };

/** By the names of the ports. */
type Vlans = ReadonlyMap<string, TopologyInterface['vlan']>;

type Running =
  | { kind: 'device'; device: Device }
  | { kind: 'outside'; name: string }
  | { kind: 'switch'; bridge: Bridge; vlans: Vlans };

export class SimulatedNetwork {
  readonly clock = new VirtualClock();
  /** Every node with a command line, by its id. */
  readonly devices = new Map<string, Device>();
  /** Those of them that are IOS routers. */
  readonly routers = new Map<string, IosRouter>();
  /** By the link's id in the topology: those whose two ends both run. */
  readonly links = new Map<string, Link>();
  /** The outer ends of uplinks, by their names. */
  readonly uplinks = new Map<string, Plug>();
  readonly shortfalls: Shortfall[] = [];
  /** A configuration line that a router took, from whatever line it was typed on. */
  readonly accepted = new Emitter<{ node: string; entry: AcceptedLine }>();
  readonly busyChanged = new Emitter<boolean>();
  readonly #random: Random;
  /** What tells the cards of this network from those of another one that it is joined to. */
  readonly #batch: number;

  private constructor(
    private readonly plan: NetworkPlan,
    private readonly started: (router: Router) => void,
  ) {
    this.#random = seededRandom(plan.seed);
    this.#batch = this.#random.fork('cards').int(0x1_0000);
  }

  /**
   * Builds the network and boots its routers; the clock has not moved when this returns.
   * @param started called with every router before it sends anything, and with the one that takes its place in a reload
   */
  static async start(plan: NetworkPlan, started: (router: Router) => void): Promise<SimulatedNetwork> {
    const network = new SimulatedNetwork(plan, started);
    const running = new Map<string, Running>();
    for (const [index, node] of plan.topology.nodes.entries()) {
      const made = network.#make(node, index);
      if (made) running.set(node.id, made);
    }
    network.#connect(running);
    for (const node of plan.topology.nodes) await network.#boot(node);
    return network;
  }

  /** Whether some command at some console waits for time to pass. */
  get isBusy(): boolean {
    for (const device of this.devices.values()) if (device.isBusy) return true;
    return false;
  }

  #make(node: TopologyNode, index: number): Running | undefined {
    const { id, name, platform } = node;
    if (platform === 'switch') return { kind: 'switch', bridge: new Bridge(this.clock), vlans: vlansOf(node) };
    const reason = reasonAgainst(node);
    if (reason !== undefined) {
      if (this.plan.uplinks?.some((end) => end.node === id)) return undefined;
      this.shortfalls.push({ kind: 'node', node: id, name, reason });
      return undefined;
    }
    const device = this.#assemble(node, index);
    device.configured.on((entry) => this.accepted.emit({ node: id, entry }));
    device.onBusy((isBusy) => this.busyChanged.emit(isBusy));
    this.devices.set(id, device);
    return { kind: 'device', device };
  }

  #assemble(node: TopologyNode, index: number): Device {
    const { id, name, model, release, platform } = node;
    const options = { name, clock: this.clock, random: this.#random.fork(id) };
    const interfaces = portsOf(node, index, this.#batch);
    if (platform === 'linux' || platform === 'vpcs') return new Host({ ...options, kind: platform, interfaces });
    if (platform === 'asa') {
      const firewall = new AsaFirewall({ ...options, hardware: { model, interfaces } });
      firewall.started.on(this.started);
      return firewall;
    }
    const router = new IosRouter({ ...options, hardware: { model, release, interfaces } });
    router.started.on(this.started);
    this.routers.set(id, router);
    return router;
  }

  /** @throws Failure of an uplink that cannot be */
  #connect(running: ReadonlyMap<string, Running>): void {
    const { topology, uplinks = [] } = this.plan;
    const outsides = new Map<string, { side: 0 | 1; name: string }>();
    for (const end of uplinks) {
      const place = placeOfUplink(topology, end, (node) => running.has(node));
      const name = uplinkName(end);
      if (place.kind === 'cable') outsides.set(place.link.id, { side: place.outside, name });
      else this.#plugOut(name, end, running.get(end.node));
    }
    for (const { id, ends, conditions } of topology.links) {
      const outside = outsides.get(id);
      const [a, b] = ends.map(({ node }, side): Running | undefined =>
        outside?.side === side ? { kind: 'outside', name: outside.name } : running.get(node),
      );
      const link = a && b && this.#newLink(id);
      if (!link) continue;
      link.conditions = { ...link.conditions, ...conditions };
      this.#plugIn(a, ends[0].interface, link.a);
      this.#plugIn(b, ends[1].interface, link.b);
    }
  }

  #plugOut(name: string, end: LinkEnd, inner: Running | undefined): void {
    const link = this.#newLink(name);
    if (inner) this.#plugIn(inner, end.interface, link.a);
    this.uplinks.set(name, link.b);
  }

  /** Each link has dice of its own. */
  #newLink(id: string): Link {
    const link = new Link(this.clock, { random: this.#random.fork(`link ${id}`) });
    this.links.set(id, link);
    return link;
  }

  #plugIn(node: Running, interfaceName: string, plug: Plug): void {
    if (node.kind === 'switch') node.bridge.plugIn(plug, node.vlans.get(interfaceName));
    else if (node.kind === 'device') node.device.plugIn(interfaceName, plug);
    else this.uplinks.set(node.name, plug);
  }

  async #boot({ id, name, configuration }: TopologyNode): Promise<void> {
    const device = this.devices.get(id);
    if (!device) return;
    const refused = await device.boot(this.plan.configurations[id] ?? configuration ?? '');
    for (const { number, text, reason } of refused)
      this.shortfalls.push({ kind: 'line', node: id, name, number, text, reason });
    await device.replay(this.plan.journal[id] ?? []);
  }
}

/** Topologies may list loopbacks too: those are made by the configuration. */
function vlansOf({ interfaces }: TopologyNode): Vlans {
  return new Map(interfaces.map(({ name, vlan }) => [name, vlan]));
}

function portsOf({ interfaces }: TopologyNode, node: number, batch: number): { name: string; mac: Uint8Array }[] {
  const cards = interfaces.filter(({ name }) => !/^loopback/i.test(name));
  return cards.map(({ name, mac }, port) => ({ name, mac: macInFile(mac) ?? macOf({ node, batch, port }) }));
}

function macInFile(mac: string | undefined): Uint8Array | undefined {
  return mac && /^([0-9a-f]{2}:){5}[0-9a-f]{2}$/i.test(mac) ? bytesOfHex(mac.replaceAll(':', '')) : undefined;
}

/** As dynamips numbers them: c2, the router, two bytes of the process that runs it, and the port last. */
function macOf({ node, batch, port }: { node: number; batch: number; port: number }): Uint8Array {
  const number = node + 1;
  const process = (batch + (number >>> 8)) & 0xffff;
  return Uint8Array.of(0xc2, number & 0xff, process >>> 8, process & 0xff, (port >>> 8) & 0xff, port & 0xff);
}
