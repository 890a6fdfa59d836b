/**
 * An EIGRP process of one router (RFC 7868, classic metric), without sockets or timers of its own. Updates, queries and
 * replies go to each neighbour by itself, which the protocol allows; IOS sends them to all of an interface at once. Not
 * here: authentication (which is around it), variance, leak maps.
 */
import { u16 } from '../../../base/bytes.ts';
import type { Clock } from '../../../base/clock.ts';
import type { Stop } from '../../../base/disposable.ts';
import { Emitter } from '../../../base/emitter.ts';
import { saysSame } from '../../../base/same.ts';
import {
  eigrpFlags,
  eigrpOpcodes,
  emitEigrp,
  parseEigrp,
  type EigrpMessage,
  type EigrpMetric,
  type EigrpRoute,
} from '../../wire/eigrp/message.ts';
import { isMalformed } from '../../wire/malformed.ts';
import type { EigrpConfiguration } from './configuration.ts';
import {
  distanceOf,
  infiniteMetric,
  metricVia,
  ribScale,
  wideDistanceOf,
  type DistanceOf,
  type LinkMetric,
} from './metric.ts';
import { EigrpNeighbour, type EigrpDownReason, type EigrpNeighbourOwner } from './neighbour.ts';
import { mayTellBeside, summaryChanges, summaryKey, type EigrpSummary } from './summaries.ts';
import { flagsOfStub, tellsAsStub } from './stub.ts';
import { TopologyEntry, type TopologyWay } from './topology.ts';

export interface EigrpInterfaceParameters extends LinkMetric {
  readonly name: string;
  readonly address: number;
  readonly mask: number;
  /** The address is another interface's, which tells of the network. */
  readonly isUnnumbered: boolean;
  readonly helloInterval: number;
  readonly holdTime: number;
  readonly isPassive: boolean;
  readonly hasSplitHorizon: boolean;
  readonly isNextHopSelf: boolean;
  readonly summaries: readonly EigrpSummary[];
}

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
const usualWeights = [1, 0, 1, 0, 0, 0];
/** Weights that nobody counts with: whoever says them goes. Of the sixth from memory. */
const farewell = [255, 255, 255, 255, 255, 0];
/** Routes in one packet: far below what fits 1500 bytes. */
const routesAtOnce = 25;
/** IOS gives a neighbour up that has not replied for three minutes ("stuck in active"). */
const activeTime = 180_000;

interface EigrpInterface {
  parameters: EigrpInterfaceParameters;
  stopHello: Stop | undefined;
}

export class Eigrp implements EigrpNeighbourOwner {
  readonly clock: Clock;
  readonly events = new Emitter<EigrpNeighbourEvent>();
  readonly neighbours = new Map<string, EigrpNeighbour>();
  readonly topology = new Map<string, TopologyEntry>();
  readonly interfaces = new Map<string, EigrpInterface>();
  routes: EigrpLearned[] = [];
  #sequence = 0;
  #isSummarising = false;
  #outside: readonly Omit<EigrpRoute, 'nextHop'>[] = [];

  constructor(private readonly host: EigrpHost) {
    this.clock = host.clock;
  }

  get configuration(): EigrpConfiguration {
    return this.host.configuration;
  }

  /** A named instance counts with more bits. */
  get hasWideMetrics(): boolean {
    return this.configuration.under?.kind === 'name';
  }

  get distanceOf(): DistanceOf {
    return this.hasWideMetrics ? wideDistanceOf : distanceOf;
  }

  get routerId(): number {
    return this.configuration.routerId ?? this.host.routerId;
  }

