/** Routing protocols on a router: which interfaces they run on, what they are told of outside, and what they have learned. */
import { networkOf } from '../../base/address.ts';
import type { Clock } from '../../base/clock.ts';
import { Emitter } from '../../base/emitter.ts';
import {
  newEigrpConfiguration,
  type EigrpConfiguration,
  type EigrpInterfaceSettings,
  type EigrpSeedMetric,
} from '../routing/eigrp/configuration.ts';
import {
  allEigrpRouters,
  Eigrp,
  type EigrpInterfaceParameters,
  type EigrpNeighbourEvent,
  type EigrpOutsideRoute,
} from '../routing/eigrp/eigrp.ts';
import { metricOfLink } from '../routing/eigrp/metric.ts';
import {
  areaOf,
  newOspfConfiguration,
  type OspfConfiguration,
  type OspfInterfaceSettings,
  type OspfNetworkType,
} from '../routing/ospf/configuration.ts';
import { allDesignatedRouters, allSpfRouters, type OspfInterfaceParameters } from '../routing/ospf/ospf-interface.ts';
import { Ospf, type AdjacencyEvent, type OutsideRoute } from '../routing/ospf/ospf.ts';
import { externalProtocols, type EigrpMetric } from '../wire/eigrp/message.ts';
import { ipProtocols, type Ipv4Packet } from '../wire/ipv4.ts';
import type { Interface, InterfaceAddress } from './interface.ts';
import type { Ipv4Stack } from './ipv4-stack.ts';
import type { LearnedRoute, Route } from './routing-table.ts';

export interface RoutingOwner {
  readonly clock: Clock;
  readonly stack: Ipv4Stack;
  interfaces(): Iterable<Interface>;
  /** What is in the table now, for what is told of outside. */
  installed(): readonly Route[];
  /** Routes have been learned or lost. */
  changed(): void;
}

/** What a process is and what it runs with. */
export interface RoutingProcess<Configuration, Protocol> {
  readonly configuration: Configuration;
  readonly protocol: Protocol;
}

export type RoutingEvent =
  | ({ kind: 'ospf-adjacency'; processId: number } & AdjacencyEvent)
  | { kind: 'eigrp-neighbour'; autonomousSystem: number; event: EigrpNeighbourEvent };

/** Bandwidth in kbit/s and delay in tens of microseconds: the command line knows them by the kind of interface. */
export type LinkFigures = (one: Interface) => { bandwidth: number; delay: number };

/** Cost of a loopback: of its kind of network there is nothing to choose. */
const defaultCost = 1;
const ospfKinds = { intra: 'O', inter: 'O IA', 'external-1': 'O E1', 'external-2': 'O E2' } as const;

/** Of a process of OSPF that cannot start yet: it has no interfaces. */
export const noRouterId = 0;

export class RoutingService {
  readonly events = new Emitter<RoutingEvent>();
  readonly ospf = new Map<number, RoutingProcess<OspfConfiguration, Ospf>>();
  readonly eigrp = new Map<number, RoutingProcess<EigrpConfiguration, Eigrp>>();
  /** By interface name. */
  readonly ospfOn = new Map<string, OspfInterfaceSettings>();
  /** By autonomous system and interface name. */
  readonly eigrpOn = new Map<string, EigrpInterfaceSettings>();
  figures: LinkFigures = () => ({ bandwidth: 100_000, delay: 10 });
  #learnedSince = new Map<string, number>();

