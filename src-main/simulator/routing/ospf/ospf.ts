/**
 * An OSPF process of one router (RFC 2328), without sockets or timers of its own: areas, adjacencies, flooding, and the
 * routes that come of them. Point-to-point, point-to-multipoint and broadcast networks; intra-area, inter-area and
 * external routes. Not here: authentication (which is around it), areas that are not so stubby, virtual links.
 */
import { equalBytes } from '../../../base/bytes.ts';
import type { Clock } from '../../../base/clock.ts';
import type { Stop } from '../../../base/disposable.ts';
import { Emitter } from '../../../base/emitter.ts';
import { saysSame } from '../../../base/same.ts';
import { isMalformed } from '../../wire/malformed.ts';
import { emitExternalBody, lsaTypes, makeLsa, routerLinkTypes, type Lsa } from '../../wire/ospf/lsa.ts';
import { emitOspf, ospfOptions, parseOspf, type OspfBody } from '../../wire/ospf/message.ts';
import { networkBodyOf, routerBodyOf } from './advertisements.ts';
import { discardRoutes, linkStateIdOf, summariesFor, type SettingsOf } from './border.ts';
import type { OspfConfiguration } from './configuration.ts';
import { compareAge, keyOf, LinkStateDatabase, maximumAge } from './database.ts';
import type { Neighbour, NeighbourReason, NeighbourState } from './neighbour.ts';
import { OspfInterface, type OspfInterfaceOwner, type OspfInterfaceParameters } from './ospf-interface.ts';
import { chosenRoutes, type Area, type OspfRoute } from './routes.ts';
import { shortestPaths, type AreaTree, type FirstHop, type FirstHopsTo } from './shortest-paths.ts';

/** What is told of outside: prefixes that other sources of routes have. */
export interface OutsideRoute {
  network: number;
  mask: number;
  metric: number;
  isType2: boolean;
  /** As it is told; undefined tells none. */
  tag?: number;
}

export interface OspfHost {
  readonly clock: Clock;
  readonly routerId: number;
  readonly configuration: OspfConfiguration;
  send(interfaceName: string, destination: number, payload: Uint8Array): void;
  /** Routes have been worked out anew. */
  routesChanged(): void;
}

export interface AdjacencyEvent {
  router: number;
  /** On the interface. */
  address: number;
  interfaceName: string;
  from: NeighbourState;
  to: NeighbourState;
  reason: NeighbourReason;
}

/** IOS waits 5 s before it works out the routes (`timers throttle spf`), and renews what it tells every half hour. */
const shortestPathDelay = 5000;
const refreshInterval = 1_800_000;
const firstSequence = -0x7fffffff;
const lastSequence = 0x7fffffff;
const noTree: AreaTree = { routes: [], routers: new Map() };

export class Ospf implements OspfInterfaceOwner {
  readonly clock: Clock;
  readonly adjacency = new Emitter<AdjacencyEvent>();
  readonly interfaces = new Map<string, OspfInterface>();
  readonly #areas = new Map<number, Area>();
  readonly #settingsOf: SettingsOf = (area) => this.host.configuration.areas.get(area);
  /** External advertisements know no areas. */
  readonly #external: LinkStateDatabase;
  #outside: readonly OutsideRoute[] = [];
  #sequence = 1;
  #stopRun: Stop | undefined;
  #stopRefresh: Stop;
  routes: OspfRoute[] = [];
  /** How often routes were worked out, and when last. */
  runs = 0;
  lastRun: number | undefined;

  constructor(private readonly host: OspfHost) {
    this.clock = host.clock;
    this.#external = new LinkStateDatabase(() => this.clock.now());
    this.#stopRefresh = this.clock.after(refreshInterval, () => this.#refresh());
  }

  get routerId(): number {
    return this.host.routerId;
  }

