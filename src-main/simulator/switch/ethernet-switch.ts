/**
 * A switch with VLANs: it learns in each of them which station is behind which port, floods what it does not know, keeps
 * the VLANs apart on trunks by tags, and blocks what would close a loop. It knows no command line.
 *
 * Not simulated: DTP and VTP (no port becomes a trunk by itself, no VLAN comes from elsewhere), bundles of links, several
 * VLANs in one tree.
 */
import { hexOf } from '../../base/bytes.ts';
import type { Clock } from '../../base/clock.ts';
import type { Plug } from '../network/link.ts';
import { emitBpdu, isOfSpanningTree, parseBpdu, type Bpdu } from '../wire/bpdu.ts';
import { SpanningTree, type TreePort } from './spanning-tree.ts';
import type { SwitchPort } from './switch-port.ts';
import { TreeSettings } from './tree-settings.ts';

export interface Vlan {
  name: string;
  isShutdown: boolean;
}

interface Station {
  readonly vlan: number;
  readonly mac: string;
  readonly port: SwitchPort;
  seen: number;
}

interface EthernetSwitchOptions {
  readonly clock: Clock;
  /** The switch's own address, the lowest of its ports. */
  readonly mac: Uint8Array;
  /** What ports and VLANs carry has changed. */
  readonly changed: () => void;
}

/** Milliseconds after which a station that is silent is forgotten. */
const ageingTime = 300_000;
/** Nobody types at a switch before its ports have come up: what a tree needs at the start is not waited for. */
const startTime = 50;

export class EthernetSwitch {
  readonly vlans = new Map<number, Vlan>([[1, { name: 'default', isShutdown: false }]]);
  readonly ports = new Map<string, SwitchPort>();
  readonly trees = new Map<number, SpanningTree>();
  readonly treeSettings = new TreeSettings();
  readonly mac: Uint8Array;
  readonly #stations = new Map<string, Station>();
  readonly #inner = new Map<number, { plug: Plug; mac: string }>();
  readonly #startedAt: number;
  #isHalted = false;

  constructor(private readonly options: EthernetSwitchOptions) {
    this.mac = options.mac;
    this.#startedAt = options.clock.now();
  }

  addPort(port: SwitchPort): void {
    this.ports.set(port.name, port);
  }

  plugIn(name: string, cable: Plug): void {
    const port = this.ports.get(name);
    if (!port) return;
    port.cable = cable;
    cable.onFrame = (bytes) => this.#receive(port, bytes);
  }

  /** A plug for the interface of a VLAN, whose station has this address. */
  joinVlan(vlan: number, mac: Uint8Array): Plug {
    const plug: Plug = {
      send: (frame) => this.#forward(frame, vlan, undefined),
      onFrame: () => undefined,
    };
    this.#inner.set(vlan, { plug, mac: hexOf(mac) });
    return plug;
  }

  leaveVlan(vlan: number): void {
    this.#inner.delete(vlan);
  }

  /** Whether a VLAN has a port that carries frames: its interface is up then. */
  isActive(vlan: number): boolean {
    return this.#works(vlan) && [...this.ports.values()].some((port) => this.isForwarding(port, vlan));
  }

  isForwarding(port: SwitchPort, vlan: number): boolean {
    const state = this.trees.get(vlan)?.places.get(port.name)?.state;
    return port.isUp && port.carries(vlan) && (state === 'forwarding' || !this.treeSettings.isOn(vlan));
  }