  setInterfaces(wanted: readonly EigrpInterfaceParameters[]): void {
    const byName = new Map(wanted.map((parameters) => [parameters.name, parameters]));
    for (const [name, own] of this.interfaces) {
      const parameters = byName.get(name);
      if (!parameters || !saysSame(parameters, own.parameters)) this.#removeInterface(name, own);
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
    for (const { network, mask } of gone) this.#change(network, mask, 'outside', undefined);
    for (const { network, mask, ...own } of routes)
      this.#change(network, mask, 'outside', { neighbour: undefined, interfaceName: undefined, reported: 0, ...own });
  }

  /** Neighbours are told, so that none of them counts on what this process has said. */
  stop(): void {
    for (const own of this.interfaces.values()) if (!own.parameters.isPassive) this.#sendHello(own, farewell);
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
      this.#receiveHello(own, source, message);
    else this.#receiveReliable(this.neighbours.get(keyOf(interfaceName, source)), message);
  }

  nextSequence(): number {
    return ++this.#sequence;
  }

  send(neighbour: EigrpNeighbour, message: Omit<EigrpMessage, 'autonomousSystem'>): void {
    const { autonomousSystem } = this.configuration;
    this.host.send(neighbour.interfaceName, neighbour.address, emitEigrp({ ...message, autonomousSystem }));
  }

  down(neighbour: EigrpNeighbour, reason: EigrpDownReason): void {
    const { address, interfaceName } = neighbour;
    const key = keyOf(interfaceName, address);
    if (!this.neighbours.delete(key)) return;
    neighbour.end();
    this.events.emit({ kind: 'down', address, interfaceName, reason });
    for (const entry of [...this.topology.values()]) {
      entry.askers.delete(key);
      const wasAwaited = entry.awaited.delete(key);
      const hadWay = entry.ways.delete(key);
      if (wasAwaited && !entry.isActive) this.#finish(entry);
      else if (hadWay && !entry.isActive) this.#evaluate(entry);
    }
    this.#install();
  }

  #addInterface(parameters: EigrpInterfaceParameters): void {
    const own: EigrpInterface = { parameters, stopHello: undefined };
    const { name, address, mask } = parameters;
    this.interfaces.set(name, own);
    const network = (address & mask) >>> 0;
    const metric = metricVia(
      { ...infiniteMetric, delay: 0, bandwidth: 0, mtu: parameters.mtu, reliability: 255 },
      parameters,
    );
    const way = {
      neighbour: undefined,
      interfaceName: name,
      reported: 0,
      metric: { ...metric, hops: 0 },
      external: undefined,
    };
    if (!parameters.isUnnumbered) this.#change(network, mask, `connected ${name}`, way);
    if (!parameters.isPassive) this.#hello(own);
  }

