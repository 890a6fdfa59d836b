/** What the processes of routing protocols have found, as the tables are offered it. */
import type { Clock } from '../../../base/clock.ts';
import type { EigrpProcess, OspfProcess } from './routing-process.ts';
import type { LearnedRoute } from './routing-table.ts';

interface FoundRoute {
  readonly vrf: string | undefined;
  readonly route: Omit<LearnedRoute, 'since'>;
}

const ospfKinds = { intra: 'O', inter: 'O IA', 'external-1': 'O E1', 'external-2': 'O E2' } as const;

/** Where a summary leads on the router that tells it; EIGRP trusts its own more than what others tell. */
const nowhere = { nextHop: undefined, interfaceName: 'Null0' };
const summaryDistance = 5;

export class LearnedRoutes {
  /** When each route was found, by what tells it from others. */
  #since = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** By table. What is not found any more is forgotten. */
  of(ospf: Iterable<OspfProcess>, eigrp: readonly EigrpProcess[]): ReadonlyMap<string | undefined, LearnedRoute[]> {
    const now = this.clock.now();
    const since = new Map<string, number>();
    const byTable = new Map<string | undefined, LearnedRoute[]>();
    for (const { vrf, route } of [...[...ospf].flatMap(foundByOspf), ...eigrp.flatMap(foundByEigrp)]) {
      const key = keyOf(route, vrf);
      const learnedAt = this.#since.get(key) ?? now;
      since.set(key, learnedAt);
      const routes = byTable.get(vrf) ?? [];
      routes.push({ ...route, since: learnedAt });
      byTable.set(vrf, routes);
    }
    this.#since = since;
    return byTable;
  }
}

function foundByOspf({ protocol, configuration }: OspfProcess): FoundRoute[] {
  const { distance, processId: process, vrf } = configuration;
  return protocol.routes.flatMap(({ network, mask, cost: metric, kind, hops, tag, isDiscard }): FoundRoute[] => {
    const about = { source: 'ospf' as const, code: ospfKinds[kind], process, network, mask, distance, metric };
    if (isDiscard) return [{ vrf, route: { ...about, ...nowhere } }];
    return hops.map((hop) => ({ vrf, route: { ...about, ...(tag !== 0 && { tag }), ...hop } }));
  });
}

function foundByEigrp({ protocol, configuration }: EigrpProcess): FoundRoute[] {
  const { internalDistance, externalDistance, autonomousSystem: process, vrf } = configuration;
  return protocol.routes.flatMap((found): FoundRoute[] => {
    const { network, mask, distance: metric, isExternal, hops, tag, isSummary } = found;
    const about = { distance: isExternal ? externalDistance : internalDistance, code: isExternal ? 'D EX' : 'D' };
    const route = { source: 'eigrp' as const, process, network, mask, metric, ...about, ...(tag !== 0 && { tag }) };
    if (isSummary) return [{ vrf, route: { ...route, ...nowhere, distance: summaryDistance } }];
    return hops.map((hop) => ({ vrf, route: { ...route, ...hop } }));
  });
}

function keyOf({ network, mask, nextHop, source, process }: FoundRoute['route'], vrf = ''): string {
  return `${source} ${process} ${vrf} ${network} ${mask} ${nextHop}`;
}
