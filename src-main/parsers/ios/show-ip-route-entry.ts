/** show ip route A.B.C.D [MASK]: the one entry that serves an address. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, begins, passes, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer, listed } from '../values.ts';

export interface RouteEntry extends Sourced {
  network: string;
  prefixLength: number;
  isSupernet: boolean;
  vrf?: string;
  /** "static", "eigrp 10", "connected". */
  knownVia?: string;
  distance?: number;
  metric?: number;
  type?: string;
  tag?: number;
  isCandidateDefault: boolean;
  redistributingVia?: string;
  advertisedBy?: string;
  lastUpdateFrom?: string;
  lastUpdateInterface?: string;
  nextHops: RouteEntryHop[];
}

export interface RouteEntryHop {
  line: number;
  address?: string;
  interface?: string;
  from?: string;
  age?: string;
  metric?: number;
  shareCount?: number;
  tag?: number;
  /** The one that is used for the next packet: marked with an asterisk. */
  isNext: boolean;
}

type State = Records<RouteEntry>;
type Known = [via: string, distance: string, metric: string | undefined, others: string | undefined];

const HOP = /^(\* )?(directly connected|\d+\.\d+\.\d+\.\d+)(?: \([^)]*\))?(?:, (.*))?$/;

type Hop = [next: string | undefined, address: string, rest: string | undefined];

function addHop({ last }: State, [next, address, rest]: Hop, line: number): boolean {
  const hop: RouteEntryHop = { line, isNext: next !== undefined };
  if (address !== 'directly connected') hop.address = address;
  if (!last || !listed(rest ?? '').every((part) => readPart(hop, part))) return false;
  last.nextHops.push(hop);
  return true;
}

/** `from 10.255.0.2`, `00:12:01 ago`, `via Tunnel0` */
function readPart(hop: RouteEntryHop, part: string): boolean {
  const [word = '', value, none] = part.split(' ');
  if (value === undefined || none !== undefined) return false;
  if (word === 'via') hop.interface = value;
  else if (word === 'from') hop.from = value;
  else if (value === 'ago') hop.age = word;
  else return false;
  return true;
}

function hopOf({ last }: State): RouteEntryHop | undefined {
  return last?.nextHops.at(-1);
}

const TABLE = new RuleTable<State>([
  begins<RouteEntry, [string, string, string | undefined]>(
    /^Routing entry for (\d+\.\d+\.\d+\.\d+)\/(\d+)(, supernet)?$/,
    ([network, length, supernet]) => ({
      network,
      prefixLength: Number(length),
      isSupernet: supernet !== undefined,
      isCandidateDefault: false,
      nextHops: [],
    }),
  ),
  says<RouteEntry, Known>(
    /^Known via "([^"]*)", distance (\d+), metric (\d+)(?: \([^)]*\))?(, .*)?$/,
    ([knownVia, distance, metric, others = '']) => ({
      knownVia,
      distance: integer(distance),
      metric: integer(metric),
      type: /, type ([^,]+)/.exec(others)?.[1],
      isCandidateDefault: others.includes('candidate default'),
    }),
  ),
  says<RouteEntry, [string]>(/^Tag (\d+)(?:, type .*)?$/, ([tag]) => ({ tag: integer(tag) })),
  says<RouteEntry, [string]>(/^Redistributing via (.+)$/, ([redistributingVia]) => ({ redistributingVia })),
  says<RouteEntry, [string]>(/^Advertised by (.+)$/, ([advertisedBy]) => ({ advertisedBy })),
  says<RouteEntry, [string, string | undefined]>(/^Last update from (\S+)(?: on (\S+))?,? .*ago$/, ([from, name]) => ({
    lastUpdateFrom: from,
    lastUpdateInterface: name?.replace(/,$/, ''),
  })),
  passes(/^Routing Descriptor Blocks:$/),
  rule<State, Hop>(HOP, addHop, ({ last }) => last !== undefined),
  rule<State, [string, string]>(
    /^Route metric is (\d+), traffic share count is (\d+)$/,
    (state, [metric, shareCount]) =>
      Object.assign(hopOf(state) ?? {}, { metric: Number(metric), shareCount: Number(shareCount) }),
    (state) => hopOf(state) !== undefined,
  ),
  rule<State, [string]>(
    /^Route tag (\d+)$/,
    (state, [tag]) => Object.assign(hopOf(state) ?? {}, { tag: Number(tag) }),
    (state) => hopOf(state) !== undefined,
  ),
  passes(/^(?:Total delay|Reliability|Loading|AS Hops|MPLS label|Opaque data).*$/),
  passes(/^% (?:Network|Subnet) not in table$/),
  rule<State, [string]>(/^Routing Table: (\S+)$/, () => undefined),
]);

export function parseShowIpRouteEntry(text: string): Parsed<RouteEntry> {
  const records = new Records<RouteEntry>();
  const reading = readLines(text, TABLE, records);
  // Each hop ends with its metric.
  return conclude(reading, records.all, records.last !== undefined && hopOf(records)?.metric === undefined);
}