  #removeInterface(name: string, own: EigrpInterface): void {
    this.interfaces.delete(name);
    own.stopHello?.();
    for (const neighbour of [...this.neighbours.values()])
      if (neighbour.interfaceName === name) this.down(neighbour, 'interface down');
    const { address, mask } = own.parameters;
    this.#change((address & mask) >>> 0, mask, `connected ${name}`, undefined);
  }

  #hello(own: EigrpInterface): void {
    this.#sendHello(own, usualWeights);
    own.stopHello = this.clock.after(1000 * own.parameters.helloInterval, () => this.#hello(own));
  }

  #sendHello({ parameters: { name, holdTime } }: EigrpInterface, k: readonly number[]): void {
    const { autonomousSystem } = this.configuration;
    const stub = this.configuration.stub && { stub: flagsOfStub(this.configuration.stub) };
    const about = { opcode: eigrpOpcodes.hello, flags: 0, sequence: 0, acknowledgement: 0, autonomousSystem };
    this.host.send(name, allEigrpRouters, emitEigrp({ ...about, parameters: { k, holdTime }, ...stub, routes: [] }));
  }

  #receiveHello({ parameters: { name } }: EigrpInterface, address: number, message: EigrpMessage): void {
    const { parameters } = message;
    if (!parameters) return;
    const key = keyOf(name, address);
    const known = this.neighbours.get(key);
    if (parameters.k.slice(0, 5).join() === farewell.slice(0, 5).join()) {
      if (known) this.down(known, 'Interface Goodbye received');
      return;
    }
    if (parameters.k.join() !== usualWeights.join()) {
      this.events.emit({ kind: 'k-value-mismatch', address, interfaceName: name });
      return;
    }
    if (known) return known.heard(parameters.holdTime, message.stub);
    const neighbour = new EigrpNeighbour(address, name, this);
    this.neighbours.set(key, neighbour);
    neighbour.heard(parameters.holdTime, message.stub);
    this.events.emit({ kind: 'up', address, interfaceName: name });
    this.#greet(neighbour);
  }

  /** An empty packet that asks for everything, then everything. */
  #greet(neighbour: EigrpNeighbour): void {
    neighbour.tell({ opcode: eigrpOpcodes.update, flags: eigrpFlags.init, routes: [] });
    this.#tellAll(neighbour);
  }

  #tellAll(neighbour: EigrpNeighbour): void {
    const routes = [...this.topology.values()].filter((entry) => !entry.isActive && this.#mayTell(entry, neighbour));
    this.#tell(
      neighbour,
      eigrpOpcodes.update,
      routes.map((entry) => this.#asToldTo(entry, neighbour)),
    );
  }

  #receiveReliable(neighbour: EigrpNeighbour | undefined, message: EigrpMessage): void {
    if (!neighbour) return;
    const before = { hadAcknowledged: neighbour.hasAcknowledged, isAnswer: neighbour.isAnswer(message) };
    const isNew = neighbour.receive(message);
    if (!isNew || message.opcode === eigrpOpcodes.hello) return;
    // It has begun anew, and has forgotten what it was told.
    const isInit = message.opcode === eigrpOpcodes.update && (message.flags & eigrpFlags.init) !== 0;
    if (isInit) this.#beginAnew(neighbour, before);
    for (const route of message.routes) this.#learn(neighbour, message.opcode, route);
    this.#install();
  }

  /** Its first beginning that arrives need not be its first: what it has acknowledged it may have forgotten since. */
  #beginAnew(
    neighbour: EigrpNeighbour,
    { hadAcknowledged, isAnswer }: { readonly hadAcknowledged: boolean; readonly isAnswer: boolean },
  ): void {
    if (!neighbour.awaitsInit && !isAnswer) this.#greet(neighbour);
    else if (neighbour.awaitsInit && hadAcknowledged) this.#tellAll(neighbour);
    neighbour.awaitsInit = false;
  }

  #learn(neighbour: EigrpNeighbour, opcode: number, route: EigrpRoute): void {
    const link = this.interfaces.get(neighbour.interfaceName)?.parameters;
    if (!link) return;
    const { address, interfaceName } = neighbour;
    const key = keyOf(interfaceName, address);
    const entry = this.#entryOf(route.network, route.mask);
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
    if (metric === infiniteMetric) entry.ways.delete(key);
    else entry.ways.set(key, way);
    if (opcode === eigrpOpcodes.reply) this.#replied(entry, key);
    else if (opcode === eigrpOpcodes.query) this.#asked(entry, key);
    else if (!entry.isActive) this.#evaluate(entry);
  }

  /** A next hop that is named counts where it is another router of the same network. */
  #isOnLink({ address, mask }: EigrpInterfaceParameters, nextHop: number): boolean {
    return nextHop !== 0 && nextHop !== address && ((nextHop ^ address) & mask) === 0;
  }

  #replied(entry: TopologyEntry, key: string): void {
    const wasAwaited = entry.awaited.delete(key);
    if (wasAwaited && !entry.isActive) this.#finish(entry);
    else if (!entry.isActive) this.#evaluate(entry);
  }

  #asked(entry: TopologyEntry, key: string): void {
    entry.askers.add(key);
    if (!entry.isActive) this.#evaluate(entry);
    if (!entry.isActive) this.#answer(entry);
  }

  #change(network: number, mask: number, key: string, way: TopologyWay | undefined): void {
    const entry = this.#entryOf(network, mask);
    if (way) entry.ways.set(key, way);
    else entry.ways.delete(key);
    if (!entry.isActive) this.#evaluate(entry);
    this.#install();
  }

  #entryOf(network: number, mask: number): TopologyEntry {
    const key = `${network} ${mask}`;
    const known = this.topology.get(key);
    if (known) return known;
    const entry = new TopologyEntry(network, mask, this.distanceOf);
    this.topology.set(key, entry);
    return entry;
  }

  /** Something about a passive entry has changed: either a way is surely good, or the neighbours are asked. */
  #evaluate(entry: TopologyEntry): void {
    const isUnknown = entry.told === undefined && !entry.best;
    if (entry.isFeasible) entry.settle(false);
    else if (!isUnknown && this.#ask(entry)) return;
    else entry.settle(true);
    this.#announce(entry);
  }

  /** Whether anybody could be asked. */
  #ask(entry: TopologyEntry): boolean {
    // A stub is no way to anywhere else, and is not asked.
    const asked = [...this.neighbours].filter(([key, { stub }]) => !entry.askers.has(key) && stub === undefined);
    if (asked.length === 0) return false;
    const route = this.#routeOf(entry);
    for (const [key, neighbour] of asked) {
      entry.awaited.add(key);
      this.#tell(neighbour, eigrpOpcodes.query, [route]);
    }
    entry.stopActive = this.clock.after(activeTime, () => {
      for (const key of [...entry.awaited]) this.#giveUp(key);
    });
    return true;
  }

  #giveUp(key: string): void {
    const neighbour = this.neighbours.get(key);
    if (neighbour) this.down(neighbour, 'retry limit exceeded');
  }

  #finish(entry: TopologyEntry): void {
    entry.stopActive?.();
    entry.stopActive = undefined;
    entry.settle(true);
    this.#announce(entry);
  }

  #announce(entry: TopologyEntry): void {
    this.#answer(entry);
    const route = this.#routeOf(entry);
    const isOther = !saysSame(route, entry.told);
    const via = hopOf(entry.best);
    if ((entry.told ?? entry.best) && (isOther || via !== entry.toldVia)) {
      entry.told = route;
      entry.toldVia = via;
      // A next hop alone is of interest only where it is named.
      const isMeant = (one: EigrpNeighbour): boolean => isOther || !this.#isNextHopSelf(one);
      for (const neighbour of this.neighbours.values())
        if (this.#mayTell(entry, neighbour) && isMeant(neighbour))
          this.#tell(neighbour, eigrpOpcodes.update, [this.#asToldTo(entry, neighbour)]);
    }
    if (!entry.best && !entry.isActive) this.topology.delete(`${entry.network} ${entry.mask}`);
  }

  #answer(entry: TopologyEntry): void {
    for (const key of entry.askers) {
      const neighbour = this.neighbours.get(key);
      if (neighbour) this.#tell(neighbour, eigrpOpcodes.reply, [this.#routeFor(entry, neighbour)]);
    }
    entry.askers.clear();
  }

  /** Split horizon: nobody is told of a way out of the interface that he is on. What has no way is told to all. */
  #mayTell(entry: TopologyEntry, { interfaceName }: EigrpNeighbour): boolean {
    const { best } = entry;
    const own = this.interfaces.get(interfaceName)?.parameters;
    if (own && !mayTellBeside(entry, own.summaries)) return false;
    if (!best) return true;
    const { stub } = this.configuration;
    if (stub && !tellsAsStub(entry, stub)) return false;
    return own?.hasSplitHorizon === false || wayOutOf(best) !== interfaceName;
  }

  #routeFor(entry: TopologyEntry, neighbour: EigrpNeighbour): EigrpRoute {
    const route = this.#asToldTo(entry, neighbour);
    return this.#mayTell(entry, neighbour) ? route : { ...route, metric: infiniteMetric };
  }

  /** With the router that it came from as next hop, where that is on the same interface and is to be named. */
  #asToldTo(entry: TopologyEntry, neighbour: EigrpNeighbour): EigrpRoute {
    const { best } = entry;
    const isNamed = !this.#isNextHopSelf(neighbour) && best?.neighbour?.interfaceName === neighbour.interfaceName;
    return { ...this.#routeOf(entry), nextHop: (isNamed ? hopOf(best) : undefined) ?? 0 };
  }

  #isNextHopSelf({ interfaceName }: EigrpNeighbour): boolean {
    return this.interfaces.get(interfaceName)?.parameters.isNextHopSelf ?? true;
  }

  #routeOf(entry: TopologyEntry): EigrpRoute {
    const { network, mask, best, metric } = entry;
    const route: EigrpRoute = { network, mask, nextHop: 0, metric };
    return best?.external ? { ...route, external: best.external } : route;
  }

  #tell(neighbour: EigrpNeighbour, opcode: number, routes: readonly EigrpRoute[]): void {
    for (let start = 0; start < routes.length; start += routesAtOnce)
      neighbour.tell({ opcode, routes: routes.slice(start, start + routesAtOnce) });
  }

  /** Summaries follow what is in them; what they bring is told on the way. */
  #summarise(): void {
    if (this.#isSummarising) return;
    this.#isSummarising = true;
    const wanted = [...this.interfaces.values()].flatMap(({ parameters }) => parameters.summaries);
    for (const { network, mask, way } of summaryChanges(this.topology.values(), wanted))
      this.#change(network, mask, summaryKey, way);
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

/** Where packets go by a way; undefined where that is this router. */
const wayOutOf = (way: TopologyWay): string | undefined => way.neighbour?.interfaceName ?? way.interfaceName;
const hopOf = (way: TopologyWay | undefined): number | undefined => way?.nextHop ?? way?.neighbour?.address;

function keyOf(interfaceName: string, address: number): string {
  return `${interfaceName} ${address}`;
}
