/**
 * Routing by policy (`ip policy route-map`): a packet that comes in by an interface goes where a route map says, before
 * anybody asks the routes. What no entry permits, or whose next hops are not reached, goes as the routes say.
 */
import { Emitter } from '../../../base/emitter.ts';
import type { Ipv4Packet } from '../../wire/ipv4.ts';
import type { AccessLists } from '../access/access-list.ts';
import { lengthOf } from '../fragmentation.ts';
import type { Interface } from '../interface.ts';
import { entryFor, type RouteMap, type RouteMapSettings } from './route-map.ts';
import type { Hop, Route, RoutingTable } from './routing-table.ts';

export interface PolicyOwner {
  readonly accessLists: AccessLists;
  readonly routeMaps: ReadonlyMap<string, RouteMap>;
  readonly interfaces: ReadonlyMap<string, Interface>;
  /** What is sent here is lost. */
  readonly nowhere: Interface;
  tableOf(vrf: string | undefined): RoutingTable | undefined;
}

/** Where a packet goes, and as what. */
export interface PolicyWay {
  readonly packet: Ipv4Packet;
  readonly hop: Hop;
}

export interface PolicyEvent {
  readonly packet: Ipv4Packet;
  /** Undefined for a packet of the router's own. */
  readonly incoming: Interface | undefined;
  readonly outcome:
    | { readonly kind: 'routed'; readonly hop: Hop }
    /** `no-match`: no entry permits it. `no-way`: what is set leads nowhere now. */
    | { readonly kind: 'no-match' }
    | { readonly kind: 'no-way' };
}

const precedenceBits = 0xe0;

export class PolicyRouting {
  readonly events = new Emitter<PolicyEvent>();
  /** `ip local policy route-map`: for what the router sends itself. */
  local: string | undefined;

  constructor(private readonly owner: PolicyOwner) {}

  /** @returns undefined where the routes decide */
  wayOf(packet: Ipv4Packet, incoming: Interface | undefined, vrf: string | undefined): PolicyWay | undefined {
    const name = incoming ? incoming.policyMap : this.local;
    const map = name === undefined ? undefined : this.owner.routeMaps.get(name);
    if (!map) return undefined;
    const set = this.#settingsFor(map, packet);
    const hop = set && this.#hopBy(set, packet.destination, vrf);
    if (!set || !hop) {
      const kind = set ? 'no-way' : 'no-match';
      this.events.emit({ packet, incoming, outcome: { kind } });
      return undefined;
    }
    this.events.emit({ packet, incoming, outcome: { kind: 'routed', hop } });
    return { packet: marked(packet, set), hop };
  }

  /** Of the entry that permits the packet, which is counted there. */
  #settingsFor(map: RouteMap, packet: Ipv4Packet): RouteMapSettings | undefined {
    const entry = entryFor(map, this.owner.accessLists, packet);
    if (entry?.action !== 'permit') return undefined;
    entry.routed.packets++;
    entry.routed.bytes += lengthOf(packet);
    return entry.set;
  }

  /** In the order in which IOS asks them: next hops, interfaces, another table, and the same as defaults. */
  #hopBy(set: RouteMapSettings, destination: number, vrf: string | undefined): Hop | undefined {
    const table = this.owner.tableOf(vrf);
    const direct = this.#towards(set.nextHops, table) ?? this.#outOf(set.interfaces, destination);
    if (direct) return direct;
    if (set.table) return this.owner.tableOf(set.table.vrf)?.lookup(destination);
    const routed = table?.lookup(destination);
    return isExplicit(routed) ? ofMark(set, routed) : this.#byDefault(set, destination, table);
  }

  #byDefault(set: RouteMapSettings, destination: number, table: RoutingTable | undefined): Hop | undefined {
    const way = this.#towards(set.defaultNextHops, table) ?? this.#outOf(set.defaultInterfaces, destination);
    return way ?? ofMark(set, table?.lookup(destination));
  }

  /** The first that is on a network of one of the router's interfaces. */
  #towards(nextHops: readonly number[], table: RoutingTable | undefined): Hop | undefined {
    for (const nextHop of nextHops) {
      const hop = table?.lookup(nextHop);
      if (hop?.route.source === 'connected') return hop;
    }
    return undefined;
  }

  #outOf(names: readonly string[], destination: number): Hop | undefined {
    const { interfaces, nowhere } = this.owner;
    const out = names.map((name) => (name === nowhere.name ? nowhere : interfaces.get(name))).find((one) => one?.isUp);
    if (!out) return undefined;
    const route: Route = { source: 'static', network: destination, mask: 0xffffffff, distance: 0, metric: 0, nextHop: undefined, via: out }; // prettier-ignore
    return { out, nextHop: destination, route };
  }
}

const isExplicit = (hop: Hop | undefined): boolean => hop !== undefined && hop.route.mask !== 0;

/** What is marked alone goes as the routes say. */
function ofMark({ precedence, dontFragment }: RouteMapSettings, routed: Hop | undefined): Hop | undefined {
  return precedence === undefined && dontFragment === undefined ? undefined : routed;
}

function marked(packet: Ipv4Packet, { precedence, dontFragment = packet.dontFragment }: RouteMapSettings): Ipv4Packet {
  const { typeOfService: before } = packet;
  const typeOfService = precedence === undefined ? before : (before & ~precedenceBits) | (precedence << 5);
  return { ...packet, typeOfService, dontFragment };
}