  constructor(private readonly owner: RoutingOwner) {
    owner.stack.protocols.set(ipProtocols.ospf, (packet, one) => this.#receive(packet, one));
    owner.stack.protocols.set(ipProtocols.eigrp, (packet, one) => this.#receive(packet, one));
  }

  /** Whether anything here listens to a group address. */
  listensTo(group: number): boolean {
    if (group === allEigrpRouters) return this.eigrp.size > 0;
    return (group === allSpfRouters || group === allDesignatedRouters) && this.ospf.size > 0;
  }

  /** The process with this number, made when there is none. It waits while there is no address to take its id from. */
  ospfProcess(processId: number): RoutingProcess<OspfConfiguration, Ospf> {
    return this.ospf.get(processId) ?? this.#startOspf(newOspfConfiguration(processId));
  }

  /** `clear ip ospf process`, and the only way to another router id while there are neighbours. */
  restartOspf(processId: number): void {
    const known = this.ospf.get(processId);
    if (!known) return;
    known.protocol.stop();
    this.ospf.delete(processId);
    this.#startOspf(known.configuration);
    this.owner.changed();
  }

  removeOspf(processId: number): void {
    this.ospf.get(processId)?.protocol.stop();
    this.ospf.delete(processId);
    this.owner.changed();
  }

  eigrpProcess(autonomousSystem: number): RoutingProcess<EigrpConfiguration, Eigrp> {
    const known = this.eigrp.get(autonomousSystem);
    if (known) return known;
    const configuration = newEigrpConfiguration(autonomousSystem);
    const host = {
      clock: this.owner.clock,
      configuration,
      routerId: this.#highestAddress() ?? 0,
      send: (name: string, destination: number, payload: Uint8Array) =>
        this.#send(name, { protocol: ipProtocols.eigrp, destination, payload }),
      routesChanged: () => this.owner.changed(),
    };
    const protocol = new Eigrp(host);
    protocol.events.on((event) => this.events.emit({ kind: 'eigrp-neighbour', autonomousSystem, event }));
    const process = { configuration, protocol };
    this.eigrp.set(autonomousSystem, process);
    return process;
  }

  removeEigrp(autonomousSystem: number): void {
    this.eigrp.get(autonomousSystem)?.protocol.stop();
    this.eigrp.delete(autonomousSystem);
    this.owner.changed();
  }

  /** After any change to interfaces, addresses, routes or the configuration of a protocol. */
  refresh(): void {
    for (const process of this.ospf.values()) {
      const { configuration, protocol } = this.#begun(process);
      if (protocol.routerId === noRouterId) continue;
      protocol.setInterfaces(this.#up().flatMap((one) => this.#ospfParameters(one, configuration)));
      protocol.setOutside(this.#ospfOutside(configuration));
    }
    for (const { configuration, protocol } of this.eigrp.values()) {
      protocol.setInterfaces(this.#up().flatMap((one) => this.#eigrpParameters(one, configuration)));
      protocol.setOutside(this.#eigrpOutside(configuration));
    }
  }

  /** What the table is offered: since when each is known is kept here. */
  get learned(): LearnedRoute[] {
    const routes = [...this.#ospfLearned(), ...this.#eigrpLearned()];
    const now = this.owner.clock.now();
    const since = new Map(routes.map((route) => [keyOf(route), this.#learnedSince.get(keyOf(route)) ?? now]));
    this.#learnedSince = since;
    return routes.map((route) => ({ ...route, since: since.get(keyOf(route)) ?? now }));
  }

  /** A process that has waited for an id begins with the first address that there is. */
  #begun(process: RoutingProcess<OspfConfiguration, Ospf>): RoutingProcess<OspfConfiguration, Ospf> {
    const { configuration, protocol } = process;
    if (protocol.routerId !== noRouterId || this.#routerIdFor(configuration) === noRouterId) return process;
    protocol.stop();
    return this.#startOspf(configuration);
  }

  #routerIdFor({ routerId }: OspfConfiguration): number {
    return routerId ?? this.#highestAddress() ?? noRouterId;
  }

  #startOspf(configuration: OspfConfiguration): RoutingProcess<OspfConfiguration, Ospf> {
    const { processId } = configuration;
    const routerId = this.#routerIdFor(configuration);
    const protocol = new Ospf({
      clock: this.owner.clock,
      routerId,
      configuration,
      send: (name, destination, payload) => this.#send(name, { protocol: ipProtocols.ospf, destination, payload }),
      routesChanged: () => this.owner.changed(),
    });
    protocol.adjacency.on((event) => this.events.emit({ kind: 'ospf-adjacency', processId, ...event }));
    const process = { configuration, protocol };
    this.ospf.set(processId, process);
    return process;
  }

  /** Of the loopbacks, or else of all interfaces that are up; while a router boots its ports are not, and yet count. */
  #highestAddress(): number | undefined {
    return highest(this.#up()) ?? highest([...this.owner.interfaces()]);
  }

  #up(): Interface[] {
    return [...this.owner.interfaces()].filter((one) => one.isUp);
  }

  #ospfParameters(one: Interface, configuration: OspfConfiguration): OspfInterfaceParameters[] {
    const { name } = one;
    const address = addressOf(one);
    const settings = this.ospfOn.get(name) ?? {};
    const area = address && one.vrf === undefined ? areaFor(address.address, settings, configuration) : undefined;
    if (!address || area === undefined) return [];
    const networkType = settings.networkType ?? networkTypes[one.carrier.kind];
    const { helloInterval, deadInterval, priority, isMtuIgnored } = timingOf(settings, networkType);
    return [
      {
        name,
        address: address.address,
        mask: address.mask,
        area,
        networkType,
        cost: settings.cost ?? this.#costOf(one, configuration),
        helloInterval,
        deadInterval,
        priority,
        isPassive: configuration.passive.has(name) !== configuration.isPassiveByDefault,
        isMtuIgnored,
        mtu: one.ipMtu,
      },
    ];
  }

  #costOf(one: Interface, { referenceBandwidth }: OspfConfiguration): number {
    if (one.carrier.kind === 'loopback') return defaultCost;
    const cost = Math.floor((1000 * referenceBandwidth) / this.figures(one).bandwidth);
    return Math.min(0xffff, Math.max(1, cost));
  }

  #eigrpParameters(one: Interface, configuration: EigrpConfiguration): EigrpInterfaceParameters[] {
    const { name, address } = one;
    const { autonomousSystem, networks, passive, isPassiveByDefault } = configuration;
    const isMeant = networks.some(
      (network) => address && ((network.address ^ address.address) & ~network.wildcard) === 0,
    );
    if (!address || !isMeant || one.vrf !== undefined) return [];
    const settings = this.eigrpOn.get(`${autonomousSystem} ${name}`) ?? {};
    const { bandwidth, delay } = this.figures(one);
    return [
      {
        name,
        address: address.address,
        mask: address.mask,
        bandwidth,
        delay,
        mtu: one.ipMtu,
        helloInterval: settings.helloInterval ?? 5,
        holdTime: settings.holdTime ?? 15,
        isPassive: one.carrier.kind === 'loopback' || passive.has(name) !== isPassiveByDefault,
        hasSplitHorizon: settings.hasSplitHorizon ?? true,
        isNextHopSelf: settings.isNextHopSelf ?? true,
      },
    ];
  }

  #ospfOutside(configuration: OspfConfiguration): OutsideRoute[] {
    const { redistributed, defaultRoute } = configuration;
    const own = new Set(this.ospf.get(configuration.processId)?.protocol.interfaces.keys());
    const outside = this.owner.installed().flatMap((route): OutsideRoute[] => {
      const rule = route.source === 'ospf' ? undefined : redistributed.get(route.source);
      const isInside = route.source === 'connected' && own.has(route.via?.name ?? '');
      if (!rule || isInside || route.mask === 0) return [];
      return [{ network: route.network, mask: route.mask, metric: rule.metric, isType2: rule.isType2 }];
    });
    const hasDefault = this.owner.installed().some(({ mask, source }) => mask === 0 && source !== 'ospf');
    if (!defaultRoute || !(defaultRoute.isAlways || hasDefault)) return outside;
    return [...outside, { network: 0, mask: 0, metric: defaultRoute.metric, isType2: defaultRoute.isType2 }];
  }

  /** Without a metric nothing of another protocol can be told, but what is connected or static has that of its interface. */
  #eigrpOutside({ autonomousSystem, redistributed, defaultMetric }: EigrpConfiguration): EigrpOutsideRoute[] {
    const own = new Set(this.eigrp.get(autonomousSystem)?.protocol.interfaces.keys());
    return this.owner.installed().flatMap((route): EigrpOutsideRoute[] => {
      const { source, network, mask, via } = route;
      const isInside = source === 'eigrp' || (source === 'connected' && own.has(via?.name ?? ''));
      if (isInside || !redistributed.has(source)) return [];
      const metric = this.#seedMetric(route, redistributed.get(source) ?? defaultMetric);
      return metric ? [{ network, mask, metric, protocol: externalProtocols[source] }] : [];
    });
  }

  #seedMetric({ source, via }: Route, seed: EigrpSeedMetric | undefined): EigrpMetric | undefined {
    if (seed) return { ...metricOfLink(seed), reliability: seed.reliability, load: seed.load };
    return via && source !== 'ospf' ? metricOfLink({ ...this.figures(via), mtu: via.ipMtu }) : undefined;
  }

  #ospfLearned(): Omit<LearnedRoute, 'since'>[] {
    return [...this.ospf.values()].flatMap(({ protocol, configuration: { distance, processId } }) =>
      protocol.routes.flatMap(({ network, mask, cost, kind, hops }) =>
        hops.map((hop) => ({
          source: 'ospf' as const,
          code: ospfKinds[kind],
          process: processId,
          network,
          mask,
          distance,
          metric: cost,
          ...hop,
        })),
      ),
    );
  }