  /** Stations that were heard lately, by VLAN. */
  get stations(): Station[] {
    const now = this.options.clock.now();
    const fresh = [...this.#stations.values()].filter(({ seen }) => now - seen < ageingTime);
    return fresh.sort((a, b) => a.vlan - b.vlan || a.mac.localeCompare(b.mac));
  }

  forget(): void {
    this.#stations.clear();
  }

  /** After every change to VLANs, ports and trees. */
  refresh(): void {
    if (this.#isHalted) return;
    for (const [vlan, tree] of this.trees) {
      if (this.#works(vlan) && this.treeSettings.isOn(vlan)) continue;
      tree.stop();
      this.trees.delete(vlan);
    }
    for (const vlan of this.vlans.keys()) if (this.#works(vlan)) this.#refreshTree(vlan);
    this.#forgetLost();
  }

  #forgetLost(): void {
    for (const [key, { vlan, port }] of this.#stations) {
      if (!port.isUp || !port.carries(vlan) || !this.#works(vlan)) this.#stations.delete(key);
    }
  }

  /** It stops as if its power were cut. */
  halt(): void {
    this.#isHalted = true;
    for (const tree of this.trees.values()) tree.stop();
    this.trees.clear();
  }

  #works(vlan: number): boolean {
    return this.vlans.get(vlan)?.isShutdown === false;
  }

  #refreshTree(vlan: number): void {
    if (!this.treeSettings.isOn(vlan)) return;
    const bridge = { priority: this.treeSettings.priorityOf(vlan), mac: this.mac };
    const ports = [...this.ports.values()].filter((port) => port.isUp && port.carries(vlan));
    const tree = this.trees.get(vlan) ?? this.#plant(vlan);
    tree.setPorts(
      ports.map((port) => this.treeSettings.placeOf(port)),
      bridge,
    );
  }

  #plant(vlan: number): SpanningTree {
    const { clock, changed } = this.options;
    const isStarting = (): boolean => clock.now() - this.#startedAt < startTime;
    const tree = new SpanningTree(
      { priority: this.treeSettings.priorityOf(vlan), mac: this.mac },
      {
        clock,
        forwardDelay: () => (isStarting() ? startTime / 2 : this.treeSettings.forwardDelay),
        isRapid: () => this.treeSettings.isRapid,
        send: (port, bpdu) => this.#sendBpdu(port, bpdu, vlan),
        changed: () => {
          this.#forgetVlan(vlan);
          changed();
        },
      },
    );
    this.trees.set(vlan, tree);
    return tree;
  }

  #forgetVlan(vlan: number): void {
    for (const [key, station] of this.#stations) if (station.vlan === vlan) this.#stations.delete(key);
  }

  #sendBpdu({ name }: TreePort, bpdu: Bpdu, vlan: number): void {
    const port = this.ports.get(name);
    port?.send(emitBpdu(port.mac, bpdu, port.hasTag(vlan) ? vlan : undefined), vlan);
  }

  #receive(port: SwitchPort, bytes: Uint8Array): void {
    if (port.isRouted) return port.inner.onFrame(bytes);
    if (!port.isUp || bytes.length < 14) return;
    port.countInput(bytes);
    const classified = port.classify(bytes);
    if (!classified || !this.#works(classified.vlan)) return;
    const { vlan, frame } = classified;
    if (isOfSpanningTree(frame)) return this.#heed(port, vlan, frame);
    // What bridges and neighbours tell each other goes no further (IEEE 802.1D clause 7.12.6; CDP).
    if (isForNeighbours(frame) || !this.isForwarding(port, vlan)) return;
    this.#learn(frame, vlan, port);
    this.#forward(frame, vlan, port);
  }

  #heed(port: SwitchPort, vlan: number, frame: Uint8Array): void {
    const bpdu = parseBpdu(frame);
    if (bpdu) this.trees.get(vlan)?.receive(port.name, bpdu);
  }

  #learn(frame: Uint8Array, vlan: number, port: SwitchPort): void {
    const mac = hexOf(frame.subarray(6, 12));
    this.#stations.set(`${vlan} ${mac}`, { vlan, mac, port, seen: this.options.clock.now() });
  }

  /** @param from undefined for what the switch itself sends */
  #forward(frame: Uint8Array, vlan: number, from: SwitchPort | undefined): void {
    if (!this.#works(vlan)) return;
    const destination = hexOf(frame.subarray(0, 6));
    if (from && this.#deliver(frame, vlan, destination)) return;
    for (const port of this.#portsTo(frame, vlan, destination)) {
      if (port !== from && this.isForwarding(port, vlan)) port.send(frame, vlan);
    }
  }

  /** To the interface of the VLAN. True when it is for nobody else. */
  #deliver(frame: Uint8Array, vlan: number, destination: string): boolean {
    const inner = this.#inner.get(vlan);
    const isItsOwn = inner?.mac === destination;
    if (isItsOwn || isForMany(frame)) inner?.plug.onFrame(frame);
    return isItsOwn;
  }

  #portsTo(frame: Uint8Array, vlan: number, destination: string): Iterable<SwitchPort> {
    const known = isForMany(frame) ? undefined : this.#stations.get(`${vlan} ${destination}`);
    const isFresh = known !== undefined && this.options.clock.now() - known.seen < ageingTime;
    return isFresh ? [known.port] : this.ports.values();
  }
}

const isForMany = (frame: Uint8Array): boolean => ((frame[0] ?? 0) & 1) === 1;

function isForNeighbours(frame: Uint8Array): boolean {
  const group = hexOf(frame.subarray(0, 6));
  return group.startsWith('0180c20000') || group === '01000ccccccc';
}
