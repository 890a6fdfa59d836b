/**
 * How an entry of an access list is typed: the syntax, put together once for every protocol, and what it binds. Written
 * out it would be some twenty lines of syntax for each place where an entry may stand.
 */
import type { AccessAction, AccessEntry, AddressMatch, PortMatch } from '../../router/access/access-list.ts';
import { anyAddress } from '../../router/access/access-list.ts';
import { Refusal } from '../../cli/refusal.ts';
import {
  dscpNames,
  icmpMessages,
  precedenceNames,
  protocolNumbers,
  tcpFlags,
  tcpPorts,
  tosNames,
  udpPorts,
} from './access-list-names.ts';

/** What the syntaxes below bind. */
export interface TypedEntry {
  readonly action: AccessAction;
  readonly protocol?: string | number;
  readonly sourceHost?: number;
  readonly source?: number;
  readonly sourceWildcard?: number;
  readonly destinationHost?: number;
  readonly destination?: number;
  readonly destinationWildcard?: number;
  readonly sourceEq?: readonly (string | number)[];
  readonly sourceNeq?: readonly (string | number)[];
  readonly sourceLt?: string | number;
  readonly sourceGt?: string | number;
  readonly sourceFrom?: string | number;
  readonly sourceTo?: string | number;
  readonly destinationEq?: readonly (string | number)[];
  readonly destinationNeq?: readonly (string | number)[];
  readonly destinationLt?: string | number;
  readonly destinationGt?: string | number;
  readonly destinationFrom?: string | number;
  readonly destinationTo?: string | number;
  readonly message?: string;
  readonly icmpType?: number;
  readonly icmpCode?: number;
  readonly established?: string;
  readonly fragments?: string;
  readonly ack?: string;
  readonly fin?: string;
  readonly psh?: string;
  readonly rst?: string;
  readonly syn?: string;
  readonly urg?: string;
  readonly dscp?: string | number;
  readonly precedence?: string | number;
  readonly tos?: string | number;
  readonly foreign?: string;
  readonly log?: string;
}

/** The syntax as TypeScript is to read it: it binds what any of those below can bind, and so a TypedEntry. */
export type EntrySyntax =
  '{permit|deny}:action [{<0-255>|ip}:protocol] [A.B.C.D:sourceHost] [A.B.C.D:source] [WILDCARD:sourceWildcard] [A.B.C.D:destinationHost] [A.B.C.D:destination] [WILDCARD:destinationWildcard] [WORD:message] [<0-255>:icmpType] [<0-255>:icmpCode] [established:established] [ack:ack] [fin:fin] [psh:psh] [rst:rst] [syn:syn] [urg:urg] [fragments:fragments] [dscp {<0-63>|ef}:dscp] [precedence {<0-7>|critical}:precedence] [tos {<0-15>|normal}:tos] [log:log] [option:foreign] [LINE:rest]';

/** The entries of standard lists: the wildcard may be left out. */
export const standardEntry = `{permit|deny}:action ( any | host A.B.C.D:sourceHost | A.B.C.D:source [WILDCARD:sourceWildcard] ) [log:log]`;

function addresses(end: string): string {
  return `( any | host A.B.C.D:${end}Host | A.B.C.D:${end} WILDCARD:${end}Wildcard )`;
}

function ports(end: string, names: Readonly<Record<string, number>>): string {
  const port = `{<0-65535>|${Object.keys(names).join('|')}}`;
  const ways = [
    `eq ${port}...:${end}Eq`,
    `neq ${port}...:${end}Neq`,
    `lt ${port}:${end}Lt`,
    `gt ${port}:${end}Gt`,
    `range ${port}:${end}From ${port}:${end}To`,
  ];
  return `[( ${ways.join(' | ')} )]`;
}

const named = (range: string, names: Readonly<Record<string, number>>): string =>
  `{${[range, ...Object.keys(names)].join('|')}}`;
const service = `*[dscp ${named('<0-63>', dscpNames)}:dscp] *[precedence ${named('<0-7>', precedenceNames)}:precedence] *[tos ${named('<0-15>', tosNames)}:tos]`;
const options = `*[fragments:fragments] ${service} *[{log|log-input}:log] [{option|time-range|ttl}:foreign LINE:rest]`;
const flags = ['established', ...Object.keys(tcpFlags)].map((flag) => `*[${flag}:${flag}]`).join(' ');
const withPorts = (protocol: string, names: Readonly<Record<string, number>>): string =>
  `${protocol}:protocol ${addresses('source')} ${ports('source', names)} ${addresses('destination')} ${ports('destination', names)}`;
const plain = Object.keys(protocolNumbers).filter((name) => !['tcp', 'udp', 'icmp'].includes(name));
const message = `[( {${Object.keys(icmpMessages).join('|')}}:message | <0-255>:icmpType [<0-255>:icmpCode] )]`;

