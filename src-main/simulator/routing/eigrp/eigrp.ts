/**
 * An EIGRP process of one router (RFC 7868, classic metric), without sockets or timers of its own: its interfaces and
 * neighbours, and the routes that come of what dual.ts computes and advertising.ts lets be told. Updates, queries and
 * replies go to each neighbour by itself, which the protocol allows; IOS sends them to all of an interface at once. Not
 * here: authentication (which is around it), variance, leak maps.
 */
import { networkOf } from '../../../base/address.ts';
import { u16 } from '../../../base/bytes.ts';
import type { Clock } from '../../../base/clock.ts';
import { Emitter } from '../../../base/emitter.ts';
import { saysSame } from '../../../base/same.ts';
import {
  eigrpFlags,
  eigrpOpcodes,
  emitEigrp,
  parseEigrp,
  type EigrpMessage,
  type EigrpMetric,
  type EigrpParameters,
  type EigrpRoute,
} from '../../wire/eigrp/message.ts';
import { isMalformed } from '../../wire/malformed.ts';
import { EigrpAdvertising } from './advertising.ts';
import type { EigrpConfiguration } from './configuration.ts';
import { Dual } from './dual.ts';
import {
  EigrpInterface,
  hasUsualWeights,
  isFarewell,
  type EigrpInterfaceOwner,
  type EigrpInterfaceParameters,
} from './eigrp-interface.ts';
import {
  distanceOf,
  infiniteMetric,
  metricOfLink,
  metricVia,
  ribScale,
  wideDistanceOf,
  type DistanceOf,
} from './metric.ts';
import { EigrpNeighbour, isInit, type EigrpDownReason, type EigrpNeighbourOwner } from './neighbour.ts';
import { summaryChanges, summaryKey } from './summaries.ts';
import { flagsOfStub } from './stub.ts';
import type { TopologyEntry, WayChange } from './topology.ts';

export interface EigrpOutsideRoute {
  network: number;
  mask: number;
  metric: EigrpMetric;
  /** Where it comes from: the number of the protocol, that of the process, and what it is there. */
  protocol: number;
  autonomousSystem: number;
  externalMetric: number;
  tag: number;
}

export interface EigrpHost {
  readonly clock: Clock;
  readonly routerId: number;
  readonly configuration: EigrpConfiguration;
  send(interfaceName: string, destination: number, payload: Uint8Array): void;
  routesChanged(): void;
}

export interface EigrpLearned {
  network: number;
  mask: number;
  metric: EigrpMetric;
  distance: number;
  isExternal: boolean;
  tag: number;
  /** This router tells it in the place of what is in it, and it leads nowhere here. */
  isSummary: boolean;
  hops: { interfaceName: string; nextHop: number }[];
}

export type EigrpNeighbourEvent = { address: number; interfaceName: string } & (
  { kind: 'up' } | { kind: 'down'; reason: EigrpDownReason } | { kind: 'k-value-mismatch' }
);

/** 224.0.0.10 */
export const allEigrpRouters = 0xe000000a;

export class Eigrp implements EigrpNeighbourOwner, EigrpInterfaceOwner {
  readonly clock: Clock;
  readonly distanceOf: DistanceOf;
  readonly events = new Emitter<EigrpNeighbourEvent>();
  readonly neighbours = new Map<string, EigrpNeighbour>();
  readonly interfaces = new Map<string, EigrpInterface>();
  routes: EigrpLearned[] = [];
  readonly #advertising = new EigrpAdvertising(this);
  readonly #dual: Dual;
  #sequence = 0;
  #isSummarising = false;
  #outside: readonly Omit<EigrpRoute, 'nextHop'>[] = [];

