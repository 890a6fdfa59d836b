/** The shortest path tree of an area (RFC 2328 section 16.1) by Dijkstra, and the routes in it. */
import { networkOf } from '../../../base/address.ts';
import {
  lsaTypes,
  parseNetworkBody,
  parseRouterBody,
  parseSummaryBody,
  routerLinkTypes,
  type Lsa,
} from '../../wire/ospf/lsa.ts';
import type { LsaKey } from '../../wire/ospf/message.ts';
import { maximumAge, type LinkStateDatabase } from './database.ts';

/** A way out of this router: an interface, and the neighbour's address on it. */
export interface FirstHop {
  interfaceName: string;
  nextHop: number;
}

export interface AreaRoute {
  network: number;
  mask: number;
  cost: number;
  hops: FirstHop[];
  kind: 'intra' | 'inter';
}

export interface AreaTree {
  routes: AreaRoute[];
  /** Routers that lead out of the area or out of OSPF: by router id. */
  routers: Map<number, { cost: number; hops: FirstHop[]; isBorder: boolean; isExternalBorder: boolean }>;
}

interface Vertex {
  kind: 'router' | 'network';
  id: number;
  cost: number;
  hops: FirstHop[];
}

/** How this router reaches a neighbour of its own: by the link that its advertisement has. */
export type FirstHopsTo = (link: { type: number; id: number; data: number }, neighbour: number) => FirstHop[];

interface AreaView {
  database: LinkStateDatabase;
  self: number;
  firstHops: FirstHopsTo;
}

interface Graph extends AreaView {
  /** By the address of the designated router, which is their id, whoever has told them. */
  networks: ReadonlyMap<number, Lsa>;
}

export function shortestPaths(area: AreaView): AreaTree {
  const graph = { ...area, networks: networksIn(area.database) };
  const done = new Map<string, Vertex>();
  const candidates = new Map<string, Vertex>([
    [`router ${graph.self}`, { kind: 'router', id: graph.self, cost: 0, hops: [] }],
  ]);
  for (;;) {
    const [key, vertex] = nearest(candidates) ?? [];
    if (key === undefined || !vertex) break;
    candidates.delete(key);
    done.set(key, vertex);
    for (const next of neighboursOf(graph, vertex)) relax(candidates, done, next);
  }
  const tree: AreaTree = { routes: routesOf(graph, done), routers: new Map() };
  for (const { kind, id, cost, hops } of done.values()) {
    const lsa = kind === 'router' && graph.database.get({ type: lsaTypes.router, id, router: id });
    if (!lsa) continue;
    const { isBorder, isExternalBorder } = parseRouterBody(lsa.body);
    tree.routers.set(id, { cost, hops, isBorder, isExternalBorder });
  }
  tree.routes.push(...summariesOf(graph, tree));
  return tree;
}

function nearest(candidates: ReadonlyMap<string, Vertex>): [string, Vertex] | undefined {
  // A network before a router at the same cost: ways of equal cost are then all found (RFC 2328 section 16.1 (3)).
  const rank = ({ kind, cost }: Vertex): number => 2 * cost + (kind === 'network' ? 0 : 1);
  return [...candidates].sort(([, a], [, b]) => rank(a) - rank(b))[0];
}

function relax(candidates: Map<string, Vertex>, done: ReadonlyMap<string, Vertex>, next: Vertex): void {
  const key = `${next.kind} ${next.id}`;
  const known = candidates.get(key);
  if (done.has(key)) return;
  if (!known || next.cost < known.cost) candidates.set(key, next);
  else if (next.cost === known.cost) known.hops = distinct([...known.hops, ...next.hops]);
}

function distinct(hops: readonly FirstHop[]): FirstHop[] {
  const known = new Map(hops.map((hop) => [`${hop.interfaceName} ${hop.nextHop}`, hop]));
  return [...known.values()];
}

function neighboursOf(graph: Graph, vertex: Vertex): Vertex[] {
  return vertex.kind === 'router' ? linksOfRouter(graph, vertex) : routersOfNetwork(graph, vertex);
}

