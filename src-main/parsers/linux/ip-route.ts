/** ip route, of one table or of all, and ip route get. */
import type { Parsed, Sourced } from '../parsed.ts';
import { parseRecords, passes, type Records } from '../records.ts';
import { RuleTable, rule } from '../rules.ts';
import { integer, words } from '../values.ts';

export interface LinuxRoute extends Sourced {
  /** "default", a network or an address. */
  destination: string;
  /** unicast if it is not here; blackhole, unreachable, prohibit, local, broadcast, multicast, throw, nat. */
  type?: string;
  gateway?: string;
  device?: string;
  source?: string;
  protocol?: string;
  scope?: string;
  metric?: number;
  table?: string;
  mtu?: number;
  from?: string;
  /** onlink, linkdown, dead, pervasive, offload. */
  flags?: string[];
  /** Several ways for one destination. */
  nextHops?: { gateway?: string; device?: string; weight?: number }[];
}

const TYPES = 'unicast|local|broadcast|multicast|throw|unreachable|prohibit|blackhole|nat|anycast';
const DESTINATION = String.raw`default|\d{1,3}(?:\.\d{1,3}){0,3}(?:\/\d{1,2})?|[0-9a-fA-F]{0,4}:[0-9a-fA-F:.]{1,45}(?:\/\d{1,3})?`;
const NAMES: Record<string, keyof LinuxRoute> = { dev: 'device', src: 'source', proto: 'protocol', scope: 'scope', table: 'table', from: 'from' }; // prettier-ignore
const OTHERS = /^(?:error|pref|nhid|weight|tos|realms|advmss|hoplimit|initcwnd|initrwnd|rtt|rto_min|window|cwnd|ssthresh|uid|expires|quickack|congctl|features|age|users|used|iif|oif)$/; // prettier-ignore
const FLAGS = /^(?:onlink|linkdown|dead|pervasive|offload|trap|notify|cache|redirected)$/;

/** Pairs of a name and a value, and single words; false if something of it is no route's. */
function readParts(route: Partial<LinuxRoute>, parts: readonly string[]): boolean {
  const rest = parts.filter((one) => !FLAGS.test(one) && !/^inet6?$/.test(one));
  const flags = parts.filter((one) => FLAGS.test(one));
  if (flags.length > 0) route.flags = flags;
  for (let i = 0; i < rest.length; i += 2) {
    const [name = '', value = ''] = rest.slice(i, i + 2);
    if (value === '' || !readPair(route, name, value)) return false;
  }
  return true;
}

function readPair(route: Partial<LinuxRoute>, name: string, value: string): boolean {
  const field = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
  if (field !== undefined) Object.assign(route, { [field]: value });
  else if (name === 'via') {
    route.gateway = value;
    return /[.:]/.test(value);
  } else if (/^(?:metric|mtu)$/.test(name)) Object.assign(route, { [name]: integer(value) });
  else return OTHERS.test(name);
  return true;
}

const TABLE = new RuleTable<Records<LinuxRoute>>([
  rule<Records<LinuxRoute>, [string | undefined, string, string]>(
    new RegExp(`^(?:(${TYPES}) )?(${DESTINATION}) ((?:via|dev|proto|scope|metric|table|from|src|nhid|tos|error) .*)$`),
    (routes, [type, destination, rest], line) => {
      const route: Partial<LinuxRoute> = {};
      if (!readParts(route, words(rest)) || (route.gateway !== undefined && route.device === undefined)) return false;
      return routes.begin(line, { destination, type, ...route });
    },
  ),
  rule<Records<LinuxRoute>, [string | undefined, string]>(
    new RegExp(`^(?:(${TYPES}) (?=.))?((?<= )(?:${DESTINATION})|default)$`),
    (routes, [type, destination], line) => routes.begin(line, { destination, type }),
  ),
  rule<Records<LinuxRoute>, [string]>(
    /^nexthop (.*)$/,
    ({ last }, [text]) => {
      const hop: Partial<LinuxRoute> = {};
      const weight = integer(/(?:^| )weight (\d+)/.exec(text)?.[1]);
      if (!last || !readParts(hop, words(text))) return false;
      const { gateway, device } = hop;
      (last.nextHops ??= []).push({ ...(gateway === undefined ? {} : { gateway }), ...(device === undefined ? {} : { device }), ...(weight === undefined ? {} : { weight }) }); // prettier-ignore
      return true;
    },
    ({ last }) => last !== undefined,
  ),
  // ip route get
  passes(/^cache(?: .*)?$/),
]);

export function parseIpRoute(text: string): Parsed<LinuxRoute> {
  return parseRecords(text, TABLE);
}
