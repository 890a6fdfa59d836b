/** Connected, static and learned routes, and the longest match among those that lead somewhere now. */
import { networkOf } from '../../../base/address.ts';
import { saysSame } from '../../../base/same.ts';
import type { Interface } from '../interface.ts';
import { PrefixIndex } from './prefix-index.ts';

/** `ip route NETWORK MASK {NEXT-HOP | INTERFACE [NEXT-HOP]} [DISTANCE]` */
export interface StaticRoute {
  network: number;
  mask: number;
  nextHop: number | undefined;
  interfaceName: string | undefined;
  /** Administrative distance, 1 to 255. */
  distance: number;
  name?: string;
  tag?: number;
  /** `permanent`: it stays when its interface goes down. */
  isPermanent?: boolean;
  /** `global`, of a route of a VRF: its next hop is looked for in the global table. */
  isGlobal?: boolean;
  /** `track N`: it is in force while that object is up. */
  track?: number;
}

export interface Route {
  readonly source: 'connected' | 'static' | 'ospf' | 'eigrp' | 'nhrp';
  readonly network: number;
  readonly mask: number;
  readonly distance: number;
  readonly metric: number;
  /** As configured; undefined for what is directly connected. */
  readonly nextHop: number | undefined;
  /** The interface named by the route itself; undefined when only a next hop was given. */
  readonly via: Interface | undefined;
  /** Of what was learned: the letters of IOS (`O IA`), and since when it is known on the virtual clock. */
  readonly code?: string;
  readonly since?: number;
  /** The number of the routing process, or the autonomous system. */
  readonly process?: number;
  /** A shorter way that NHRP has found to the same prefix: packets take it. */
  readonly override?: { readonly nextHop: number; readonly via: Interface; readonly since: number };
  /** Of a static route, as typed; else as it was told. */
  readonly tag?: number;
}

/** What a routing protocol has found: one for each next hop. */
export interface LearnedRoute {
  source: 'ospf' | 'eigrp';
  code: string;
  process: number;
  network: number;
  mask: number;
  distance: number;
  metric: number;
  /** Undefined of a summary, which leads nowhere. */
  nextHop: number | undefined;
  interfaceName: string;
  tag?: number;
  /** Virtual time in milliseconds. */
  since: number;
}

/** What NHRP has found: a way into a tunnel that goes before a route to the same prefix. */
export interface TableShortcut {
  readonly network: number;
  readonly mask: number;
  /** Undefined for a station of the tunnel itself. */
  readonly nextHop: number | undefined;
  readonly interfaceName: string;
  /** Virtual time in milliseconds. */
  readonly since: number;
}

/** Where a packet leaves, and which neighbour gets it. */
export interface Hop {
  out: Interface;
  nextHop: number;
  route: Route;
}

/** What lies outside of the table of a VRF. */
interface Elsewhere {
  readonly global: RoutingTable;
  /** Those of every table. */
  readonly interfaces: readonly Interface[];
}

/** What IOS 15.2 and later write beside routes of NHRP. */
const shortcutCosts = { distance: 250, metric: 255 };

/** How often a next hop may be found through another route before the search is given up as circular. */
const maximumRecursion = 8;

export class RoutingTable {
  readonly statics: StaticRoute[] = [];
  /** Static routes that no operator has typed: those of reverse route injection. */
  #injected: readonly StaticRoute[] = [];
  #learned: readonly LearnedRoute[] = [];
  #shortcuts: readonly TableShortcut[] = [];
  #installed = new PrefixIndex<Route>();
  /** Made when it is asked for. */
  #listed: readonly Route[] | undefined;
  /** Whether an object that static routes track is up. */
  isTrackUp: (track: number) => boolean = () => true;

