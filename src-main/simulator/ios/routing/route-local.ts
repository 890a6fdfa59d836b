/**
 * Routes to a router's own addresses, which routing tables list from 15 on beside the networks that are connected. An
 * address that is a network of its own has none (corpus muninn ios and iosxe: C 192.0.2.4, Loopback0).
 */
import { hostMask, networkOf } from '../../../base/address.ts';
import type { Route } from '../../router/routing/routing-table.ts';

export function localRoutes(installed: readonly Route[]): Route[] {
  return installed.flatMap((route) => {
    const { source, via, network, mask } = route;
    if (source !== 'connected' || !via || mask === hostMask) return [];
    const own = via.addresses.filter((one) => one.mask === mask && networkOf(one.address, mask) === network);
    return own.map(({ address }) => ({ ...route, network: address, mask: hostMask, code: 'L' }));
  });
}