  get areas(): readonly number[] {
    return [...this.#areas.keys()].sort((a, b) => a - b);
  }

  get isBorder(): boolean {
    return this.#areas.size > 1;
  }

  get isExternalBorder(): boolean {
    return this.#outside.length > 0;
  }

  /** Without the external ones, which are in every area. */
  advertisementsOf(area: number): Lsa[] {
    return this.database(area).all();
  }

  get externalAdvertisements(): Lsa[] {
    return this.#external.all();
  }

  /** Brings the interfaces in line with what is wanted now; one whose parameters have changed begins anew. */
  setInterfaces(wanted: readonly OspfInterfaceParameters[]): void {
    const wasBorder = this.isBorder;
    const byName = new Map(wanted.map((parameters) => [parameters.name, parameters]));
    for (const [name, own] of this.interfaces) {
      const parameters = byName.get(name);
      if (parameters && saysSame(parameters, own.parameters)) continue;
      this.interfaces.delete(name);
      own.stop();
      this.changed(own);
    }
    for (const parameters of wanted) {
      if (this.interfaces.has(parameters.name)) continue;
      const own = new OspfInterface(parameters, this);
      this.interfaces.set(parameters.name, own);
      own.start();
      this.changed(own);
    }
    for (const id of [...this.#areas.keys()])
      if (![...this.interfaces.values()].some(({ parameters }) => parameters.area === id)) this.#areas.delete(id);
    if (this.isBorder !== wasBorder) this.#tellRouters();
  }

  setOutside(outside: readonly OutsideRoute[]): void {
    if (saysSame(outside, this.#outside)) return;
    const before = this.#outside;
    this.#outside = outside;
    const ids = new Set(outside.map((one) => linkStateIdOf(one, outside)));
    for (const id of before.map((one) => linkStateIdOf(one, before)))
      if (!ids.has(id)) this.#withdraw(undefined, { type: lsaTypes.external, id });
    this.#tellOutside();
    this.#tellRouters();
  }

  /** What is said of areas has changed: what border routers tell is worked out anew. */
  areasChanged(): void {
    this.#tellRouters();
    this.#plan();
  }

  /** The process ends: neighbours are not told, they find out. */
  stop(): void {
    for (const own of this.interfaces.values()) own.stop();
    this.interfaces.clear();
    this.#stopRun?.();
    this.#stopRefresh();
  }

  /** @param source the neighbour's address on the interface. @param payload that is believed: who the packet is of is seen to before */
  receive(interfaceName: string, source: number, payload: Uint8Array): void {
    const message = parseOspf(payload);
    const own = this.interfaces.get(interfaceName);
    if (isMalformed(message) || !own || message.area !== own.parameters.area || message.router === this.routerId)
      return;
    const { body, router } = message;
    if (body.kind === 'update') this.#receiveUpdate(own, own.neighbours.get(router), body.lsas);
    else own.receive({ router, address: source }, body);
  }

  database(area: number): LinkStateDatabase {
    return this.#areaOf(area).database;
  }

  nextSequence(): number {
    return ++this.#sequence;
  }

  send(own: OspfInterface, destination: number, body: OspfBody): void {
    const message = { router: this.routerId, area: own.parameters.area, authentication: 0, body };
    this.host.send(own.parameters.name, destination, emitOspf(message));
  }

  neighbourChanged(
    own: OspfInterface,
    neighbour: Neighbour,
    { from, reason }: { from: NeighbourState; reason: NeighbourReason },
  ): void {
    const { router, address, state: to } = neighbour;
    this.adjacency.emit({ router, address, interfaceName: own.parameters.name, from, to, reason });
    // The external ones are not in the area's database: a new neighbour is given them when the rest has been exchanged.
    if (to === 'FULL' && !own.parameters.isStub)
      for (const lsa of this.#external.all()) this.#sendOwed(own, neighbour, lsa);
  }

  changed(own: OspfInterface): void {
    const { area, address } = own.parameters;
    this.#tellRouter(area);
    const body = this.interfaces.has(own.parameters.name) ? networkBodyOf(own, this.routerId) : undefined;
    const key = { type: lsaTypes.network, id: address };
    if (body) this.#tell(area, key, body);
    else this.#withdraw(area, key);
  }

  #areaOf(id: number): Area {
    const known = this.#areas.get(id);
    if (known) return known;
    const area = { id, database: new LinkStateDatabase(() => this.clock.now()), tree: noTree };
    this.#areas.set(id, area);
    return area;
  }

  /** Undefined stands for what is outside. */
  #databaseFor(area: number | undefined): LinkStateDatabase {
    return area === undefined ? this.#external : this.database(area);
  }

  /** Undefined stands for all areas that are told of what is outside. */
  #interfacesIn(area: number | undefined): OspfInterface[] {
    return [...this.interfaces.values()].filter(({ parameters }) =>
      area === undefined ? !parameters.isStub : parameters.area === area,
    );
  }

  #isStub(area: number): boolean {
    return this.#settingsOf(area)?.stub !== undefined;
  }

  #receiveUpdate(own: OspfInterface, neighbour: Neighbour | undefined, lsas: readonly Lsa[]): void {
    if (!neighbour?.exchanges) return;
    const acknowledged = lsas.filter((lsa) => this.#receiveLsa(own, neighbour, lsa));
    if (acknowledged.length === 0) return;
    const headers = acknowledged.map(({ header }) => header);
    this.send(own, own.state === 'P2P' ? own.floodAddress : neighbour.address, { kind: 'acknowledgement', headers });
  }

  /** Whether it is to be acknowledged (RFC 2328 section 13). */
  #receiveLsa(own: OspfInterface, neighbour: Neighbour, lsa: Lsa): boolean {
    const isExternal = lsa.header.type === lsaTypes.external;
    if (isExternal && own.parameters.isStub) return false;
    const area = isExternal ? undefined : own.parameters.area;
    const database = this.#databaseFor(area);
    const known = database.get(lsa.header);
    // What is withdrawn and not known is acknowledged and goes no further, or it would go round for ever (step 4 there).
    const unknown = lsa.header.age >= maximumAge ? 0 : 1;
    const order = known ? compareAge(lsa.header, known.header) : unknown;
    if (order > 0) this.#accept({ area, database, own, neighbour }, lsa, known);
    else if (order < 0 && known) this.send(own, neighbour.address, { kind: 'update', lsas: [known] });
    else neighbour.unacknowledged.delete(keyOf(lsa.header));
    neighbour.satisfied(lsa.header);
    return order >= 0;
  }

  #accept(
    {
      area,
      database,
      own,
      neighbour,
    }: { area: number | undefined; database: LinkStateDatabase; own: OspfInterface; neighbour: Neighbour },
    lsa: Lsa,
    known: Lsa | undefined,
  ): void {
    if (lsa.header.router === this.routerId) return this.#outbid(area, lsa, known);
    if (lsa.header.age >= maximumAge) database.remove(lsa.header);
    else database.put(lsa);
    this.#flood(area, lsa, { own, neighbour });
    this.#plan();
  }

