/**
 * show ip route [vrf V] [connected | static | …]
 *
 * A record is one routing table. A route without a length of its own has that of the heading above it ("10.1.0.0/32 is
 * subnetted"); next hops may stand on lines of their own.
 */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { integer, listed, words } from '../values.ts';

export interface RoutingTable extends Sourced {
  vrf?: string;
  /** The gateway of last resort; absent when it is not set. */
  gateway?: string;
  gatewayNetwork?: string;
  routes: Route[];
}

export interface Route extends Sourced {
  /** As printed, with one blank between its parts: "S*", "O E2", "i L1". */
  code: string;
  /** What the legend says of the code's first letter, in one word: "connected", "ospf", "eigrp"; absent for others. */
  protocol?: string;
  /** What it says of the second: "inter area", "external type 2", "level-1". */
  type?: string;
  network: string;
  prefixLength: number;
  isConnected: boolean;
  /** "is a summary". */
  isSummary: boolean;
  nextHops: NextHop[];
}

export interface NextHop {
  line: number;
  address?: string;
  /** The table the next hop is in, where that is another one. */
  vrf?: string;
  interface?: string;
  /** As printed: "4d19h", "00:03:46". */
  age?: string;
  distance?: number;
  metric?: number;
}

/** By the first letter of a code. */
const PROTOCOLS: Readonly<Record<string, string>> = {
  C: 'connected',
  L: 'local',
  S: 'static',
  R: 'rip',
  M: 'mobile',
  B: 'bgp',
  D: 'eigrp',
  E: 'egp',
  I: 'igrp',
  O: 'ospf',
  i: 'isis',
  o: 'odr',
  P: 'static',
  U: 'static',
  H: 'nhrp',
  G: 'nhrp',
  g: 'nhrp',
  l: 'lisp',
  a: 'application',
  m: 'omp',
  n: 'nat',
  K: 'kernel',
};

const TYPES: Readonly<Record<string, string>> = {
  IA: 'inter area',
  ia: 'inter area',
  E1: 'external type 1',
  E2: 'external type 2',
  N1: 'NSSA external type 1',
  N2: 'NSSA external type 2',
  L1: 'level-1',
  L2: 'level-2',
  su: 'summary',
  EX: 'external',
};

/** `O*E2`, `D EX`, `i L1`: what the letters mean. */
export function kindOf(code: string): { protocol?: string; type?: string } {
  const protocol = PROTOCOLS[code.charAt(0)];
  const second = words(code.replace('*', ' ')).find((word, index) => index > 0 && Object.hasOwn(TYPES, word));
  const type = second === undefined ? undefined : TYPES[second];
  return { ...(protocol === undefined ? {} : { protocol }), ...(type === undefined ? {} : { type }) };
}

class Tables extends Records<RoutingTable> {
  route: Route | undefined;
  /** The length of routes that print none. */
  length: number | undefined;

  /** What was filtered (`| include Tunnel`) has no heading. */
  ensure(line: number): void {
    if (!this.last) this.open(line, {});
  }

  open(line: number, fields: Partial<RoutingTable>): void {
    this.begin(line, { ...fields, routes: [] });
    this.route = undefined;
    this.length = undefined;
  }
}

const ADDRESS = String.raw`\d+\.\d+\.\d+\.\d+`;
const CODE = String.raw`[A-Za-z][A-Za-z0-9*]{0,3}(?:\s+(?:[A-Z][A-Z0-9dio]|ia|su|[+%p&*]+)){0,2}`;
const ROUTE = new RegExp(String.raw`^(${CODE})\s+(${ADDRESS})(?:\/(\d+))?(?:\s+(\S.*))?$`);
type RouteLine = [code: string, network: string, length: string | undefined, rest: string | undefined];

const AGE = /^(?:\d{1,3}:\d\d:\d\d|(?:\d+[ywdhms])+|never)$/;
/** `Tunnel0`, `Null0`, `Sdwan-system-intf` */
const INTERFACE = /^(?:[A-Za-z][\w\-/.:]*\d|[A-Z][a-z]+-[a-z-]+)$/;
const COST = /^(?:\[NHO\])?\[(\d+)\/(\d+)\]\s*/;
const VIA = /^(?:routing )?via (\S+?)(?: \(([^)]*)\))?$/;

