/** The routes of a host in the order of the kernel: by network, the default route first; what is local is not among them. */
import type { Route, RoutingTable } from '../../router/routing/routing-table.ts';

export function shownRoutes({ installed }: RoutingTable): Route[] {
  return installed.filter(({ via }) => via?.name !== 'lo').sort((a, b) => a.network - b.network || a.mask - b.mask);
}