  /** Somebody has a newer one of ours than we: from before a restart. We tell it anew, newer still, or withdraw it. */
  #outbid(area: number | undefined, theirs: Lsa, ours: Lsa | undefined): void {
    const { sequence } = theirs.header;
    const database = this.#databaseFor(area);
    // There is no higher number: everybody has to forget it before the first one counts again (section 12.1.6).
    const isLast = sequence === lastSequence;
    if (isLast && ours) this.#flood(area, { ...theirs, header: { ...theirs.header, age: maximumAge } });
    const lsa = ours
      ? makeLsa({ ...ours.header, age: 0, sequence: isLast ? firstSequence : sequence + 1 }, ours.body)
      : { ...theirs, header: { ...theirs.header, age: maximumAge } };
    if (ours) database.put(lsa);
    this.#flood(area, lsa);
  }

  #flood(area: number | undefined, lsa: Lsa, from?: { own: OspfInterface; neighbour: Neighbour }): void {
    for (const own of this.#interfacesIn(area)) {
      const receivers = [...own.neighbours.values()].filter((one) => one.exchanges && one !== from?.neighbour);
      for (const neighbour of receivers) neighbour.owe(lsa);
      // On the network it came from the designated router has told everybody already, or will.
      const isToldAlready = from?.own === own && (own.state === 'BDR' || own.state === 'DROTHER');
      if (receivers.length > 0 && !isToldAlready) this.send(own, own.floodAddress, { kind: 'update', lsas: [lsa] });
    }
  }

  #sendOwed(own: OspfInterface, neighbour: Neighbour, lsa: Lsa): void {
    neighbour.owe(lsa);
    this.send(own, neighbour.address, { kind: 'update', lsas: [lsa] });
  }

  #tellRouters(): void {
    for (const area of this.#areas.keys()) this.#tellRouter(area);
  }

  #tellRouter(area: number): void {
    const flags = { isBorder: this.isBorder, isExternalBorder: this.isExternalBorder };
    const body = routerBodyOf(this.#interfacesIn(area), flags);
    this.#tell(area, { type: lsaTypes.router, id: this.routerId }, body);
  }

  /** Tells something of our own, if it is new or other than before. */
  #tell(
    area: number | undefined,
    { type, id }: { type: number; id: number },
    body: Uint8Array,
    isRefresh = false,
  ): void {
    const database = this.#databaseFor(area);
    const router = this.routerId;
    const known = database.get({ type, id, router });
    if (known && !isRefresh && equalBytes(known.body, body)) return;
    const sequence = known ? known.header.sequence + 1 : firstSequence;
    const { DC, E } = ospfOptions;
    const options = area !== undefined && this.#isStub(area) ? DC : DC | E;
    const lsa = makeLsa({ age: 0, options, type, id, router, sequence }, body);
    database.put(lsa);
    this.#flood(area, lsa);
    this.#plan();
  }

  #withdraw(area: number | undefined, { type, id }: { type: number; id: number }): void {
    const database = this.#databaseFor(area);
    const known = database.get({ type, id, router: this.routerId });
    if (!known) return;
    database.remove(known.header);
    this.#flood(area, { ...known, header: { ...known.header, age: maximumAge } });
    this.#plan();
  }

  #tellOutside(): void {
    for (const one of this.#outside) {
      const { tag = 0 } = one;
      const key = { type: lsaTypes.external, id: linkStateIdOf(one, this.#outside) };
      this.#tell(undefined, key, emitExternalBody({ ...one, forwarding: 0, tag }));
    }
  }

  #refresh(): void {
    this.#stopRefresh = this.clock.after(refreshInterval, () => this.#refresh());
    const renew = (area: number | undefined, database: LinkStateDatabase): void => {
      for (const { header, body } of database.all()) {
        if (header.router === this.routerId) this.#tell(area, header, body, true);
        else if (header.age >= maximumAge) database.remove(header);
      }
    };
    renew(undefined, this.#external);
    for (const { id, database } of this.#areas.values()) renew(id, database);
  }

  #plan(): void {
    this.#stopRun ??= this.clock.after(shortestPathDelay, () => {
      this.#stopRun = undefined;
      this.#run();
    });
  }

  #run(): void {
    this.runs++;
    this.lastRun = this.clock.now();
    for (const area of this.#areas.values()) {
      const firstHops: FirstHopsTo = (link, neighbour) => this.#hopsTo(area.id, link, neighbour);
      area.tree = shortestPaths({ database: area.database, self: this.routerId, firstHops });
    }
    this.#summarise();
    const chosen = this.#chosenRoutes();
    const isKnown = ({ network, mask }: OspfRoute): boolean =>
      chosen.some((route) => route.network === network && route.mask === mask);
    const discards = this.isBorder ? discardRoutes([...this.#areas.values()], this.#settingsOf) : [];
    this.routes = [...chosen, ...discards.filter((route) => !isKnown(route))];
    this.host.routesChanged();
  }

  /** Nothing outside is reached by way of a stub area. */
  #chosenRoutes(): OspfRoute[] {
    const areas = [...this.#areas.values()];
    const isTold = ({ id }: Area): boolean => !this.#isStub(id);
    return chosenRoutes(areas, { external: this.#external, outward: areas.filter(isTold) }, this.routerId);
  }

  /** On a network that all share, a router's own advertisement says where it is: it need not be a neighbour (section 16.1.1). */
  #hopsTo(area: number, { type, id, data }: { type: number; id: number; data: number }, neighbour: number): FirstHop[] {
    return this.#interfacesIn(area).flatMap((own) => {
      const interfaceName = own.parameters.name;
      if (type === routerLinkTypes.transit) return own.designated === id ? [{ interfaceName, nextHop: data }] : [];
      const found = own.neighbours.get(neighbour);
      return found?.state === 'FULL' ? [{ interfaceName, nextHop: found.address }] : [];
    });
  }

  /** What was told before and is so no more is withdrawn: all of it, when this router is in one area only now. */
  #summarise(): void {
    for (const area of this.#areas.values()) {
      const others = [...this.#areas.values()].filter((other) => other !== area);
      const summaries = summariesFor(area, others, this.routerId, this.#settingsOf);
      for (const summary of summaries) this.#tell(area.id, summary, summary.body);
      const told = new Set(summaries.map(({ type, id }) => `${type} ${id}`));
      for (const { header } of area.database.all()) {
        const isSummary = header.type === lsaTypes.summary || header.type === lsaTypes.summaryAsbr;
        const isOwn = isSummary && header.router === this.routerId;
        if (isOwn && !told.has(`${header.type} ${header.id}`)) this.#withdraw(area.id, header);
      }
    }
  }
}
