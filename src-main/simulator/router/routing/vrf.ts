/** Tables of routes apart from one another (VRF): interfaces belong to one, and packets stay in theirs. */
import { RoutingTable } from './routing-table.ts';

export interface Vrf {
  readonly name: string;
  /** How it was configured: `ip vrf NAME`, or `vrf definition NAME` from 15 on. */
  readonly style: 'ip vrf' | 'vrf definition';
  /** `rd`: the route distinguisher. */
  distinguisher: string | undefined;
  description: string;
  /** `route-target import|export X`, kept: no routes are exchanged by BGP here. */
  routeTargets: string[];
  /** `address-family ipv4` under `vrf definition`: without it there are no IPv4 addresses in it. */
  hasIpv4: boolean;
  readonly routes: RoutingTable;
}

export function newVrf(name: string, style: Vrf['style']): Vrf {
  return {
    name,
    style,
    distinguisher: undefined,
    description: '',
    routeTargets: [],
    hasIpv4: style === 'ip vrf',
    routes: new RoutingTable(),
  };
}
