/** Routing protocols on a router: which processes there are, which interfaces they run on, and what passes between them. */
import { networkOf } from '../../../base/address.ts';
import type { Clock } from '../../../base/clock.ts';
import { Emitter } from '../../../base/emitter.ts';
import {
  newEigrpConfiguration,
  type EigrpConfiguration,
  type EigrpIdentity,
  type EigrpInterfaceSettings,
} from '../../routing/eigrp/configuration.ts';
import { allEigrpRouters, Eigrp, type EigrpNeighbourEvent } from '../../routing/eigrp/eigrp.ts';
import type { EigrpInterfaceParameters } from '../../routing/eigrp/eigrp-interface.ts';
import {
  newOspfConfiguration,
  type OspfConfiguration,
  type OspfInterfaceSettings,
} from '../../routing/ospf/configuration.ts';
import {
  allDesignatedRouters,
  allSpfRouters,
  type OspfInterfaceParameters,
} from '../../routing/ospf/ospf-interface.ts';
import { Ospf, type AdjacencyEvent } from '../../routing/ospf/ospf.ts';
import { ipProtocols, type Ipv4Packet } from '../../wire/ipv4.ts';
import type { AccessLists } from '../access/access-list.ts';
import { eigrpParametersOf, eigrpSettingsOn } from './eigrp-on-interface.ts';
import type { Interface } from '../interface.ts';
import type { Ipv4Stack } from '../ipv4-stack.ts';
import { LearnedRoutes } from './learned-routes.ts';
import type { OspfAuthentication } from './ospf-authentication.ts';
import { ospfParametersOf } from './ospf-on-interface.ts';
import { eigrpOutside, ospfOutside, sourceKeyOf, type LinkFigures, type Surroundings } from './redistribution.ts';
import type { RouteMap } from './route-map.ts';
import { ospfAuthenticationOf, RoutingAuthentication } from './routing-authentication.ts';
import type { EigrpProcess, OspfProcess } from './routing-process.ts';
import type { LearnedRoute, Route } from './routing-table.ts';

export interface RoutingOwner {
  readonly clock: Clock;
  readonly stack: Ipv4Stack;
  readonly accessLists: AccessLists;
  readonly routeMaps: ReadonlyMap<string, RouteMap>;
  interfaces(): Iterable<Interface>;
  /** What is in a table now, for what is told of outside. */
  installed(vrf: string | undefined): readonly Route[];
  /** Routes have been learned or lost. */
  changed(): void;
}

export type RoutingEvent =
  | ({ kind: 'ospf-adjacency'; processId: number } & AdjacencyEvent)
  | { kind: 'eigrp-neighbour'; configuration: EigrpConfiguration; event: EigrpNeighbourEvent };

/** Of a process of OSPF that cannot start yet: it has no interfaces. */
export const noRouterId = 0;

export class RoutingService {
  readonly events = new Emitter<RoutingEvent>();
  readonly ospf = new Map<number, OspfProcess>();
  /** In the order in which they were configured. */
  eigrp: readonly EigrpProcess[] = [];
  /** The names of `router eigrp NAME`, whether or not there are address families in them. */
  readonly eigrpNames = new Set<string>();
  /** By interface name. */
  readonly ospfOn = new Map<string, OspfInterfaceSettings>();
  /** By autonomous system and interface name: `ip … eigrp AS …`, which named instances do not heed. */
  readonly eigrpOn = new Map<string, EigrpInterfaceSettings>();
  readonly authentication: RoutingAuthentication;
  figures: LinkFigures = () => ({ bandwidth: 100_000, delay: 10 });
  readonly #learned: LearnedRoutes;

