/**
 * show ip route with whatever words: a table, the entry that serves an address, or a summary. Which of them it is the
 * answer says, as words may be names of hosts, tables and protocols.
 */
import type { Parsed } from '../parsed.ts';
import { parseShowIpRoute, type RoutingTable } from './show-ip-route.ts';
import { parseShowIpRouteEntry, type RouteEntry } from './show-ip-route-entry.ts';
import { parseShowIpRouteSummary, type RouteSummary } from './show-ip-route-summary.ts';

export function parseShowIpRouteAny(text: string): Parsed<RoutingTable | RouteEntry | RouteSummary> {
  // A message of the router may have torn one of them.
  if (/Routing entry for \d|Routing Descriptor Blocks|Known via "/.test(text)) return parseShowIpRouteEntry(text);
  if (/IP routing table name is |IP routing table maximum-paths is /.test(text)) return parseShowIpRouteSummary(text);
  return parseShowIpRoute(text);
}
