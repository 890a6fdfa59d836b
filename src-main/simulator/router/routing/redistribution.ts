/** What a routing protocol tells of the routes that it has not found itself: `redistribute`, and a default route. */
import type { EigrpConfiguration, EigrpRedistribution, EigrpSeedMetric } from '../../routing/eigrp/configuration.ts';
import type { Eigrp, EigrpOutsideRoute } from '../../routing/eigrp/eigrp.ts';
import { metricOfLink } from '../../routing/eigrp/metric.ts';
import type { OspfConfiguration, OspfRedistribution } from '../../routing/ospf/configuration.ts';
import type { Ospf, OutsideRoute } from '../../routing/ospf/ospf.ts';
import { externalProtocols, type EigrpMetric } from '../../wire/eigrp/message.ts';
import type { AccessLists } from '../access/access-list.ts';
import { classMaskOf } from './route-class.ts';
import { newRouteMapSettings, settingsFor, type RouteMap, type RouteMapSettings } from './route-map.ts';
import type { Interface } from '../interface.ts';
import type { Route } from './routing-table.ts';

/** Bandwidth in kbit/s and delay in tens of microseconds: the command line knows them by the kind of interface. */
export type LinkFigures = (one: Interface) => { bandwidth: number; delay: number };

/** What is asked of the router that the process runs on. */
export interface Surroundings {
  /** Of the table of the process. */
  readonly installed: readonly Route[];
  /** The process that a key stands for. */
  readonly ospfOf: (key: string) => Ospf | undefined;
  readonly eigrpOf: (key: string) => Eigrp | undefined;
  readonly figures: LinkFigures;
  readonly accessLists: AccessLists;
  readonly routeMaps: ReadonlyMap<string, RouteMap>;
}

/** What stands for a source of routes in a configuration: `static`, `ospf 1`, `eigrp 7`. */
export const sourceKeyOf = (source: Route['source'], process: number | undefined): string =>
  process === undefined ? source : `${source} ${process}`;

interface Chosen<Rule> {
  readonly route: Route;
  readonly rule: Rule;
  /** Of what the route is redistributed: a connected one need not be so by `connected`. */
  readonly source: string;
  readonly set: RouteMapSettings;
}

/**
 * The routes of other sources that the rules mean. With a protocol go the networks that it runs on itself, which are in
 * the table as connected ("redistribute", IOS command reference).
 */
function chosen<Rule extends { routeMap?: string | undefined }>(
  rules: ReadonlyMap<string, Rule>,
  self: string,
  around: Surroundings,
): Chosen<Rule>[] {
  const { accessLists, routeMaps } = around;
  return around.installed.flatMap((route): Chosen<Rule>[] => {
    if (sourceKeyOf(route.source, route.process) === self || runsOn(self, route, around)) return [];
    const source = sourceFor(route, rules, around);
    const rule = source === undefined ? undefined : rules.get(source);
    if (source === undefined || !rule) return [];
    const { routeMap } = rule;
    const set =
      routeMap === undefined ? newRouteMapSettings() : settingsFor(routeMaps.get(routeMap), accessLists, route);
    return set ? [{ route, rule, source, set }] : [];
  });
}

function sourceFor(route: Route, rules: ReadonlyMap<string, unknown>, around: Surroundings): string | undefined {
  const direct = sourceKeyOf(route.source, route.process);
  return rules.has(direct) ? direct : [...rules.keys()].find((key) => runsOn(key, route, around));
}

/** Whether a route is of a network that the process runs on itself. */
function runsOn(key: string, { source, via }: Route, { ospfOf, eigrpOf }: Surroundings): boolean {
  return source === 'connected' && (ospfOf(key) ?? eigrpOf(key))?.interfaces.has(via?.name ?? '') === true;
}

/**
 * Of another process of OSPF the metric is carried through, of anything else it is 20 ("redistribute", IOS command
 * reference). That of a network which the other process runs on is its cost there: from memory.
 */
function usualMetric({ source, metric, via }: Route, from: Ospf | undefined): number {
  if (!from) return 20;
  return source === 'ospf' ? metric : (from.interfaces.get(via?.name ?? '')?.parameters.cost ?? 20);
}

export function ospfOutside(configuration: OspfConfiguration, around: Surroundings): OutsideRoute[] {
  const { redistributed, defaultRoute, processId } = configuration;
  const self = sourceKeyOf('ospf', processId);
  const outside = chosen<OspfRedistribution>(redistributed, self, around).flatMap(({ route, rule, source, set }) => {
    const { network, mask, tag } = route;
    // A default route is told by `default-information originate` alone, and without `subnets` whole networks alone.
    if (mask === 0 || !(rule.hasSubnets || mask === classMaskOf(network))) return [];
    const isType2 = set.metricType === undefined ? rule.isType2 : set.metricType === 2;
    const told = set.tag ?? rule.tag ?? tag;
    const metric = set.metric ?? rule.metric ?? usualMetric(route, around.ospfOf(source));
    return [{ network, mask, metric, isType2, ...(told !== undefined && { tag: told }) }];
  });
  const isOther = ({ source, process }: Route): boolean => sourceKeyOf(source, process) !== self;
  const hasDefault = around.installed.some((route) => route.mask === 0 && isOther(route));
  if (!defaultRoute || !(defaultRoute.isAlways || hasDefault)) return outside;
  const { metric, isType2 } = defaultRoute;
  return [...outside, { network: 0, mask: 0, metric, isType2, tag: processId }];
}

/**
 * Without a metric nothing of OSPF can be told. What is connected or static has that of its interface, and of another
 * EIGRP it is carried through, whole ("Enhanced Interior Gateway Routing Protocol", Cisco, on two autonomous systems).
 */
export function eigrpOutside(configuration: EigrpConfiguration, around: Surroundings): EigrpOutsideRoute[] {
  const { redistributed, defaultMetric, autonomousSystem } = configuration;
  const self = sourceKeyOf('eigrp', autonomousSystem);
  return chosen<EigrpRedistribution>(redistributed, self, around).flatMap(({ route, rule, source: from, set }) => {
    const { network, mask, source, process, tag } = route;
    const seed = set.eigrpMetric ?? rule.metric ?? defaultMetric;
    const metric = seed ? seedMetric(seed) : (around.eigrpOf(from)?.metricTo(route) ?? metricOf(route, around.figures));
    if (!metric) return [];
    const origin = { autonomousSystem: process ?? 0, externalMetric: route.metric, tag: set.tag ?? tag ?? 0 };
    return [{ network, mask, metric, ...origin, protocol: externalProtocols[source] }];
  });
}

function seedMetric({ reliability, load, ...link }: EigrpSeedMetric): EigrpMetric {
  return { ...metricOfLink(link), reliability, load };
}

function metricOf({ source, via }: Route, figures: LinkFigures): EigrpMetric | undefined {
  return via && source !== 'ospf' ? metricOfLink({ ...figures(via), mtu: via.ipMtu }) : undefined;
}