  /** Every route in force, longest prefix first. */
  get installed(): readonly Route[] {
    return (this.#listed ??= this.#installed.all());
  }

  /** Whether they are others than before: the table must then converge. */
  inject(routes: readonly StaticRoute[]): boolean {
    const isOther = !saysSame(routes, this.#injected);
    this.#injected = routes;
    return isOther;
  }

  /** What routing protocols and NHRP have found. Whether it is other than before: the table must then converge. */
  learn(routes: readonly LearnedRoute[], shortcuts: readonly TableShortcut[]): boolean {
    const isOther = !saysSame([routes, shortcuts], [this.#learned, this.#shortcuts]);
    this.#learned = routes;
    this.#shortcuts = shortcuts;
    return isOther;
  }

  /**
   * Works out anew which routes lead somewhere. Called when an address, a route or a line protocol changes.
   * @param elsewhere for the table of a VRF: where routes may lead that are `global` or injected
   */
  converge(interfaces: Iterable<Interface>, elsewhere?: Elsewhere): void {
    const all = [...interfaces];
    const up = all.filter((one) => one.isUp);
    this.#installed = new PrefixIndex();
    this.#listed = undefined;
    for (const one of up) for (const route of connectedRoutes(one)) this.#installed.add(route);
    const candidates = this.statics
      .filter(({ track }) => track === undefined || this.isTrackUp(track))
      .map((route) =>
        route.isGlobal ? throughOther(route, elsewhere?.global) : staticRoute(route, route.isPermanent ? all : up),
      );
    const upAnywhere = elsewhere?.interfaces.filter((one) => one.isUp) ?? up;
    candidates.push(...this.#injected.map((route) => staticRoute(route, upAnywhere)));
    candidates.push(...this.#learned.flatMap((route) => learnedRoute(route, up)));
    // A static route may resolve through another: repeat until no more of them find their way.
    let waiting = candidates.filter((route) => route !== undefined);
    for (let before = -1; waiting.length > 0 && waiting.length !== before;) {
      before = waiting.length;
      waiting = waiting.filter((route) => !this.#install(route));
    }
    for (const shortcut of this.#shortcuts) this.#shorten(shortcut, up);
  }

  /** A route to the very prefix keeps its place, and packets take the other next hop; else there is a route now. */
  #shorten({ network, mask, nextHop, interfaceName, since }: TableShortcut, up: readonly Interface[]): void {
    const via = up.find(({ name }) => name === interfaceName);
    const routes = this.#installed.of({ network, mask });
    if (!via || routes.some(({ source }) => source === 'connected')) return;
    this.#listed = undefined;
    this.#installed.clear({ network, mask });
    if (routes.length > 0 && nextHop !== undefined)
      for (const route of routes) this.#installed.add({ ...route, override: { nextHop, via, since } });
    else this.#installed.add({ source: 'nhrp', code: 'H', network, mask, ...shortcutCosts, nextHop, via, since });
  }

  /**
   * The way to an address, with the next hop resolved to an interface, or undefined when there is none.
   * @param isDirect by the shorter ways that NHRP has found, where there are any
   */
  lookup(destination: number, isDirect = true): Hop | undefined {
    let address = destination;
    for (let depth = 0; depth < maximumRecursion; depth++) {
      const route = this.match(address);
      if (!route) return undefined;
      const { via, nextHop = address } = wayOf(route, isDirect);
      if (via) return { out: via, nextHop, route: depth === 0 ? route : (this.match(destination) ?? route) };
      address = nextHop;
    }
    return undefined;
  }

  /** The longest match as it stands in the table. */
  match(destination: number): Route | undefined {
    return this.#installed.match(destination);
  }

  #install(route: Route): boolean {
    const resolves = route.via ?? (route.nextHop !== undefined && this.#leadsToInterface(route.nextHop, route));
    if (!resolves) return false;
    const others = this.#installed.of(route);
    if (others.some(({ distance }) => distance < route.distance)) return true;
    const equals = others.filter(({ distance }) => distance === route.distance);
    this.#installed.clear(route);
    for (const one of [...equals, route]) this.#installed.add(one);
    this.#listed = undefined;
    return true;
  }

  /** A next hop must be reached through something other than the route itself (the default route least of all). */
  #leadsToInterface(nextHop: number, route: Route): boolean {
    const hop = this.lookup(nextHop);
    return hop !== undefined && !isSamePrefix(hop.route, route);
  }
}

function wayOf(route: Route, isDirect: boolean): Pick<Route, 'via' | 'nextHop'> {
  return (isDirect ? route.override : undefined) ?? route;
}

function connectedRoutes(one: Interface): Route[] {
  const route = { source: 'connected', distance: 0, metric: 0, nextHop: undefined, via: one } as const;
  return one.addresses.map(({ address, mask }) => ({ network: networkOf(address, mask), mask, ...route }));
}

/** Of another table it has to know the interface. */
function throughOther(
  { network, mask, nextHop, distance, tag }: StaticRoute,
  global?: RoutingTable,
): Route | undefined {
  const via = nextHop === undefined ? undefined : global?.lookup(nextHop)?.out;
  return (
    via && { source: 'static', network, mask, distance, metric: 0, nextHop, via, ...(tag !== undefined && { tag }) }
  );
}

function staticRoute(route: StaticRoute, up: readonly Interface[]): Route | undefined {
  const { network, mask, distance, nextHop, interfaceName, tag } = route;
  const via = up.find(({ name }) => name === interfaceName);
  if (interfaceName !== undefined && !via) return undefined;
  return { source: 'static', network, mask, distance, metric: 0, nextHop, via, ...(tag !== undefined && { tag }) };
}

function learnedRoute({ interfaceName, ...route }: LearnedRoute, up: readonly Interface[]): Route[] {
  const via = up.find(({ name }) => name === interfaceName);
  return via ? [{ ...route, via }] : [];
}

const isSamePrefix = (a: Route, b: Route): boolean => a.network === b.network && a.mask === b.mask;
