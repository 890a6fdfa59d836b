/**
 * show route [interface | connected | static | vrf V | management-only], show ipv6 route
 *
 * A record is one table. Before 9.x there were no L routes; a next hop may stand on a line of its own, a name may stand
 * for an address, and `tunneled` marks a default for tunnels.
 */
import { conclude } from '../account.ts';
import { kindOf } from '../ios/show-ip-route.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, passes } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { listed, words } from '../values.ts';

export interface AsaRoutingTable extends Sourced {
  /** A table with a name: "mgmt-only", a VRF's. */
  name?: string;
  /** The gateway of last resort; absent when it is not set. */
  gateway?: string;
  gatewayNetwork?: string;
  routes: AsaRoute[];
}

export interface AsaRoute extends Sourced {
  /** As printed, with one blank between its parts: "S*", "O E1", "D EX". */
  code: string;
  /** What the legend says of the code's letters: "static", "ospf"; "external type 1". */
  protocol?: string;
  type?: string;
  /** The first letters of the code, without its marks: "S" of "S*". */
  letters?: string;
  /** `*`: it may become the default route. */
  isCandidateDefault?: boolean;
  network: string;
  /** Dotted; of IPv6 absent. */
  mask?: string;
  prefixLength?: number;
  isConnected: boolean;
  isTunneled: boolean;
  nextHops: AsaNextHop[];
}

export interface AsaNextHop {
  line: number;
  address?: string;
  /** The name of the interface. */
  interface?: string;
  distance?: number;
  metric?: number;
  /** As printed: "3w1d". */
  age?: string;
}

class Tables extends Records<AsaRoutingTable> {
  route: AsaRoute | undefined;
  /** Said before the first route, which it opens the table with. */
  gateway: { line: number; gateway: string; gatewayNetwork: string } | undefined;

  /** The heading of the table whose routes follow. */
  heading: { line: number; name: string } | undefined;

  ensure(line: number): void {
    if (this.heading) this.open(this.heading.line, this.heading.name);
    else if (!this.last) this.open(line, undefined);
    this.heading = undefined;
    if (this.gateway && this.last?.gateway === undefined) {
      const { gateway, gatewayNetwork } = this.gateway;
      this.set(this.gateway.line, { gateway, gatewayNetwork });
    }
    this.gateway = undefined;
  }

  open(line: number, name: string | undefined): void {
    this.begin(line, { routes: [] });
    if (name !== undefined) this.set(line, { name });
    this.route = undefined;
  }
}

const CODE = String.raw`(?:[A-Z][A-Z0-9]?|i|o)[*+%]?(?:\s*(?:[A-Z][A-Z0-9]|ia|su|[+*]))?`;
const AGE = /^(?:\d{1,3}:\d\d:\d\d|(?:\d+[ywdhms])+|never)$/;
const COST = /^\[(\d+)\/(\d+)\]\s+(?=via |is )/;

/** `[110/21] via 10.1.1.1, 3w1d, inside`, `is directly connected, outside`, `via fe80::1, outside` */
function hopOf(text: string, line: number): { hop: AsaNextHop; isTunneled: boolean } | undefined {
  const hop: AsaNextHop = { line };
  const cost = COST.exec(text);
  if (cost) Object.assign(hop, { distance: Number(cost[1]), metric: Number(cost[2]) });
  let isTunneled = false;
  const parts = listed(cost ? text.slice(cost[0].length) : text);
  const isRead = parts.every((part) => {
    const [, address, tunneled] = /^via (\S+)( tunneled)?$/.exec(part) ?? [];
    if (address !== undefined) {
      hop.address = address;
      isTunneled ||= tunneled !== undefined;
    } else if (AGE.test(part)) hop.age = part;
    else if (/^(?:is (?:directly connected|a summary)|connected by VPN \(advertised\))$/.test(part)) return true;
    else if (/^(?!\d[\d:ywdhm]*$)[\w.\-/:]+(?: tunneled)?$/.test(part) && hop.interface === undefined) {
      isTunneled ||= part.endsWith(' tunneled');
      hop.interface = part.split(' ', 1)[0] ?? '';
    } else return part === 'tunneled';
    return true;
  });
  return isRead && (parts.length > 0 || cost) ? { hop, isTunneled } : undefined;
}