function linksOfRouter(graph: Graph, vertex: Vertex): Vertex[] {
  const { database, self, firstHops } = graph;
  const lsa = valid(database, { type: lsaTypes.router, id: vertex.id, router: vertex.id });
  if (!lsa) return [];
  return parseRouterBody(lsa.body).links.flatMap((link): Vertex[] => {
    const cost = vertex.cost + link.metric;
    if (link.type === routerLinkTypes.pointToPoint && pointsBack(graph, link.id, vertex.id)) {
      const hops = vertex.id === self ? firstHops(link, link.id) : vertex.hops;
      return [{ kind: 'router', id: link.id, cost, hops }];
    }
    const isKnownNetwork = link.type === routerLinkTypes.transit && graph.networks.has(link.id);
    return isKnownNetwork ? [{ kind: 'network', id: link.id, cost, hops: vertex.hops }] : [];
  });
}

function routersOfNetwork(graph: Graph, vertex: Vertex): Vertex[] {
  const lsa = graph.networks.get(vertex.id);
  if (!lsa) return [];
  return parseNetworkBody(lsa.body).attached.flatMap((id): Vertex[] => {
    const data = addressOn(graph, id, vertex.id);
    if (data === undefined) return [];
    const isFirst = vertex.hops.length === 0;
    const hops = isFirst ? graph.firstHops({ type: routerLinkTypes.transit, id: vertex.id, data }, id) : vertex.hops;
    return [{ kind: 'router', id, cost: vertex.cost, hops }];
  });
}

/** A link counts only when both ends have it. */
function pointsBack({ database }: Graph, router: number, to: number): boolean {
  const lsa = valid(database, { type: lsaTypes.router, id: router, router });
  const links = lsa ? parseRouterBody(lsa.body).links : [];
  return links.some(({ type, id }) => type === routerLinkTypes.pointToPoint && id === to);
}

/** A router's own address on a network; undefined where it does not say that it is on it. */
function addressOn({ database }: Graph, router: number, network: number): number | undefined {
  const lsa = valid(database, { type: lsaTypes.router, id: router, router });
  const links = lsa ? parseRouterBody(lsa.body).links : [];
  return links.find(({ type, id }) => type === routerLinkTypes.transit && id === network)?.data;
}

function networksIn(database: LinkStateDatabase): ReadonlyMap<number, Lsa> {
  const isNetwork = ({ header }: Lsa): boolean => header.type === lsaTypes.network && header.age < maximumAge;
  return new Map(
    database
      .all()
      .filter(isNetwork)
      .map((lsa) => [lsa.header.id, lsa]),
  );
}

function valid(database: LinkStateDatabase, key: LsaKey): Lsa | undefined {
  const lsa = database.get(key);
  return lsa && lsa.header.age < maximumAge ? lsa : undefined;
}

function routesOf(graph: Graph, done: ReadonlyMap<string, Vertex>): AreaRoute[] {
  const routes: AreaRoute[] = [];
  for (const { kind, id, cost, hops } of done.values()) {
    const network = kind === 'network' ? graph.networks.get(id) : undefined;
    if (network) {
      const { mask } = parseNetworkBody(network.body);
      routes.push({ network: networkOf(id, mask), mask, cost, hops, kind: 'intra' });
    }
    const router = kind === 'router' ? valid(graph.database, { type: lsaTypes.router, id, router: id }) : undefined;
    for (const link of router ? parseRouterBody(router.body).links : [])
      if (link.type === routerLinkTypes.stub)
        routes.push({
          network: networkOf(link.id, link.data),
          mask: link.data,
          cost: cost + link.metric,
          hops,
          kind: 'intra',
        });
  }
  return best(routes);
}

/** What border routers tell of other areas. */
function summariesOf({ database, self }: Graph, { routers }: AreaTree): AreaRoute[] {
  const routes = database.all().flatMap(({ header, body }): AreaRoute[] => {
    const border = routers.get(header.router);
    const isUsable = header.type === lsaTypes.summary && header.router !== self && header.age < maximumAge;
    if (!isUsable || !border) return [];
    const { mask, metric } = parseSummaryBody(body);
    if (metric === 0xffffff) return [];
    return [
      { network: networkOf(header.id, mask), mask, cost: border.cost + metric, hops: border.hops, kind: 'inter' },
    ];
  });
  return best(routes);
}

/** The cheapest to each prefix, those of equal cost together. */
function best(routes: readonly AreaRoute[]): AreaRoute[] {
  const chosen = new Map<string, AreaRoute>();
  for (const route of routes) {
    const key = `${route.network} ${route.mask}`;
    const known = chosen.get(key);
    if (!known || route.cost < known.cost) chosen.set(key, { ...route });
    else if (route.cost === known.cost) known.hops = distinct([...known.hops, ...route.hops]);
  }
  return [...chosen.values()];
}
