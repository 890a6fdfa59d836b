/**
 * Reverse route injection: a static route for the networks at the other end of a crypto map's flow, while there are
 * associations for it, or as soon as the access list names them (`static`). The forms are those of seed 003.
 */
import type { ReverseRoute } from './crypto-map.ts';
import type { ProtectedFlow } from './protected-flow.ts';
import type { StaticRoute } from './routing-table.ts';

export function reverseRoutesOf(flows: readonly ProtectedFlow[]): StaticRoute[] {
  const routes = new Map<string, StaticRoute>();
  for (const flow of flows)
    for (const route of routesOf(flow)) routes.set(`${route.network} ${route.mask} ${route.nextHop ?? ''}`, route);
  return [...routes.values()];
}

function routesOf({ origin, current, remote, remoteSelector, of }: ProtectedFlow): StaticRoute[] {
  const form = origin.kind === 'map' ? origin.policy.reverseRoute : undefined;
  if (!form || (!form.isStatic && !current)) return [];
  const { address: network, mask } = remoteSelector;
  const common = commonOf(form);
  const { remotePeer, isGateway, isToPeer } = form;
  const host = { network: remote, mask: 0xffffffff };
  // By the interface with the crypto map.
  const byInterface = { nextHop: undefined, interfaceName: of.name };
  if (isToPeer === true)
    return [
      { network, mask, nextHop: remote, interfaceName: undefined, ...common },
      { ...host, ...byInterface, ...common },
    ];
  if (remotePeer === undefined) return [{ network, mask, ...byInterface, ...common }];
  // `gateway`: to the peer, and to the peer by way of the gateway; without it the networks themselves go that way.
  if (isGateway)
    return [
      { network, mask, nextHop: remote, interfaceName: undefined, ...common },
      { ...host, nextHop: remotePeer, interfaceName: undefined, ...common },
    ];
  return [{ network, mask, nextHop: remotePeer, interfaceName: undefined, ...common }];
}

function commonOf({ distance, tag }: ReverseRoute): Pick<StaticRoute, 'distance' | 'tag'> {
  return { distance: distance ?? 1, ...(tag === undefined ? {} : { tag }) };
}
