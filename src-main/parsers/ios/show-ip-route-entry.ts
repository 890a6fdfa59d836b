/** show ip route A.B.C.D [MASK]: the one entry that serves an address. */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes, says } from '../records.ts';
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
  /** The table the next hop is in, where that is another one. */
  vrf?: string;
  /** Of EIGRP and BGP, as printed: "Total delay is 50010 microseconds", "AS Hops 2". */
  others?: string[];
  /** The one that is used for the next packet: marked with an asterisk. */
  isNext: boolean;
}

class State extends Records<RouteEntry> {
  /** What stands above the entry. */
  vrf: string | undefined;
}
type Known = [via: string, distance: string, metric: string | undefined, others: string | undefined];

const HOP = /^(\* )?(directly connected|\d+\.\d+\.\d+\.\d+)(?: \(([^)]*)\))?(?:, (.*))?$/;

type Hop = [next: string | undefined, address: string, vrf: string | undefined, rest: string | undefined];

function addHop({ last }: State, [next, address, vrf, rest]: Hop, line: number): boolean {
  const hop: RouteEntryHop = { line, isNext: next !== undefined };
  if (address !== 'directly connected') hop.address = address;
  if (vrf !== undefined) hop.vrf = vrf;
  if (!last || !listed(rest ?? '').every((part) => readPart(hop, part))) return false;
  last.nextHops.push(hop);
  return true;
}

/** `from 10.255.0.2`, `00:12:01 ago`, `via Tunnel0` */
function readPart(hop: RouteEntryHop, part: string): boolean {
  const [word = '', value, none] = part.split(' ');
  // `recursive-via-host`, `repair path`
  if (/^(?:recursive|repair|binding|permanent|backup|merge)/.test(word)) return (hop.others ??= []).push(part) > 0;
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

const FIELDS = [
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
  says<RouteEntry, [string, string | undefined]>(/^Tag (\d+)(?:, type (\S.*))?$/, ([tag, type]) => ({
    tag: integer(tag),
    type,
  })),
  says<RouteEntry, [string]>(/^Redistributing via (.+)$/, ([redistributingVia]) => ({ redistributingVia })),
  says<RouteEntry, [string]>(/^Advertised by (.+)$/, ([advertisedBy]) => ({ advertisedBy })),
  says<RouteEntry, [string, string | undefined]>(
    /^Last update from (\S+)(?: on (\S+))?,? (?=\S).*ago$/,
    ([from, name]) => ({
      lastUpdateFrom: from,
      lastUpdateInterface: name?.replace(/,$/, ''),
    }),
  ),
];

const TABLE = new RuleTable<State>([
  ...FIELDS,
  rule<State, [string, string, string | undefined]>(
    /^Routing entry for (\d+\.\d+\.\d+\.\d+)\/(\d+)(, supernet)?$/,
    (state, [network, length, supernet], line) =>
      state.begin(line, {
        network,
        prefixLength: Number(length),
        isSupernet: supernet !== undefined,
        vrf: state.vrf,
        isCandidateDefault: false,
        nextHops: [],
      }),
  ),
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
  rule<State, [string]>(
    /^(Total delay is \d+ microseconds, minimum bandwidth is \d+ Kbit|Reliability \d+\/255, minimum MTU \d+ bytes|Loading \d+\/255, Hops \d+|AS Hops \d+|MPLS label: ?\S+|Opaque data .*|SR .*|opaque_ptr \S+|MPLS Flags: ?.*|NSF .*|Repair path.*|BGP .*|SGT .*|Color .*)$/,
    (state, [text]) => {
      const hop = hopOf(state);
      if (hop) (hop.others ??= []).push(text);
    },
    (state) => hopOf(state) !== undefined,
  ),
  passes(/^% (?:Network|Subnet) not in table$/),
  rule<State, [string]>(/^Routing Table: (\S+)$/, (state, [vrf]) => {
    state.vrf = vrf;
  }),
]);

export function parseShowIpRouteEntry(text: string): Parsed<RouteEntry> {
  const records = new State();
  const reading = readLines(text, TABLE, records);
  // Each hop ends with its metric.
  return conclude(reading, records.all, records.last !== undefined && hopOf(records)?.metric === undefined);
}
