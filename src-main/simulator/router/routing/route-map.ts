/**
 * Route maps: which packets or routes are meant, and what is done with them. Translation asks for packets, policy routing
 * for packets and where they go, redistribution for routes and how they are told.
 */
import { lengthOfMask } from '../../../base/address.ts';
import type { EigrpSeedMetric } from '../../routing/eigrp/configuration.ts';
import { ipProtocols, type Ipv4Packet } from '../../wire/ipv4.ts';
import type { AccessAction, AccessLists } from '../access/access-list.ts';
import { lengthOf } from '../fragmentation.ts';
import type { Interface } from '../interface.ts';
import { permitsPrefix } from './prefix-list.ts';
import type { Route } from './routing-table.ts';

/** `set …` */
export interface RouteMapSettings {
  /** `ip next-hop`, in order: the first that is reached. */
  nextHops: number[];
  /** `ip default next-hop`: for what no route but the default one leads to. */
  defaultNextHops: number[];
  /** `interface` and `default interface`: the first that is up. */
  interfaces: string[];
  defaultInterfaces: string[];
  /** `vrf`: the table in which the packet goes on; `global` is undefined in it. */
  table?: { readonly vrf: string | undefined };
  /** `ip precedence`, 0 to 7. */
  precedence?: number;
  /** `ip df` */
  dontFragment?: boolean;
  /** Of routes: `metric` with one number or with the five of EIGRP, `metric-type`, `tag`. */
  metric?: number;
  eigrpMetric?: EigrpSeedMetric;
  metricType?: 1 | 2;
  tag?: number;
}

export interface RouteMapEntry {
  readonly sequence: number;
  action: AccessAction;
  description: string;
  /** `match ip address`: one of these lists has to permit the packet. */
  lists: string[];
  /** `match ip address prefix-list`: or one of these the route. */
  prefixLists: string[];
  /** `match interface`: it has to leave by one of these. */
  interfaces: string[];
  /** `match length`: of a packet, in bytes. */
  length?: { readonly least: number; readonly most: number };
  /** `match tag` and `match metric`: of routes. */
  tags: number[];
  metrics: number[];
  readonly set: RouteMapSettings;
  /** What was routed by it. */
  readonly routed: { packets: number; bytes: number };
}

export interface RouteMap {
  readonly name: string;
  /** In order of sequence numbers. */
  readonly entries: RouteMapEntry[];
}

/** Nothing is set. */
export function newRouteMapSettings(): RouteMapSettings {
  return { nextHops: [], defaultNextHops: [], interfaces: [], defaultInterfaces: [] };
}

export function newRouteMapEntry(sequence: number, action: AccessAction): RouteMapEntry {
  return {
    sequence,
    action,
    description: '',
    ...{ lists: [], prefixLists: [], interfaces: [], tags: [], metrics: [] },
    set: newRouteMapSettings(),
    routed: { packets: 0, bytes: 0 },
  };
}

/** Whether a route map lets a packet have what it is asked for; one that does not exist, or ends, does not. */
export function permits(map: RouteMap | undefined, lists: AccessLists, packet: Ipv4Packet, out: Interface): boolean {
  const entry = map?.entries.find(
    (one) => isMeant(one, lists, packet) && (one.interfaces.length === 0 || one.interfaces.includes(out.name)),
  );
  return entry?.action === 'permit';
}

/** The entry that a packet comes under, whatever it says of it. */
export function entryFor(map: RouteMap, lists: AccessLists, packet: Ipv4Packet): RouteMapEntry | undefined {
  return map.entries.find((one) => isMeant(one, lists, packet));
}

/** A prefix list means routes, and no packet. */
function isMeant(entry: RouteMapEntry, lists: AccessLists, packet: Ipv4Packet): boolean {
  const { lists: names, prefixLists, length } = entry;
  const bytes = lengthOf(packet);
  const isOfLength = !length || (bytes >= length.least && bytes <= length.most);
  const isListed =
    names.length === 0 ? prefixLists.length === 0 : names.some((name) => isPermitted(lists, name, packet));
  return isOfLength && isListed;
}

/** A list that does not exist permits nothing here. */
export function isPermitted(lists: AccessLists, name: string, packet: Ipv4Packet): boolean {
  return lists.entriesOf(name).length > 0 && lists.judge(name, packet).action === 'permit';
}

/** What is made of a route that is told to another protocol; undefined where it is not to be told. */
export function settingsFor(map: RouteMap | undefined, lists: AccessLists, route: Route): RouteMapSettings | undefined {
  const entry = map?.entries.find((one) => isRouteMeant(one, lists, route));
  return entry?.action === 'permit' ? entry.set : undefined;
}

/** What is not asked for is so. */
const isAmong = <T>(asked: readonly T[], value: T): boolean => asked.length === 0 || asked.includes(value);

function isRouteMeant(entry: RouteMapEntry, lists: AccessLists, route: Route): boolean {
  const isTagged = isAmong(entry.tags, route.tag ?? 0) && isAmong(entry.metrics, route.metric);
  return isListed(entry, lists, route) && isTagged && isAmong(entry.interfaces, route.via?.name ?? '');
}

function isListed({ lists: names, prefixLists }: RouteMapEntry, lists: AccessLists, route: Route): boolean {
  if (names.length === 0 && prefixLists.length === 0) return true;
  const { network, mask } = route;
  return (
    names.some((name) => lists.isPermitted(name, asPacket(route))) ||
    prefixLists.some((name) => permitsPrefix(lists.prefixLists.get(name), network, lengthOfMask(mask) ?? 0))
  );
}

/** An access list sees the network of a route as a source, and an extended one its mask as a destination. */
function asPacket({ network, mask }: Route): Ipv4Packet {
  const nothing = new Uint8Array(0);
  return {
    ...{ typeOfService: 0, identification: 0, dontFragment: false, moreFragments: false, fragmentOffset: 0 },
    ...{ timeToLive: 1, protocol: ipProtocols.icmp, source: network, destination: mask },
    ...{ options: nothing, payload: nothing },
  };
}
