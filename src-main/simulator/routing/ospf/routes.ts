/** The routes of an OSPF router, chosen among what its areas and others tell (RFC 2328 sections 11 and 16.4). */
import { networkOf } from '../../../base/address.ts';
import { lsaTypes, parseExternalBody, parseSummaryBody } from '../../wire/ospf/lsa.ts';
import { maximumAge, type LinkStateDatabase } from './database.ts';
import type { AreaTree, FirstHop } from './shortest-paths.ts';

export interface OspfRoute {
  network: number;
  mask: number;
  cost: number;
  hops: FirstHop[];
  kind: 'intra' | 'inter' | 'external-1' | 'external-2';
  tag: number;
  /** It stands for what is in it, and leads nowhere: what else is in it is not known. */
  isDiscard?: boolean;
}

export interface Area {
  readonly id: number;
  readonly database: LinkStateDatabase;
  tree: AreaTree;
}

interface Way {
  cost: number;
  hops: FirstHop[];
}

/** Best first. */
const kinds: readonly OspfRoute['kind'][] = ['intra', 'inter', 'external-1', 'external-2'];

interface Outside {
  readonly external: LinkStateDatabase;
  /** The areas by which it is reached. */
  readonly outward: readonly Area[];
}

/** Inside an area before between areas, and both before what is outside. */
export function chosenRoutes(areas: readonly Area[], { external, outward }: Outside, self: number): OspfRoute[] {
  const chosen = new Map<string, OspfRoute>();
  const inside = areas.flatMap(({ tree }) => tree.routes.map((route): OspfRoute => ({ ...route, tag: 0 })));
  for (const route of [...inside, ...externalRoutes(outward, external, self)]) {
    const key = `${route.network} ${route.mask}`;
    const known = chosen.get(key);
    if (!known || isBetter(route, known)) chosen.set(key, route);
  }
  return [...chosen.values()];
}

function isBetter(a: OspfRoute, b: OspfRoute): boolean {
  return (kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || a.cost - b.cost) < 0;
}

function externalRoutes(areas: readonly Area[], external: LinkStateDatabase, self: number): OspfRoute[] {
  const ways = waysOf(areas);
  return external.all().flatMap(({ header, body }): OspfRoute[] => {
    const way = ways.get(header.router);
    if (!way || header.router === self || header.age >= maximumAge) return [];
    const { mask, metric, isType2, tag } = parseExternalBody(body);
    const about = { network: networkOf(header.id, mask), mask, hops: way.hops, tag };
    return [
      isType2
        ? { ...about, cost: metric, kind: 'external-2' }
        : { ...about, cost: metric + way.cost, kind: 'external-1' },
    ];
  });
}

/** The cheapest way to each router: in an area of ours, or by what a border router tells of those that lead out. */
function waysOf(areas: readonly Area[]): ReadonlyMap<number, Way> {
  const ways = new Map<number, Way>();
  const add = (router: number, way: Way): void => {
    const known = ways.get(router);
    if (!known || way.cost < known.cost) ways.set(router, way);
  };
  for (const { tree, database } of areas) {
    for (const [router, way] of tree.routers) add(router, way);
    for (const { header, body } of database.all()) {
      const border = header.type === lsaTypes.summaryAsbr ? tree.routers.get(header.router) : undefined;
      if (border && header.age < maximumAge)
        add(header.id, { cost: border.cost + parseSummaryBody(body).metric, hops: border.hops });
    }
  }
  return ways;
}
