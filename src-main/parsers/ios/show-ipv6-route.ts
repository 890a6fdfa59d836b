/** show ipv6 route [vrf V]: a route is a line, its next hops are the lines after it. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { listed, words } from '../values.ts';

export interface Ipv6Route extends Sourced {
  /** As printed, with one blank between its parts. */
  code: string;
  /** "2001:DB8::/64". */
  prefix: string;
  distance: number;
  metric: number;
  tag?: number;
  nextHops: { line: number; address?: string; interface?: string; note?: string }[];
}

function hopOf(text: string, line: number): Ipv6Route['nextHops'][number] {
  const hop: Ipv6Route['nextHops'][number] = { line };
  for (const [index, part] of listed(text).entries()) {
    if (index === 0 && part.includes(':') && !/^[A-Z][a-z]/.test(part)) hop.address = part;
    else if (
      hop.interface === undefined &&
      !/^[0-9A-F]+$/i.test(part) &&
      /^[A-Za-z][A-Za-z-]*\d[\d/.:]*(?:%\S+)?$/.test(part)
    )
      hop.interface = part;
    else hop.note = part;
  }
  return hop;
}

type Row = [code: string, prefix: string, distance: string, metric: string, tag: string | undefined];

const TABLE = new RuleTable<Records<Ipv6Route>>([
  passes(/^IPv6 Routing Table - .*$/),
  passes(/^Codes: C - Connected,.*$/),
  passes(/^(?:[A-Z][A-Za-z0-9]{0,2}|[a-z]{1,2}) - [A-Z].*$/),
  rule<Records<Ipv6Route>, Row>(
    /^([A-Z][A-Z0-9]{0,3}\*?(?: [A-Z0-9]{2,3})?)\s+([0-9A-F]*:[0-9A-F:.]*\/\d+) \[(\d+)\/(\d+)\](?:, tag (\d+))?$/i,
    (routes, [code, prefix, distance, metric, tag], line) =>
      routes.begin(line, {
        code: words(code).join(' '),
        prefix,
        distance: Number(distance),
        metric: Number(metric),
        tag: tag === undefined ? undefined : Number(tag),
        nextHops: [],
      }),
  ),
  rule<Records<Ipv6Route>, [string]>(
    /^via (\S.*)$/,
    ({ last }, [text], line) => {
      const hop = hopOf(text, line);
      return (hop.address !== undefined || hop.interface !== undefined) && last?.nextHops.push(hop);
    },
    ({ last }) => last !== undefined,
  ),
]);

export function parseShowIpv6Route(text: string): Parsed<Ipv6Route> {
  const routes = new Records<Ipv6Route>();
  const reading = readLines(text, TABLE, routes);
  return conclude(reading, routes.all, routes.last?.nextHops.length === 0);
}