type RouteLine = [code: string, network: string, mask: string, rest: string | undefined];

/** What follows the network of a route. */
const HOW = /^(?:\[|via |is directly connected|is a summary|connected by VPN)/;

function addRoute(tables: Tables, [code, network, mask, rest = '']: RouteLine, line: number): boolean {
  const found = HOW.test(rest) ? hopOf(rest, line) : undefined;
  if (rest !== '' && !found) return false;
  const route: AsaRoute = {
    line,
    at: { code: line, network: line },
    code: words(code).join(' '),
    ...(code.startsWith('V') ? { protocol: 'vpn' } : kindOf(words(code).join(' '))),
    ...lettersOf(code),
    network,
    ...prefixOf(mask),
    isConnected: rest.includes('is directly connected'),
    isTunneled: found?.isTunneled ?? false,
    nextHops: found ? [found.hop] : [],
  };
  tables.ensure(line);
  tables.last?.routes.push(route);
  tables.route = route;
  return true;
}

/** `S*`, `O*E2` */
function lettersOf(code: string): Pick<AsaRoute, 'letters' | 'isCandidateDefault'> {
  const letters = /^[A-Za-z0-9]+/.exec(code)?.[0];
  return { ...(letters === undefined ? {} : { letters }), ...(code.includes('*') ? { isCandidateDefault: true } : {}) };
}

/** `/64`, `255.255.255.0` */
function prefixOf(mask: string): Pick<AsaRoute, 'mask' | 'prefixLength'> {
  if (mask.startsWith('/')) return { prefixLength: Number(mask.slice(1)) };
  const length = lengthOf(mask);
  return { mask, ...(length === undefined ? {} : { prefixLength: length }) };
}

function lengthOf(mask: string): number | undefined {
  const bits = mask.split('.').map((octet) => Number(octet).toString(2).padStart(8, '0')).join(''); // prettier-ignore
  return /^1*0*$/.test(bits) && bits.length === 32 ? bits.lastIndexOf('1') + 1 : undefined;
}

const HOP = /^((?:\[\d+\/\d+\]|via|is directly connected)(?:\s.*|,.*)?)$/;

const TABLE = new RuleTable<Tables>([
  passes(/^Codes: [A-Z] - .*$/),
  passes(/^(?:[A-Za-z][A-Za-z0-9]?|[*+%&]) - [A-Za-z].*$/),
  rule<Tables, [string]>(
    /^(?:Routing Table|Route Table|Routing table)\s*(?:for|:)\s*(\S+)$/i,
    (tables, [name], line) => {
      tables.heading = { line, name };
    },
  ),
  passes(/^IPv6 Routing Table - \d+ entries$/),
  passes(/^Gateway of last resort is not set$/),
  rule<Tables, [string, string]>(
    /^Gateway of last resort is (\S+) to network (\S+)$/,
    (tables, [gateway, gatewayNetwork], line) => {
      tables.gateway = { line, gateway, gatewayNetwork };
    },
  ),
  rule<Tables, RouteLine>(
    new RegExp(String.raw`^(${CODE})\s+([\w.-]+)\s+(\d+\.\d+\.\d+\.\d+)(?:\s+(\S.*))?$`),
    addRoute,
  ),
  rule<Tables, RouteLine>(
    new RegExp(String.raw`^(${CODE})\s+([0-9A-Fa-f]*:[0-9A-Fa-f:.]*)(\/\d+)(?:\s+(\S.*))?$`),
    addRoute,
  ),
  rule<Tables, [string]>(HOP, ({ route }, [text], line) => {
    const found = hopOf(text, line);
    if (!route || !found) return false;
    route.nextHops.push(found.hop);
    route.isTunneled ||= found.isTunneled;
    if (text.startsWith('is directly connected')) route.isConnected = true;
    return true;
  }),
  passes(/^(?:% (?:Network|Subnet) not in table|% Route does not exist)$/),
  passes(/^Routing entry for .*$/),
]);

export function parseShowRoute(text: string): Parsed<AsaRoutingTable> {
  const tables = new Tables();
  const reading = readLines(text, TABLE, tables);
  return conclude(reading, tables.all, tables.route?.nextHops.length === 0);
}