/** The entries of extended lists, one for each kind of protocol. */
export const extendedEntries: readonly string[] = [
  `{permit|deny}:action {<0-255>|${plain.join('|')}}:protocol ${addresses('source')} ${addresses('destination')} ${options}`,
  `{permit|deny}:action ${withPorts('tcp', tcpPorts)} ${flags} ${options}`,
  `{permit|deny}:action ${withPorts('udp', udpPorts)} ${options}`,
  `{permit|deny}:action icmp:protocol ${addresses('source')} ${addresses('destination')} ${message} ${options}`,
];

/** What follows `permit` and `deny`. */
const protocolWords: Readonly<Record<string, string>> = {
  protocol: 'An IP protocol number',
  ahp: 'Authentication Header Protocol',
  eigrp: "Cisco's EIGRP routing protocol",
  esp: 'Encapsulation Security Payload',
  gre: "Cisco's GRE tunneling",
  icmp: 'Internet Control Message Protocol',
  igmp: 'Internet Gateway Message Protocol',
  ip: 'Any Internet Protocol',
  ipinip: 'IP in IP tunneling',
  nos: 'KA9Q NOS compatible IP over IP tunneling',
  ospf: 'OSPF routing protocol',
  pcp: 'Payload Compression Protocol',
  pim: 'Protocol Independent Multicast',
  tcp: 'Transmission Control Protocol',
  udp: 'User Datagram Protocol',
  any: 'Any source host',
  host: 'A single host address',
  source: 'Address to match',
  log: 'Log matches against this entry',
  'log-input': 'Log matches against this entry, including input interface',
};

/** What follows the protocol. */
const matchWords: Readonly<Record<string, string>> = {
  any: 'Any host',
  host: 'A single host',
  source: 'Source address',
  destination: 'Destination address',
  eq: 'Match only packets on a given port number',
  neq: 'Match only packets not on a given port number',
  lt: 'Match only packets with a lower port number',
  gt: 'Match only packets with a greater port number',
  range: 'Match only packets in the range of port numbers',
  established: 'Match established connections',
  fragments: 'Check non-initial fragments',
  ack: 'Match on the ACK bit',
  fin: 'Match on the FIN bit',
  psh: 'Match on the PSH bit',
  rst: 'Match on the RST bit',
  syn: 'Match on the SYN bit',
  urg: 'Match on the URG bit',
  dscp: 'Match packets with given dscp value',
  precedence: 'Match packets with given precedence value',
  tos: 'Match packets with given TOS value',
  option: 'Match packets with given IP Options value',
  'time-range': 'Specify a time-range',
  ttl: 'Match packets with given TTL value',
  log: 'Log matches against this entry',
  'log-input': 'Log matches against this entry, including input interface',
  icmpType: 'ICMP message type',
  ...sameHelp(Object.keys(icmpMessages), (name) => `ICMP message ${name}`),
};

/** The helps of all these words. Each stands under the word that leads to it, for many mean something else elsewhere. */
export const entryWords: Readonly<Record<string, string>> = {
  permit: 'Specify packets to forward',
  deny: 'Specify packets to reject',
  sourceHost: 'Source address',
  sourceWildcard: 'Source wildcard bits',
  destinationHost: 'Destination address',
  destinationWildcard: 'Destination wildcard bits',
  icmpCode: 'ICMP message code',
  'dscp dscp': 'Differentiated services codepoint value',
  'precedence precedence': 'Precedence value',
  'tos tos': 'Type of service value',
  ...led(
    'dscp',
    serviceHelps('dscp', dscpNames, (value) => value.toString(2).padStart(6, '0')),
  ),
  ...led('precedence', serviceHelps('precedence', precedenceNames)),
  ...led('tos', serviceHelps('TOS', tosNames)),
  ...led('action', protocolWords),
  ...led('protocol', matchWords),
  'foreign rest': 'What it is to match',
  ...portWords(),
};

function sameHelp(words: readonly string[], help: (word: string) => string): Record<string, string> {
  return Object.fromEntries(words.map((word) => [word, help(word)]));
}

function serviceHelps(
  what: string,
  names: Readonly<Record<string, number>>,
  shown: (value: number) => string = String,
): Record<string, string> {
  const helps = Object.entries(names).map(([name, value]) => [
    name,
    `Match packets with ${name} ${what} (${shown(value)})`,
  ]);
  return Object.fromEntries(helps) as Record<string, string>;
}

function led(by: string, words: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(words).map(([word, help]) => [`${by} ${word}`, help]));
}

function portWords(): Record<string, string> {
  const names = sameHelp(Object.keys({ ...tcpPorts, ...udpPorts }), (name) => `Port ${name}`);
  const operators = { eq: ['Eq'], neq: ['Neq'], lt: ['Lt'], gt: ['Gt'], range: ['From', 'To'] };
  const words: Record<string, string> = {};
  for (const [operator, ends] of Object.entries(operators)) {
    const numbers = ends.flatMap((end) => [`source${end}`, `destination${end}`]);
    Object.assign(words, led(operator, { ...names, ...sameHelp(numbers, () => 'Port number') }));
    // The second end of a range follows the first.
    if (operator === 'range')
      for (const from of ['sourceFrom', 'destinationFrom']) Object.assign(words, led(from, names));
  }
  return { ...words, sourceTo: 'Port number', destinationTo: 'Port number' };
}

