/** What an EIGRP process tells each of its neighbours of a prefix: split horizon, summaries, stubs, and named next hops. */
import type { EigrpRoute } from '../../wire/eigrp/message.ts';
import type { EigrpConfiguration } from './configuration.ts';
import type { EigrpInterface } from './eigrp-interface.ts';
import { infiniteMetric } from './metric.ts';
import type { EigrpNeighbour } from './neighbour.ts';
import { tellsAsStub } from './stub.ts';
import { mayTellBeside } from './summaries.ts';
import type { TopologyEntry, TopologyWay } from './topology.ts';

interface AdvertisingOwner {
  readonly configuration: EigrpConfiguration;
  readonly interfaces: ReadonlyMap<string, EigrpInterface>;
}

export class EigrpAdvertising {
  constructor(private readonly owner: AdvertisingOwner) {}

  /** Split horizon: nobody is told of a way out of the interface that he is on. What has no way is told to all. */
  mayTell(entry: TopologyEntry, { interfaceName }: EigrpNeighbour): boolean {
    const { best } = entry;
    const own = this.owner.interfaces.get(interfaceName)?.parameters;
    if (own && !mayTellBeside(entry, own.summaries)) return false;
    if (!best) return true;
    const { stub } = this.owner.configuration;
    if (stub && !tellsAsStub(entry, stub)) return false;
    return own?.hasSplitHorizon === false || wayOutOf(best) !== interfaceName;
  }

  /** An answer says that there is no way where none may be told. */
  answerFor(entry: TopologyEntry, neighbour: EigrpNeighbour): EigrpRoute {
    const route = this.routeFor(entry, neighbour);
    return this.mayTell(entry, neighbour) ? route : { ...route, metric: infiniteMetric };
  }

  /** With the router that it came from as next hop, where that is on the same interface and is to be named. */
  routeFor(entry: TopologyEntry, neighbour: EigrpNeighbour): EigrpRoute {
    const { best } = entry;
    const isNamed = !this.isNextHopSelf(neighbour) && best?.neighbour?.interfaceName === neighbour.interfaceName;
    return { ...routeOf(entry), nextHop: (isNamed ? hopOf(best) : undefined) ?? 0 };
  }

  isNextHopSelf({ interfaceName }: EigrpNeighbour): boolean {
    return this.owner.interfaces.get(interfaceName)?.parameters.isNextHopSelf ?? true;
  }
}

/** Where packets go by a way; undefined where that is this router. */
const wayOutOf = (way: TopologyWay): string | undefined => way.neighbour?.interfaceName ?? way.interfaceName;
export const hopOf = (way: TopologyWay | undefined): number | undefined => way?.nextHop ?? way?.neighbour?.address;

/** As it is told to whom no next hop is named. */
export function routeOf({ network, mask, best, metric }: TopologyEntry): EigrpRoute {
  const route: EigrpRoute = { network, mask, nextHop: 0, metric };
  return best?.external ? { ...route, external: best.external } : route;
}
