/** What a routing protocol tells of the routes that it has not found itself: `redistribute`, and a default route. */
import type { EigrpConfiguration, EigrpRedistribution, EigrpSeedMetric } from '../routing/eigrp/configuration.ts';
import type { EigrpOutsideRoute } from '../routing/eigrp/eigrp.ts';
import { metricOfLink } from '../routing/eigrp/metric.ts';
import type { OspfConfiguration, OspfRedistribution } from '../routing/ospf/configuration.ts';
import type { OutsideRoute } from '../routing/ospf/ospf.ts';
import { externalProtocols, type EigrpMetric } from '../wire/eigrp/message.ts';
import type { AccessLists } from './access-list.ts';
import { classMaskOf } from './route-class.ts';
import { newRouteMapSettings, settingsFor, type RouteMap, type RouteMapSettings } from './route-map.ts';
import type { Interface } from './interface.ts';
import type { Route } from './routing-table.ts';

/** Bandwidth in kbit/s and delay in tens of microseconds: the command line knows them by the kind of interface. */
export type LinkFigures = (one: Interface) => { bandwidth: number; delay: number };

/** What is asked of the router that the process runs on. */
export interface Surroundings {
  /** Of the table of the process. */
  readonly installed: readonly Route[];
  /** The names of the interfaces that a process runs on, by its key. */
  readonly interfacesOf: (process: string) => ReadonlySet<string>;
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
  readonly set: RouteMapSettings;
}

/**
 * The routes of other sources that the rules mean. With a protocol go the networks that it runs on itself, which are in
 * the table as connected ("redistribute", IOS command reference).
 */
function chosen<Rule extends { routeMap?: string | undefined }>(
  rules: ReadonlyMap<string, Rule>,
  self: string,
  { installed, interfacesOf, accessLists, routeMaps }: Surroundings,
): Chosen<Rule>[] {
  const own = interfacesOf(self);
  return installed.flatMap((route): Chosen<Rule>[] => {
    const isOwn = route.source === 'connected' && own.has(route.via?.name ?? '');
    const rule = isOwn ? undefined : ruleFor(route, rules, interfacesOf);
    if (!rule || sourceKeyOf(route.source, route.process) === self) return [];
    const { routeMap } = rule;
    const set =
      routeMap === undefined ? newRouteMapSettings() : settingsFor(routeMaps.get(routeMap), accessLists, route);
    return set ? [{ route, rule, set }] : [];
  });
}

function ruleFor<Rule>(
  { source, process, via }: Route,
  rules: ReadonlyMap<string, Rule>,
  interfacesOf: Surroundings['interfacesOf'],
): Rule | undefined {
  const direct = rules.get(sourceKeyOf(source, process));
  if (direct || source !== 'connected') return direct;
  return [...rules].find(([key]) => key.includes(' ') && interfacesOf(key).has(via?.name ?? ''))?.[1];
}

/** Of another process of OSPF the metric is carried through, of anything else it is 20 ("redistribute", IOS command reference). */
const usualMetric = ({ source, metric }: Route): number => (source === 'ospf' ? metric : 20);

export function ospfOutside(configuration: OspfConfiguration, around: Surroundings): OutsideRoute[] {
  const { redistributed, defaultRoute, processId } = configuration;
  const self = sourceKeyOf('ospf', processId);
  const outside = chosen<OspfRedistribution>(redistributed, self, around).flatMap(({ route, rule, set }) => {
    const { network, mask, tag } = route;
    // A default route is told by `default-information originate` alone, and without `subnets` whole networks alone.
    if (mask === 0 || !(rule.hasSubnets || mask === classMaskOf(network))) return [];
    const isType2 = set.metricType === undefined ? rule.isType2 : set.metricType === 2;
    const told = set.tag ?? rule.tag ?? tag;
    const metric = set.metric ?? rule.metric ?? usualMetric(route);
    return [{ network, mask, metric, isType2, ...(told !== undefined && { tag: told }) }];
  });
  const isOther = ({ source, process }: Route): boolean => sourceKeyOf(source, process) !== self;
  const hasDefault = around.installed.some((route) => route.mask === 0 && isOther(route));
  if (!defaultRoute || !(defaultRoute.isAlways || hasDefault)) return outside;
  const { metric, isType2 } = defaultRoute;
  return [...outside, { network: 0, mask: 0, metric, isType2, tag: processId }];
}

/** Without a metric nothing of another protocol can be told, but what is connected or static has that of its interface. */
export function eigrpOutside(configuration: EigrpConfiguration, around: Surroundings): EigrpOutsideRoute[] {
  const { redistributed, defaultMetric, autonomousSystem } = configuration;
  const self = sourceKeyOf('eigrp', autonomousSystem);
  return chosen<EigrpRedistribution>(redistributed, self, around).flatMap(({ route, rule, set }) => {
    const { network, mask, source, process, tag } = route;
    const metric = seedMetric(route, set.eigrpMetric ?? rule.metric ?? defaultMetric, around.figures);
    if (!metric) return [];
    const origin = { autonomousSystem: process ?? 0, externalMetric: route.metric, tag: set.tag ?? tag ?? 0 };
    return [{ network, mask, metric, ...origin, protocol: externalProtocols[source] }];
  });
}

/** Of another EIGRP the metric is known already, in its own figures: those of the interface that it leads out of. */
function seedMetric(
  { source, via }: Route,
  seed: EigrpSeedMetric | undefined,
  figures: LinkFigures,
): EigrpMetric | undefined {
  if (seed) return { ...metricOfLink(seed), reliability: seed.reliability, load: seed.load };
  return via && source !== 'ospf' ? metricOfLink({ ...figures(via), mtu: via.ipMtu }) : undefined;
}