  constructor(private readonly owner: RoutingOwner) {
    this.authentication = new RoutingAuthentication(owner.clock);
    this.#learned = new LearnedRoutes(owner.clock);
    owner.stack.protocols.set(ipProtocols.ospf, (packet, one) => this.#receive(packet, one));
    owner.stack.protocols.set(ipProtocols.eigrp, (packet, one) => this.#receive(packet, one));
  }

  /** Whether anything here listens to a group address. */
  listensTo(group: number): boolean {
    if (group === allEigrpRouters) return this.eigrp.length > 0;
    return (group === allSpfRouters || group === allDesignatedRouters) && this.ospf.size > 0;
  }

  /**
   * The process with this number, made when there is none. It waits while there is no address to take its id from.
   * @param vrf of a process that is made
   */
  ospfProcess(processId: number, vrf?: string): OspfProcess {
    return this.ospf.get(processId) ?? this.#startOspf(newOspfConfiguration(processId, vrf));
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

  /** With it go the lines of interfaces that put them into an area of it. */
  removeOspf(processId: number): void {
    this.ospf.get(processId)?.protocol.stop();
    this.ospf.delete(processId);
    for (const [name, { area, ...others }] of this.ospfOn)
      if (area?.processId === processId) this.ospfOn.set(name, others);
    this.owner.changed();
  }

  /** The process of an autonomous system in a table, made when there is none. */
  eigrpProcess(identity: EigrpIdentity): EigrpProcess {
    const known = this.eigrp.find(({ configuration }) => isSameProcess(configuration, identity));
    if (known) return known;
    const made = this.#newEigrp(newEigrpConfiguration(identity));
    this.eigrp = [...this.eigrp, made];
    return made;
  }

  /** With another router id or autonomous system it begins anew. */
  restartEigrp(configuration: EigrpConfiguration): void {
    this.eigrp = this.eigrp.map((one) => {
      if (one.configuration !== configuration) return one;
      one.protocol.stop();
      return this.#newEigrp(configuration);
    });
    this.owner.changed();
  }

  removeEigrp(isMeant: (configuration: EigrpConfiguration) => boolean): void {
    for (const { configuration, protocol } of this.eigrp) if (isMeant(configuration)) protocol.stop();
    this.eigrp = this.eigrp.filter(({ configuration }) => !isMeant(configuration));
    this.owner.changed();
  }

  /** Whether routes are redistributed by route maps. */
  get hasFilters(): boolean {
    return [...this.ospf.values(), ...this.eigrp].some(({ configuration: { redistributed } }) =>
      [...redistributed.values()].some(({ routeMap }) => routeMap !== undefined),
    );
  }

  /** An interface is gone, and with it what it says of protocols: one that is made by its name again has nothing of it. */
  forgetInterface(name: string): void {
    this.ospfOn.delete(name);
    for (const key of [...this.eigrpOn.keys()]) if (key.endsWith(` ${name}`)) this.eigrpOn.delete(key);
    for (const { configuration } of this.eigrp) configuration.interfaces.delete(name);
  }

  /** A table of routes is gone, and the processes in it with it. */
  removeVrf(vrf: string): void {
    for (const { configuration } of [...this.ospf.values()])
      if (configuration.vrf === vrf) this.removeOspf(configuration.processId);
    this.removeEigrp((configuration) => configuration.vrf === vrf);
  }

  /** After any change to interfaces, addresses, routes or the configuration of a protocol. */
  refresh(): void {
    this.#followInterfaces();
    for (const { configuration, protocol } of this.ospf.values())
      if (protocol.routerId !== noRouterId)
        protocol.setOutside(ospfOutside(configuration, this.#around(configuration.vrf)));
    for (const { configuration, protocol } of this.eigrp)
      protocol.setOutside(eigrpOutside(configuration, this.#around(configuration.vrf)));
  }

  /** Of all processes, before any of them is told what is outside of it: that may be what another one runs on. */
  #followInterfaces(): void {
    const up = this.#up();
    for (const process of this.ospf.values()) {
      const { configuration, protocol } = this.#begun(process);
      if (protocol.routerId !== noRouterId)
        protocol.setInterfaces(up.flatMap((one) => this.#ospfParameters(one, configuration) ?? []));
    }
    for (const { configuration, protocol } of this.eigrp)
      protocol.setInterfaces(up.flatMap((one) => this.#eigrpParameters(one, configuration) ?? []));
  }

  /** What each table is offered. */
  get learned(): ReadonlyMap<string | undefined, LearnedRoute[]> {
    return this.#learned.of(this.ospf.values(), this.eigrp);
  }

  /** A process that has waited for an id begins with the first address that there is. */
  #begun(process: OspfProcess): OspfProcess {
    const { configuration, protocol } = process;
    if (protocol.routerId !== noRouterId || this.#routerIdFor(configuration) === noRouterId) return process;
    protocol.stop();
    return this.#startOspf(configuration);
  }

  #routerIdFor({ routerId, vrf }: OspfConfiguration): number {
    return routerId ?? this.#highestAddress(vrf) ?? noRouterId;
  }

  #startOspf(configuration: OspfConfiguration): OspfProcess {
    const { processId } = configuration;
    const routerId = this.#routerIdFor(configuration);
    const protocol = new Ospf({
      clock: this.owner.clock,
      routerId,
      configuration,
      send: (name, destination, payload) => this.#sendOspf(process, name, { destination, payload }),
      routesChanged: () => this.owner.changed(),
    });
    const process = { configuration, protocol };
    protocol.adjacency.on((event) => {
      if (event.to === 'DOWN')
        this.authentication.forget({ interfaceName: event.interfaceName, source: event.address });
      this.events.emit({ kind: 'ospf-adjacency', processId, ...event });
    });
    this.ospf.set(processId, process);
    return process;
  }

  #newEigrp(configuration: EigrpConfiguration): EigrpProcess {
    const protocol = new Eigrp({
      clock: this.owner.clock,
      configuration,
      routerId: this.#highestAddress(configuration.vrf) ?? noRouterId,
      send: (name, destination, payload) => {
        const sealed = this.authentication.sealEigrp(payload, this.#eigrpSettings(name, configuration));
        this.#send(name, { protocol: ipProtocols.eigrp, destination, payload: sealed });
      },
      routesChanged: () => this.owner.changed(),
    });
    protocol.events.on((event) => this.events.emit({ kind: 'eigrp-neighbour', configuration, event }));
    return { configuration, protocol };
  }

  /** Of the loopbacks of a table, or else of all its interfaces that are up; while a router boots its ports are not, and yet count. */
  #highestAddress(vrf: string | undefined): number | undefined {
    const inTable = [...this.owner.interfaces()].filter((one) => one.vrf === vrf);
    return highest(inTable.filter((one) => one.isUp)) ?? highest(inTable);
  }

  #up(): Interface[] {
    return [...this.owner.interfaces()].filter((one) => one.isUp);
  }

  #around(vrf: string | undefined): Surroundings {
    const { accessLists, routeMaps } = this.owner;
    const ospf = new Map([...this.ospf].map(([processId, { protocol }]) => [sourceKeyOf('ospf', processId), protocol]));
    const inTable = this.eigrp.filter(({ configuration }) => configuration.vrf === vrf);
    const eigrp = new Map(
      inTable.map((one) => [sourceKeyOf('eigrp', one.configuration.autonomousSystem), one.protocol]),
    );
    return {
      ...{ installed: this.owner.installed(vrf), figures: this.figures, accessLists, routeMaps },
      ospfOf: (key) => ospf.get(key),
      eigrpOf: (key) => eigrp.get(key),
    };
  }

  #ospfParameters(one: Interface, configuration: OspfConfiguration): OspfInterfaceParameters | undefined {
    const { bandwidth } = this.figures(one);
    return ospfParametersOf(one, configuration, { settings: this.ospfOn.get(one.name) ?? {}, bandwidth });
  }

  #eigrpParameters(one: Interface, configuration: EigrpConfiguration): EigrpInterfaceParameters | undefined {
    const settings = this.#eigrpSettings(one.name, configuration);
    return eigrpParametersOf(one, configuration, { settings, figures: this.figures(one) });
  }

  #receive({ protocol, source, payload }: Ipv4Packet, incoming: Interface): boolean {
    const isOspf = protocol === ipProtocols.ospf;
    const { address } = incoming;
    // What is at the other end of an interface without an address of its own has one from anywhere (RFC 2328 8.2); with
    // EIGRP, too, routers over tunnels without numbers are neighbours.
    const isNeighbour = address
      ? networkOf(source, address.mask) === networkOf(address.address, address.mask)
      : incoming.lender !== undefined;
    if (!isNeighbour) return true;
    const passage = { interfaceName: incoming.name, source };
    if (isOspf) this.#receiveOspf(payload, passage);
    else this.#receiveEigrp(payload, passage);
    return true;
  }

  #receiveOspf(payload: Uint8Array, passage: { interfaceName: string; source: number }): void {
    const { interfaceName, source } = passage;
    for (const process of this.ospf.values())
      for (const authentication of this.ospfAuthentication(process, interfaceName))
        if (this.authentication.acceptsOspf(payload, authentication, passage))
          process.protocol.receive(interfaceName, source, payload);
  }

  #receiveEigrp(payload: Uint8Array, passage: { interfaceName: string; source: number }): void {
    const { interfaceName, source } = passage;
    for (const { configuration, protocol } of this.eigrp) {
      const isMeant = protocol.interfaces.has(interfaceName) && protocol.isFor(payload);
      if (
        isMeant &&
        this.authentication.acceptsEigrp(payload, this.#eigrpSettings(interfaceName, configuration), passage)
      )
        protocol.receive(interfaceName, source, payload);
    }
  }

  /** What a process asks for on an interface; none where it does not run there. */
  ospfAuthentication({ configuration, protocol }: OspfProcess, name: string): OspfAuthentication[] {
    const own = protocol.interfaces.get(name);
    return own ? [ospfAuthenticationOf(this.ospfOn.get(name) ?? {}, configuration, own.parameters.area)] : [];
  }

  #eigrpSettings(name: string, configuration: EigrpConfiguration): EigrpInterfaceSettings {
    const classic = this.eigrpOn.get(`${configuration.autonomousSystem} ${name}`);
    return eigrpSettingsOn(name, configuration, classic);
  }