/** `[110/2] via 10.24.0.1, 1w4d, Gi3`, `[200/0], 3w4d, Null0`, `is directly connected, Vlan5`, `is a summary, 1d, Null0` */
function nextHopOf(text: string, line: number): NextHop | undefined {
  const hop: NextHop = { line };
  const cost = COST.exec(text);
  if (cost) {
    hop.distance = Number(cost[1]);
    hop.metric = Number(cost[2]);
  }
  const parts = listed(cost ? text.slice(cost[0].length) : text);
  return parts.every((part, index) => readPart(hop, part, index)) && (cost ?? !text.startsWith('[')) ? hop : undefined;
}

function readPart(hop: NextHop, part: string, index: number): boolean {
  const via = VIA.exec(part);
  if (via) {
    const [, address = '', vrf] = via;
    hop.address = address;
    if (vrf !== undefined) hop.vrf = vrf;
  } else if (AGE.test(part)) hop.age = part;
  else if (part === 'is possibly down') return index === 0;
  else if (/^is (?:directly connected|a summary)$/.test(part)) return index === 0;
  else if (INTERFACE.test(part) && hop.interface === undefined) hop.interface = part;
  else return false;
  return true;
}

function addRoute(tables: Tables, [code, network, length, rest = '']: RouteLine, line: number): boolean {
  const prefixLength = integer(length) ?? tables.length;
  const hop = nextHopOf(rest, line);
  if (prefixLength === undefined || !hop) return false;
  const route: Route = {
    line,
    at: { network: line, code: line },
    code: words(code).join(' '),
    ...kindOf(code),
    network,
    prefixLength,
    isConnected: rest.startsWith('is directly connected'),
    isSummary: rest.startsWith('is a summary'),
    nextHops: rest === '' ? [] : [hop],
  };
  tables.ensure(line);
  tables.last?.routes.push(route);
  tables.route = route;
  return true;
}

function addHop({ route }: Tables, text: string, line: number): boolean {
  const hop = nextHopOf(text, line);
  if (!route || !hop) return false;
  route.nextHops.push(hop);
  if (text.startsWith('is directly connected')) route.isConnected = true;
  return true;
}

const TABLE = new RuleTable<Tables>([
  rule<Tables, [string]>(/^Routing Table: (\S+)$/, (tables, [vrf], line) => tables.open(line, { vrf })),
  // The legend: letters with what they mean. It opens a table where no heading did.
  rule<Tables>(/^Codes: [A-Z] - (?:local|connected),.*$/, (tables, _, line) => {
    if (!tables.last || tables.last.routes.length > 0 || tables.last.gateway !== undefined) tables.open(line, {});
  }),
  passes(/^(?:[A-Za-z][A-Za-z0-9]?|[*+%&]) - [A-Za-z].*$/),
  rule<Tables>(/^Gateway of last resort is not set$/, (tables, _, line) => {
    tables.ensure(line);
    if (tables.last) tables.last.at['gateway'] = line;
  }),
  rule<Tables, [string, string]>(
    /^Gateway of last resort is (\S+) to network (\S+)$/,
    (tables, [gateway, gatewayNetwork], line) => {
      tables.ensure(line);
      tables.set(line, { gateway, gatewayNetwork });
    },
  ),
  rule<Tables, [string | undefined]>(
    /^\d+\.\d+\.\d+\.\d+(?:\/(\d+))? is (?:variably )?subnetted, \d+ subnets?(?:, \d+ masks?)?$/,
    (tables, [length]) => {
      tables.length = integer(length);
    },
  ),
  rule<Tables, RouteLine>(ROUTE, addRoute),
  rule<Tables, [string]>(
    /^((?:\[|is (?:directly connected|a summary|possibly down)|routing via ).*)$/,
    (tables, [text], line) => addHop(tables, text, line),
  ),
  passes(/^(?:% (?:Network|Subnet) not in table|% Route does not exist|ICMP redirect cache is empty)$/),
  rule<Tables, [string]>(/^Default gateway is (\S+)$/, (tables, [gateway], line) => {
    tables.ensure(line);
    tables.set(line, { gateway });
  }),
  passes(/^Host\s+Gateway\s+Last Use\s+Total Uses\s+Interface$/),
]);

export function parseShowIpRoute(text: string): Parsed<RoutingTable> {
  const tables = new Tables();
  const reading = readLines(text, TABLE, tables);
  const { route } = tables;
  return conclude(reading, tables.all, route?.nextHops.length === 0);
}