  #eigrpLearned(): Omit<LearnedRoute, 'since'>[] {
    return [...this.eigrp].flatMap(
      ([
        process,
        {
          protocol,
          configuration: { internalDistance, externalDistance },
        },
      ]) =>
        protocol.routes.flatMap(({ network, mask, distance: metric, isExternal, hops }) => {
          const about = { distance: isExternal ? externalDistance : internalDistance, code: isExternal ? 'D EX' : 'D' };
          return hops.map((hop) => ({ source: 'eigrp' as const, process, network, mask, metric, ...about, ...hop }));
        }),
    );
  }

  #receive({ protocol, source, payload }: Ipv4Packet, incoming: Interface): boolean {
    const isOspf = protocol === ipProtocols.ospf;
    const { address } = incoming;
    // What is at the other end of an interface without an address of its own has one from anywhere (RFC 2328 8.2).
    const isNeighbour = address
      ? networkOf(source, address.mask) === networkOf(address.address, address.mask)
      : isOspf && incoming.lender !== undefined;
    if (!isNeighbour) return true;
    for (const process of isOspf ? this.ospf.values() : this.eigrp.values())
      process.protocol.receive(incoming.name, source, payload);
    return true;
  }

  #send(name: string, packet: { protocol: number; destination: number; payload: Uint8Array }): void {
    const out = this.#up().find((one) => one.name === name);
    // Internetwork control (RFC 791), and no further than to neighbours.
    if (out) this.owner.stack.originateOn(out, { ...packet, timeToLive: 1, typeOfService: 0xc0 });
  }
}