/** What was typed, as an entry. @param sequence where it is to stand */
export function entryOf(typed: TypedEntry, sequence: number): AccessEntry {
  // Where a packet came in, and from which station, is not known where lists are asked.
  if (typed.log === 'log-input') throw Refusal.notSimulated("'log-input' is not simulated: use 'log'");
  if (typed.foreign !== undefined) throw Refusal.notSimulated(`'${typed.foreign}' is not simulated in access lists`);
  const protocol = protocolOf(typed.protocol);
  const portOf = (port: string | number): number => numberOfPort(protocol, port);
  const sourcePort = portsTyped(sourcePorts(typed), portOf);
  const destinationPort = portsTyped(destinationPorts(typed), portOf);
  const icmp = icmpOf(typed);
  return {
    sequence,
    action: typed.action,
    protocol,
    source: addressOf(typed.sourceHost, typed.source, typed.sourceWildcard),
    destination: addressOf(typed.destinationHost, typed.destination, typed.destinationWildcard),
    ...(sourcePort && { sourcePort }),
    ...(destinationPort && { destinationPort }),
    ...(icmp && { icmp }),
    ...(typed.established !== undefined && { isEstablished: true }),
    ...(typed.fragments !== undefined && { isFragments: true }),
    ...flagsOf(typed),
    ...serviceOf(typed),
    ...(typed.log !== undefined && { isLogged: true }),
    matches: 0,
  };
}

function flagsOf(typed: TypedEntry): Pick<AccessEntry, 'tcpFlags'> {
  const bits = Object.entries(tcpFlags).map(([name, bit]) => (typed[name as keyof TypedEntry] === undefined ? 0 : bit));
  const all = bits.reduce((sum, bit) => sum | bit, 0);
  return all === 0 ? {} : { tcpFlags: all };
}

function serviceOf(typed: TypedEntry): Pick<AccessEntry, 'dscp' | 'precedence' | 'tos'> {
  const numberOf = (names: Readonly<Record<string, number>>, value: string | number): number =>
    typeof value === 'number' ? value : (names[value] ?? 0);
  const { dscp, precedence, tos } = typed;
  return {
    ...(dscp !== undefined && { dscp: numberOf(dscpNames, dscp) }),
    ...(precedence !== undefined && { precedence: numberOf(precedenceNames, precedence) }),
    ...(tos !== undefined && { tos: numberOf(tosNames, tos) }),
  };
}

function protocolOf(protocol: string | number | undefined): number {
  if (typeof protocol === 'number') return protocol;
  return protocolNumbers[(protocol ?? 'ip') as keyof typeof protocolNumbers];
}

/** Bits that the wildcard leaves open are not kept. */
function addressOf(host: number | undefined, address: number | undefined, wildcard = 0): AddressMatch {
  if (host !== undefined) return { address: host, wildcard: 0 };
  if (address === undefined) return anyAddress;
  return { address: (address & ~wildcard) >>> 0, wildcard };
}

interface TypedPorts {
  readonly eq: readonly (string | number)[] | undefined;
  readonly neq: readonly (string | number)[] | undefined;
  readonly lt: string | number | undefined;
  readonly gt: string | number | undefined;
  readonly from: string | number | undefined;
  readonly to: string | number | undefined;
}

function sourcePorts(typed: TypedEntry): TypedPorts {
  const { sourceEq: eq, sourceNeq: neq, sourceLt: lt, sourceGt: gt, sourceFrom: from, sourceTo: to } = typed;
  return { eq, neq, lt, gt, from, to };
}

function destinationPorts(typed: TypedEntry): TypedPorts {
  const { destinationEq: eq, destinationNeq: neq, destinationLt: lt, destinationGt: gt } = typed;
  return { eq, neq, lt, gt, from: typed.destinationFrom, to: typed.destinationTo };
}

function portsTyped(typed: TypedPorts, portOf: (port: string | number) => number): PortMatch | undefined {
  const { eq, neq, lt, gt, from, to } = typed;
  if (eq) return { operator: 'eq', ports: eq.map(portOf) };
  if (neq) return { operator: 'neq', ports: neq.map(portOf) };
  if (lt !== undefined) return { operator: 'lt', ports: [portOf(lt)] };
  if (gt !== undefined) return { operator: 'gt', ports: [portOf(gt)] };
  if (from === undefined || to === undefined) return undefined;
  // IOS puts the ends of a range in order.
  return { operator: 'range', ports: [portOf(from), portOf(to)].sort((a, b) => a - b) };
}

function numberOfPort(protocol: number, port: string | number): number {
  if (typeof port === 'number') return port;
  return (protocol === protocolNumbers.tcp ? tcpPorts : udpPorts)[port] ?? 0;
}

function icmpOf({ message: name, icmpType, icmpCode }: TypedEntry): { type: number; code?: number } | undefined {
  const [type, code] = name === undefined ? [icmpType, icmpCode] : (icmpMessages[name] ?? []);
  if (type === undefined) return undefined;
  return code === undefined ? { type } : { type, code };
}