  #sendOspf(process: OspfProcess, name: string, packet: { destination: number; payload: Uint8Array }): void {
    for (const authentication of this.ospfAuthentication(process, name)) {
      const payload = this.authentication.sealOspf(packet.payload, authentication);
      this.#send(name, { protocol: ipProtocols.ospf, destination: packet.destination, payload });
    }
  }

  #send(name: string, packet: { protocol: number; destination: number; payload: Uint8Array }): void {
    const out = this.#up().find((one) => one.name === name);
    // Internetwork control (RFC 791), and no further than to neighbours.
    if (out) this.owner.stack.originateOn(out, { ...packet, timeToLive: 1, typeOfService: 0xc0 });
  }
}

/** A family of `router eigrp N` is told by its table, whatever its autonomous system is or will be. */
function isSameProcess(configuration: EigrpConfiguration, { autonomousSystem, vrf, under }: EigrpIdentity): boolean {
  if (configuration.vrf !== vrf) return false;
  if (under?.kind === 'number') return configuration.under?.kind === 'number' && configuration.under.number === under.number; // prettier-ignore
  return configuration.autonomousSystem === autonomousSystem;
}

function highest(interfaces: readonly Interface[]): number | undefined {
  const addresses = (isMeant: (one: Interface) => boolean): number[] =>
    interfaces.flatMap((one) => (one.address && isMeant(one) ? [one.address.address] : []));
  const loopbacks = addresses(({ carrier }) => carrier.kind === 'loopback');
  const candidates = loopbacks.length > 0 ? loopbacks : addresses(() => true);
  return candidates.length > 0 ? Math.max(...candidates) : undefined;
}