/** Its own, or the one that an interface lends it (`ip unnumbered`). */
function addressOf({ address, lender }: Interface): InterfaceAddress | undefined {
  return address ?? lender?.address;
}

function highest(interfaces: readonly Interface[]): number | undefined {
  const addresses = (isMeant: (one: Interface) => boolean): number[] =>
    interfaces.flatMap((one) => (one.address && isMeant(one) ? [one.address.address] : []));
  const loopbacks = addresses(({ carrier }) => carrier.kind === 'loopback');
  const candidates = loopbacks.length > 0 ? loopbacks : addresses(() => true);
  return candidates.length > 0 ? Math.max(...candidates) : undefined;
}

const networkTypes = {
  loopback: 'loopback',
  null: 'loopback',
  tunnel: 'point-to-point',
  ethernet: 'broadcast',
} as const;

/** A neighbour is given up after four hellos that have not come. */
function timingOf(
  settings: OspfInterfaceSettings,
  networkType: OspfNetworkType,
): Required<Pick<OspfInterfaceSettings, 'helloInterval' | 'deadInterval' | 'priority' | 'isMtuIgnored'>> {
  const { helloInterval = networkType === 'point-to-multipoint' ? 30 : 10 } = settings;
  const { deadInterval = 4 * helloInterval, priority = 1, isMtuIgnored = false } = settings;
  return { helloInterval, deadInterval, priority, isMtuIgnored };
}

/** What stands on the interface itself goes before the network lines of the process. */
function areaFor(
  address: number,
  { area }: OspfInterfaceSettings,
  configuration: OspfConfiguration,
): number | undefined {
  return area?.processId === configuration.processId ? area.area : areaOf(configuration, address);
}

function keyOf({ network, mask, nextHop, source }: Omit<LearnedRoute, 'since'>): string {
  return `${source} ${network} ${mask} ${nextHop}`;
}