  constructor(private readonly host: EigrpHost) {
    this.clock = host.clock;
    this.distanceOf = this.hasWideMetrics ? wideDistanceOf : distanceOf;
    this.#dual = new Dual({
      clock: this.clock,
      distanceOf: this.distanceOf,
      neighbours: this.neighbours,
      advertising: this.#advertising,
      giveUp: (neighbour) => this.down(neighbour, 'retry limit exceeded'),
    });
  }

  get topology(): ReadonlyMap<string, TopologyEntry> {
    return this.#dual.topology;
  }

  get configuration(): EigrpConfiguration {
    return this.host.configuration;
  }

  /** A named instance counts with more bits. */
  get hasWideMetrics(): boolean {
    return this.configuration.under?.kind === 'name';
  }

  get routerId(): number {
    return this.configuration.routerId ?? this.host.routerId;
  }

  setInterfaces(wanted: readonly EigrpInterfaceParameters[]): void {
    const byName = new Map(wanted.map((parameters) => [parameters.name, parameters]));
    for (const [name, own] of this.interfaces) {
      const parameters = byName.get(name);
      if (parameters && own.differsInTimersAlone(parameters)) own.retime(parameters);
      else this.#removeInterface(own);
    }
    for (const parameters of wanted) if (!this.interfaces.has(parameters.name)) this.#addInterface(parameters);
  }

  setOutside(outside: readonly EigrpOutsideRoute[]): void {
    const router = this.routerId;
    const routes = outside.map(({ network, mask, metric, externalMetric, ...about }) => {
      return { network, mask, metric, external: { router, ...about, metric: externalMetric } };
    });
    if (saysSame(routes, this.#outside)) return;
    const gone = this.#outside.filter(
      (old) => !routes.some((one) => one.network === old.network && one.mask === old.mask),
    );
    this.#outside = routes;
    for (const { network, mask } of gone) this.#change('outside', { network, mask, way: undefined });
    const way = { neighbour: undefined, interfaceName: undefined, reported: 0 };
    for (const { network, mask, ...own } of routes) this.#change('outside', { network, mask, way: { ...way, ...own } });
  }

  /** Undefined where it knows no way. */
  metricTo({ network, mask }: { readonly network: number; readonly mask: number }): EigrpMetric | undefined {
    return this.#dual.entryOf(network, mask)?.best?.metric;
  }

  /** Neighbours are told, so that none of them counts on what this process has said. */
  stop(): void {
    for (const own of this.interfaces.values()) own.sayFarewell();
    this.setInterfaces([]);
  }

  /** `clear ip eigrp neighbors` */
  clear(): void {
    for (const neighbour of [...this.neighbours.values()]) this.down(neighbour, 'peer restarted');
  }

  /** Whether a packet is of this autonomous system, as far as its header says it. */
  isFor(payload: Uint8Array): boolean {
    return payload.length >= 20 && u16(payload, 18) === this.configuration.autonomousSystem;
  }

  receive(interfaceName: string, source: number, payload: Uint8Array): void {
    const message = parseEigrp(payload);
    const own = this.interfaces.get(interfaceName);
    if (isMalformed(message) || !own || own.parameters.isPassive) return;
    if (message.autonomousSystem !== this.configuration.autonomousSystem || source === own.parameters.address) return;
    if (message.opcode === eigrpOpcodes.hello && message.acknowledgement === 0)
      this.#receiveHello(interfaceName, source, message);
    else this.#receiveReliable(this.neighbours.get(keyOf(interfaceName, source)), message);
  }

  nextSequence(): number {
    return ++this.#sequence;
  }

  send(neighbour: EigrpNeighbour, message: Omit<EigrpMessage, 'autonomousSystem'>): void {
    const { autonomousSystem } = this.configuration;
    this.host.send(neighbour.interfaceName, neighbour.address, emitEigrp({ ...message, autonomousSystem }));
  }

  sendHello(interfaceName: string, parameters: EigrpParameters): void {
    const { autonomousSystem } = this.configuration;
    const stub = this.configuration.stub && { stub: flagsOfStub(this.configuration.stub) };
    const about = { opcode: eigrpOpcodes.hello, flags: 0, sequence: 0, acknowledgement: 0, autonomousSystem };
    this.host.send(interfaceName, allEigrpRouters, emitEigrp({ ...about, parameters, ...stub, routes: [] }));
  }

  down(neighbour: EigrpNeighbour, reason: EigrpDownReason): void {
    const { address, interfaceName } = neighbour;
    const key = keyOf(interfaceName, address);
    if (!this.neighbours.delete(key)) return;
    neighbour.end();
    this.events.emit({ kind: 'down', address, interfaceName, reason });
    this.#dual.forget(key);
    this.#install();
  }

  #addInterface(parameters: EigrpInterfaceParameters): void {
    const own = new EigrpInterface(parameters, this);
    const { name } = parameters;
    this.interfaces.set(name, own);
    const metric = metricOfLink(parameters);
    const way = { neighbour: undefined, interfaceName: name, reported: 0, metric, external: undefined };
    if (!parameters.isUnnumbered) this.#connect(parameters, way);
    own.start();
  }

  #removeInterface(own: EigrpInterface): void {
    const { name } = own.parameters;
    this.interfaces.delete(name);
    own.stop();
    for (const neighbour of [...this.neighbours.values()])
      if (neighbour.interfaceName === name) this.down(neighbour, 'interface down');
    this.#connect(own.parameters, undefined);
  }

  #connect({ name, address, mask }: EigrpInterfaceParameters, way: WayChange['way']): void {
    this.#change(`connected ${name}`, { network: networkOf(address, mask), mask, way });
  }

  #receiveHello(interfaceName: string, address: number, { parameters, stub }: EigrpMessage): void {
    if (!parameters) return;
    const key = keyOf(interfaceName, address);
    const known = this.neighbours.get(key);
    if (isFarewell(parameters)) {
      if (known) this.down(known, 'Interface Goodbye received');
      return;
    }
    if (!hasUsualWeights(parameters)) {
      this.events.emit({ kind: 'k-value-mismatch', address, interfaceName });
      return;
    }
    if (known) known.heard(parameters.holdTime, stub);
    else this.#greet(this.#meet({ interfaceName, address }, parameters.holdTime, stub));
  }

  #meet(
    { interfaceName, address }: { readonly interfaceName: string; readonly address: number },
    holdTime: number,
    stub: number | undefined,
  ): EigrpNeighbour {
    const neighbour = new EigrpNeighbour(address, interfaceName, this);
    this.neighbours.set(keyOf(interfaceName, address), neighbour);
    neighbour.heard(holdTime, stub);
    this.events.emit({ kind: 'up', address, interfaceName });
    return neighbour;
  }

  /** An empty packet that asks for everything, then everything. */
  #greet(neighbour: EigrpNeighbour): void {
    neighbour.tell({ opcode: eigrpOpcodes.update, flags: eigrpFlags.init, routes: [] });
    this.#tellAll(neighbour);
  }

  #tellAll(neighbour: EigrpNeighbour): void {
    const entries = [...this.topology.values()].filter(
      (entry) => !entry.isActive && this.#advertising.mayTell(entry, neighbour),
    );
    neighbour.tellRoutes(
      eigrpOpcodes.update,
      entries.map((entry) => this.#advertising.routeFor(entry, neighbour)),
    );
  }

  #receiveReliable(neighbour: EigrpNeighbour | undefined, message: EigrpMessage): void {
    if (!neighbour) return;
    if (isInit(message) && !neighbour.isAnswer(message)) return this.#receiveBeginning(neighbour, message);
    if (neighbour.receive(message) && message.opcode !== eigrpOpcodes.hello) this.#learnAll(neighbour, message);
  }

  /** It asks for everything, and may have asked before. */
  #receiveBeginning(known: EigrpNeighbour, message: EigrpMessage): void {
    const hasRestarted = known.hasBegunBefore(message);
    const neighbour = hasRestarted ? this.#meetAnew(known) : known;
    // Its first beginning that arrives need not be its first: what it has acknowledged it may have forgotten since.
    const isForgetful = hasRestarted || neighbour.hasAcknowledged;
    if (!neighbour.receive(message)) return;
    if (isForgetful) this.#greet(neighbour);
    this.#learnAll(neighbour, message);
  }

  /** It has forgotten what it was told, and what it has told itself need not hold any more. */
  #meetAnew(known: EigrpNeighbour): EigrpNeighbour {
    const holdTime = (known.holdsUntil - this.clock.now()) / 1000;
    this.down(known, 'peer restarted');
    return this.#meet(known, holdTime, known.stub);
  }

  /** What is told before a beginning is of an adjacency that is no more. */
  #learnAll(neighbour: EigrpNeighbour, { opcode, routes }: EigrpMessage): void {
    if (neighbour.awaitsInit) return;
    for (const route of routes) this.#learn(neighbour, opcode, route);
    this.#install();
  }

  #learn(neighbour: EigrpNeighbour, opcode: number, route: EigrpRoute): void {
    const link = this.interfaces.get(neighbour.interfaceName)?.parameters;
    if (!link) return;
    const { address, interfaceName } = neighbour;
    const { network, mask } = route;
    // What this router has told the outside itself comes back: it is no way to anywhere.
    const isOwn = route.external?.router === this.routerId;
    const metric = isOwn ? infiniteMetric : metricVia(route.metric, link);
    const reported = this.distanceOf(route.metric);
    const way = {
      neighbour: { address, interfaceName },
      interfaceName: undefined,
      reported,
      metric,
      external: route.external,
      ...(this.#isOnLink(link, route.nextHop) ? { nextHop: route.nextHop } : {}),
    };
    const change = { network, mask, way: metric === infiniteMetric ? undefined : way };
    this.#dual.learn(keyOf(interfaceName, address), change, opcode);
  }

  /** A next hop that is named counts where it is another router of the same network. */
  #isOnLink({ address, mask }: EigrpInterfaceParameters, nextHop: number): boolean {
    return nextHop !== 0 && nextHop !== address && ((nextHop ^ address) & mask) === 0;
  }

  #change(key: string, change: WayChange): void {
    this.#dual.change(key, change);
    this.#install();
  }

  /** Summaries follow what is in them; what they bring is told on the way. */
  #summarise(): void {
    if (this.#isSummarising) return;
    this.#isSummarising = true;
    const wanted = [...this.interfaces.values()].flatMap(({ parameters }) => parameters.summaries);
    for (const change of summaryChanges(this.topology.values(), wanted)) this.#change(summaryKey, change);
    this.#isSummarising = false;
  }

  #install(): void {
    this.#summarise();
    const routes = [...this.topology.values()].flatMap((entry) => this.#learnedOf(entry));
    if (saysSame(routes, this.routes)) return;
    this.routes = routes;
    this.host.routesChanged();
  }

  #learnedOf(entry: TopologyEntry): EigrpLearned[] {
    const { network, mask, best, metric, successors, isActive } = entry;
    const isSummary = best !== undefined && best === entry.ways.get(summaryKey);
    if (!best || isActive || !(best.neighbour || isSummary)) return [];
    const hops = successors.flatMap(({ neighbour, nextHop }) =>
      neighbour ? [{ interfaceName: neighbour.interfaceName, nextHop: nextHop ?? neighbour.address }] : [],
    );
    const distance = this.hasWideMetrics ? Math.floor(entry.distance / ribScale) : entry.distance;
    const about = { isExternal: best.external !== undefined, tag: best.external?.tag ?? 0, isSummary };
    return [{ network, mask, metric, distance, ...about, hops }];
  }
}

function keyOf(interfaceName: string, address: number): string {
  return `${interfaceName} ${address}`;
}
