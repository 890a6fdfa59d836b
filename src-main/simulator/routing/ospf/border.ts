/** What a router between areas tells each of them of the others (RFC 2328 section 12.4.3). */
import { broadcastOf, networkOf } from '../../../base/address.ts';
import { emitSummaryBody, lsaTypes } from '../../wire/ospf/lsa.ts';
import type { OspfAreaSettings, OspfRange } from './configuration.ts';
import type { Area, OspfRoute } from './routes.ts';

interface Prefix {
  network: number;
  mask: number;
}

interface Summary {
  type: number;
  id: number;
  body: Uint8Array;
}

/** What is said of an area. */
export type SettingsOf = (area: number) => OspfAreaSettings | undefined;

/** What is not of the backbone goes into the backbone only. Without other areas there is nothing to tell. */
export function summariesFor(area: Area, others: readonly Area[], self: number, settingsOf: SettingsOf): Summary[] {
  const { stub, defaultCost = 1 } = settingsOf(area.id) ?? {};
  if (!stub) return [...networksFor(area, others, settingsOf), ...externalBordersFor(area, others, self)];
  const body = emitSummaryBody({ mask: 0, metric: defaultCost });
  const outside = others.length === 0 ? [] : [{ type: lsaTypes.summary, id: 0, body }];
  return stub.hasSummaries ? [...outside, ...networksFor(area, others, settingsOf)] : outside;
}

function networksFor({ tree }: Area, others: readonly Area[], settingsOf: SettingsOf): Summary[] {
  const inside = new Set(tree.routes.filter(({ kind }) => kind === 'intra').map(prefixOf));
  const routes = others.flatMap((other) =>
    summarised(
      other.tree.routes.filter(({ kind, mask }) => kind === 'intra' || (other.id === 0 && mask !== 0)),
      settingsOf(other.id)?.ranges ?? [],
    ),
  );
  // The cheapest comes last, and stays, where several areas have the same prefix.
  const byPrefix = new Map(routes.sort((a, b) => b.cost - a.cost).map((route) => [prefixOf(route), route]));
  const told = [...byPrefix].filter(([prefix]) => !inside.has(prefix)).map(([, route]) => route);
  return told.map((route) => ({
    type: lsaTypes.summary,
    id: linkStateIdOf(route, told),
    body: emitSummaryBody({ mask: route.mask, metric: route.cost }),
  }));
}

interface Priced extends Prefix {
  cost: number;
}

const isWithin = ({ network, mask }: Prefix, range: Prefix): boolean =>
  mask >= range.mask && networkOf(network, range.mask) === range.network;

/** What is in a range is told as the range, once there is anything in it (RFC 2328 section 12.4.3). */
function summarised(routes: readonly (Priced & { kind: string })[], ranges: readonly OspfRange[]): Priced[] {
  const isMeant = (route: Priced & { kind: string }, range: OspfRange): boolean =>
    route.kind === 'intra' && isWithin(route, range);
  const alone = routes.filter((route) => !ranges.some((range) => isMeant(route, range)));
  const together = activeRanges(routes, ranges).filter(({ isTold }) => isTold);
  return [...alone, ...together];
}

/** What a border router tells together leads nowhere on it, except for what it knows itself. */
export function discardRoutes(areas: readonly Area[], settingsOf: SettingsOf): OspfRoute[] {
  const about = { kind: 'intra', tag: 0, isDiscard: true } as const;
  return areas.flatMap(({ id, tree }) =>
    activeRanges(tree.routes, settingsOf(id)?.ranges ?? [])
      .filter(({ isTold }) => isTold)
      .map(({ network, mask, cost }): OspfRoute => ({ network, mask, cost, ...about, hops: [] })),
  );
}

/** The ranges of an area that there is something in, with their cost. */
function activeRanges(
  routes: readonly (Priced & { kind: string })[],
  ranges: readonly OspfRange[],
): (OspfRange & { cost: number })[] {
  return ranges.flatMap((range) => {
    const costs = routes.filter((route) => route.kind === 'intra' && isWithin(route, range)).map(({ cost }) => cost);
    return costs.length === 0 ? [] : [{ ...range, cost: range.cost ?? Math.min(...costs) }];
  });
}

/** Of two prefixes with one address only the shorter has it as its id; the other's host bits are set (appendix E). */
export function linkStateIdOf({ network, mask }: Prefix, told: readonly Prefix[]): number {
  const isLonger = told.some((other) => other.network === network && other.mask < mask);
  return isLonger ? broadcastOf(network, mask) : network;
}

/** Where to find those that lead out of OSPF, for an area that they are not in. */
function externalBordersFor({ tree }: Area, others: readonly Area[], self: number): Summary[] {
  const routers = others.flatMap((other) => [...other.tree.routers]);
  return routers
    .filter(([id, { isExternalBorder }]) => isExternalBorder && id !== self && !tree.routers.has(id))
    .map(([id, { cost }]) => ({ type: lsaTypes.summaryAsbr, id, body: emitSummaryBody({ mask: 0, metric: cost }) }));
}

function prefixOf({ network, mask }: Prefix): string {
  return `${network} ${mask}`;
}
