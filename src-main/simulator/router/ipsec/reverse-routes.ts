/**
 * Reverse route injection: a static route for the networks at the other end of a crypto map's flow, while there are
 * associations for it, or as soon as the access list names them (`static`). The forms are those of seed 003. The routes to
 * the networks go into the table of routes that the packets come out of, those to the peer into that by which it is reached.
 */
import type { CryptoConfiguration } from './crypto-configuration.ts';
import type { ReverseRoute } from './crypto-map.ts';
import { insideVrfOfFlow } from './inside-vrf.ts';
import type { ProtectedFlow } from './protected-flow.ts';
import type { StaticRoute } from '../routing/routing-table.ts';

interface ReverseRoutes {
  readonly inside: readonly StaticRoute[];
  readonly frontDoor: readonly StaticRoute[];
}

export function reverseRoutesInto(
  vrf: string | undefined,
  flows: readonly ProtectedFlow[],
  crypto: CryptoConfiguration,
): StaticRoute[] {
  const routes = new Map<string, StaticRoute>();
  for (const flow of flows) {
    const byInterface = routeIntoInterface(flow, vrf);
    if (byInterface) routes.set(`${byInterface.network} ${byInterface.mask} ${flow.of.name}`, byInterface);
    const form = formOf(flow);
    if (!form) continue;
    const insideVrf = insideVrfOfFlow(crypto, flow);
    const { inside, frontDoor } = routesOf(flow, form, insideVrf);
    const meant = [...(insideVrf === vrf ? inside : []), ...(flow.frontDoor === vrf ? frontDoor : [])];
    for (const route of meant) routes.set(`${route.network} ${route.mask} ${route.nextHop ?? ''}`, route);
  }
  return [...routes.values()];
}

/**
 * To what a peer protects for whom an interface was made, by that interface: nobody has to ask for it ("route injection is
 * automatically enabled" for dynamic virtual tunnel interfaces: worded from memory of Reverse Route Injection, 12.4(15)T).
 * What GRE is between are the tunnel's own ends, and what is inside of it the association does not say.
 */
function routeIntoInterface(
  { of, tunnel, current, remoteSelector }: ProtectedFlow,
  vrf: string | undefined,
): StaticRoute | undefined {
  const { address: network, mask } = remoteSelector;
  if (!of.isAutomatic || tunnel?.isGre || of.vrf !== vrf || !current || mask === 0) return undefined;
  return { network, mask, nextHop: undefined, interfaceName: of.name, distance: 1 };
}

/** Undefined while there are no routes for it. */
function formOf({ origin, current }: ProtectedFlow): ReverseRoute | undefined {
  const form = origin.kind === 'map' ? origin.policy.reverseRoute : undefined;
  return form?.isStatic || current ? form : undefined;
}

function routesOf(flow: ProtectedFlow, form: ReverseRoute, insideVrf: string | undefined): ReverseRoutes {
  const { remote, remoteSelector, of, frontDoor } = flow;
  const { remotePeer, isGateway, isToPeer } = form;
  const common = commonOf(form);
  // From another table the next hop is not found, and the interface with the crypto map is named with it.
  const isElsewhere = insideVrf !== frontDoor;
  const toNetworks = (nextHop: number | undefined): StaticRoute[] => {
    const interfaceName = isElsewhere || nextHop === undefined ? of.name : undefined;
    const { address: network, mask } = remoteSelector;
    return [{ network, mask, nextHop, interfaceName, ...common }];
  };
  const host = { network: remote, mask: 0xffffffff, ...common };
  if (isToPeer === true)
    return { inside: toNetworks(remote), frontDoor: [{ ...host, nextHop: undefined, interfaceName: of.name }] };
  // `gateway`: to the peer, and to the peer by way of the gateway; without it the networks themselves go that way.
  if (remotePeer !== undefined && isGateway)
    return { inside: toNetworks(remote), frontDoor: [{ ...host, nextHop: remotePeer, interfaceName: undefined }] };
  return { inside: toNetworks(remotePeer ?? (isElsewhere ? remote : undefined)), frontDoor: [] };
}

function commonOf({ distance, tag }: ReverseRoute): Pick<StaticRoute, 'distance' | 'tag'> {
  return { distance: distance ?? 1, ...(tag === undefined ? {} : { tag }) };
}
