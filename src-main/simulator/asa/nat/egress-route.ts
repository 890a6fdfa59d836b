/** The way to an address by one interface alone: a rule of translation chooses the interface, its routes the next hop. */
import { networkOf } from '../../../base/address.ts';
import type { Hop } from '../../router/routing/routing-table.ts';
import type { AsaConfiguration } from '../configuration.ts';
import type { NamedInterface } from '../named-interfaces.ts';

export function hopThrough(
  { routes }: AsaConfiguration,
  { name, one, address }: NamedInterface,
  destination: number,
): Hop | undefined {
  if (!one.isUp) return undefined;
  const own = address && { network: networkOf(address.address, address.mask), mask: address.mask };
  const connected = own && networkOf(destination, own.mask) === own.network ? own : undefined;
  const route = { source: 'connected', distance: 0, metric: 0, via: one } as const;
  if (connected) return { out: one, nextHop: destination, route: { ...route, ...connected, nextHop: undefined } };
  const [best] = routes
    .filter(({ interfaceName, network, mask }) => interfaceName === name && networkOf(destination, mask) === network)
    .sort((a, b) => b.mask - a.mask || a.distance - b.distance);
  if (!best) return undefined;
  const { network, mask, gateway, distance } = best;
  return {
    out: one,
    nextHop: gateway,
    route: { source: 'static', network, mask, distance, metric: 0, nextHop: gateway, via: one },
  };
}
