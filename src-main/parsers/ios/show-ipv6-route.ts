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

type Hop = Ipv6Route['nextHops'][number];

const NAME = /^(?![0-9A-Fa-f]+$)[A-Za-z][A-Za-z-]*\d[\d/.]*(?::\d+)?(?:%\S+)?$/;
const NOTE = /^(?:directly connected|receive|\S+ .*)$/;

/** `FE80::2, Tunnel0`, `GigabitEthernet0/0, directly connected`, `Null0, receive` */
function hopOf(text: string, line: number): Hop | undefined {
  const [first = '', ...rest] = listed(text);
  const hop: Hop = { line };
  if (NAME.test(first)) hop.interface = first;
  else if (first.includes(':')) hop.address = first;
  else return undefined;
  return rest.every((part) => readPart(hop, part)) ? hop : undefined;
}

function readPart(hop: Hop, part: string): boolean {
  if (NAME.test(part)) hop.interface = part;
  else if (NOTE.test(part)) hop.note = part;
  else return false;
  return true;
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
      return hop !== undefined && last?.nextHops.push(hop);
    },
    ({ last }) => last !== undefined,
  ),
]);

export function parseShowIpv6Route(text: string): Parsed<Ipv6Route> {
  const routes = new Records<Ipv6Route>();
  const reading = readLines(text, TABLE, routes);
  return conclude(reading, routes.all, routes.last?.nextHops.length === 0);
}
