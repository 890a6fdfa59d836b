/**
 * show interface [I] [detail | stats], show interface of a VTI and of a VLAN
 *
 * A record is one interface. Hardware counters stand first, those of the named interface after `Traffic Statistics for`.
 */
import { conclude } from '../account.ts';
import { put, type Parsed } from '../parsed.ts';
import { Records, type Fields } from '../records.ts';
import { RuleTable, readLines, rule, type Groups, type Rule } from '../rules.ts';
import { integer, listed } from '../values.ts';
import type { AsaInterface, AsaRate, AsaTraffic } from './interface.ts';

class Interfaces extends Records<AsaInterface> {
  traffic: AsaTraffic | undefined;
}

const hasInterface = ({ last }: Interfaces): boolean => last !== undefined;

function fact<G extends Groups>(pattern: RegExp, fields: (groups: G) => Fields<AsaInterface>): Rule<Interfaces, G> {
  return rule<Interfaces, G>(pattern, (interfaces, groups, line) => interfaces.set(line, fields(groups)), hasInterface);
}

type Head = [name: string, zone: string | undefined, status: string, protocol: string | undefined];

const HEAD = [
  rule<Interfaces, Head>(
    /^Interface (\S+(?: \S+)?) "([^"]*)",? is (.+?),? (?:line )?protocol is (\S+)$/,
    (interfaces, [name, zone, status, protocol], line) =>
      openInterface(interfaces, [name, zone, status, protocol], line),
  ),
];

function openInterface(interfaces: Interfaces, [name, zone, status, protocol]: Head, line: number): void {
  interfaces.begin(line, { name, status: status.replace(/,$/, ''), counters: {} });
  interfaces.set(line, { name, status: status.replace(/,$/, ''), protocol });
  if (zone !== undefined && zone !== '') interfaces.set(line, { nameif: zone });
  interfaces.traffic = undefined;
}

const HARDWARE = [
  fact<[string, string, string]>(
    /^Hardware is (\S+(?: \S+)*)\s+MAC address ([0-9a-fA-F.]+|N\/A), MTU (\d+)$/,
    ([hardware, macAddress, mtu]) => ({ hardware, macAddress, mtu: integer(mtu) }),
  ),
  fact<[string, string | undefined, string | undefined]>(
    /^Hardware is ([^\s,]+(?: [^\s,]+)*)(?:, BW (\d+ [KMG]bps))?(?:, DLY (\d+ [munµ]?sec))?$/,
    ([hardware, bandwidth, delay]) => ({ hardware, bandwidth, delay }),
  ),
  fact<[string | undefined, string, string | undefined, string]>(
    /^(Auto-Duplex)?\((Full-duplex|Half-duplex|[^)]*)\), (Auto-Speed)?\(([^)]*)\)$/,
    ([autoDuplex, duplex, autoSpeed, speed]) => ({
      duplex,
      speed,
      isAutoDuplex: autoDuplex !== undefined,
      isAutoSpeed: autoSpeed !== undefined,
    }),
  ),
  fact<[string, string]>(/^(Full-[Dd]uplex|Half-[Dd]uplex|Auto-Duplex|Auto), (.+)$/, ([duplex, speed]) => ({
    duplex,
    speed,
  })),
  fact<[string]>(/^Media-type configured as (.+)$/, ([media]) => ({ media })),
  fact<[string, string]>(/^Input flow control is (.+?), output flow control is (.+)$/, ([input, output]) => ({
    inputFlowControl: input,
    outputFlowControl: output,
  })),
  fact<[string]>(/^Description: ?(.*)$/, ([description]) => ({ description })),
  fact<[string]>(/^VLAN identifier (\S+)$/, ([vlan]) => ({ vlan })),
  fact<[string]>(/^Available but not configured via (nameif)$/, () => ({ isUnnamed: true })),
  fact<[string]>(/^(Available for allocation to a context|Not available)\b.*$/, () => ({})),
  fact<[string]>(/^MAC address ([0-9a-fA-F.]+|N\/A), MTU not set$/, ([mac]) => ({ macAddress: mac })),
  fact<[string, string]>(/^MAC address ([0-9a-fA-F.]+|N\/A), MTU (\d+)$/, ([mac, mtu]) => ({ macAddress: mac, mtu: integer(mtu) })), // prettier-ignore
  fact<[string, string]>(/^IP address (\S+), subnet mask (\S+)$/, ([address, mask]) => ({ address, mask })),
  fact<[string]>(/^IP address (unassigned)$/, () => ({ isUnassigned: true })),
  fact<[string]>(/^(?:IPv6 address|IPv6) (\S+)$/, ([ipv6Address]) => ({ ipv6Address })),
  fact<[string]>(/^Member of (Port-channel\d+).*$/, ([channel]) => ({ memberOf: channel })),
  fact<[string]>(/^(?:Members? in this channel|Members?):?(\s*)$/i, () => ({})),
  // Of a redundant one: `Member GigabitEthernet0/2(Active), GigabitEthernet0/3`
  rule<Interfaces, [string]>(
    /^Members? ([A-Z][^\s,]*\d(?:\(Active\))?(?:, [A-Z][^\s,]*\d(?:\(Active\))?)*)$/,
    (interfaces, [text], line) => {
      const members = listed(text);
      const isActive = (name: string): boolean => name.endsWith('(Active)');
      const nameOf = (name: string): string => name.replace(/\(Active\)$/, '');
      interfaces.set(line, {
        activeMembers: members.filter(isActive).map(nameOf),
        inactiveMembers: members.filter((name) => !isActive(name)).map(nameOf),
      });
    },
    hasInterface,
  ),
  fact<[string]>(/^Last switchover at (.+)$/, ([lastSwitchover]) => ({ lastSwitchover })),
  rule<Interfaces, [string, string]>(
    /^(Active|Inactive):\s*(\S.*)$/,
    (interfaces, [kind, names], line) => {
      const members = names.split(/[,\s]+/).filter((name) => name !== '');
      interfaces.set(line, kind === 'Active' ? { activeMembers: members } : { inactiveMembers: members });
    },
    hasInterface,
  ),
  fact<[string, string, string]>(/^Tunnel Interface Information:()()()$/, () => ({})),
  fact<[string, string]>(/^Source interface: (\S+)\s+IP address: (\S+)$/, ([tunnelSourceInterface, source]) => ({
    tunnelSourceInterface,
    tunnelSource: source,
  })),
  fact<[string]>(/^Source IP address: (\S+)$/, ([tunnelSource]) => ({ tunnelSource })),
  fact<[string]>(/^Destination IP address: (\S+)$/, ([tunnelDestination]) => ({ tunnelDestination })),
  fact<[string, string | undefined]>(/^Mode: (\S+(?: \S+)*)(?:\s+IPsec profile: (\S+))?$/, ([tunnelMode, profile]) => ({
    tunnelMode,
    ipsecProfile: profile,
  })),
  fact<[string]>(/^IPsec profile: (\S+)$/i, ([ipsecProfile]) => ({ ipsecProfile })),
];

/** `149462085 packets input, 61560614277 bytes, 0 no buffer`, `Received 31710072 broadcasts, 0 runts, 0 giants` */
function readCounters({ last, traffic }: Interfaces, text: string, line: number): boolean {
  if (!last) return false;
  const parts = listed(text.replace(/^Received /, '').replace(/\.$/, ''));
  let before = '';
  for (const part of parts) {
    const [, number, name = ''] = /^(\d+) ([A-Za-z][\w /-]*)$/.exec(part) ?? [];
    const value = integer(number);
    if (value === undefined) return false;
    const isBytes = name === 'bytes';
    const full = isBytes ? before.replace('packets', 'bytes') : name;
    if (name.startsWith('packets ')) before = name;
    if (traffic) traffic.counters[full] = value;
    else last.counters[full] = value;
    if (!traffic) last.at[full] = line;
  }
  return parts.length > 0;
}

type RateLine = [minutes: '1' | '5', direction: string, packets: string, bytes: string | undefined];

function readRate({ traffic }: Interfaces, [minutes, direction, packets, bytes]: RateLine, line: number): boolean {
  if (!traffic) return false;
  const rate: AsaRate = { packets: Number(packets) };
  const number = integer(bytes);
  if (number !== undefined) rate.bytes = number;
  const which = { input: 'Input', output: 'Output', drop: 'Drop' }[direction] ?? 'Drop';
  put(traffic, line, { [`${minutes === '1' ? 'oneMinute' : 'fiveMinute'}${which}`]: rate });
  return true;
}

const COUNTERS = [
  rule<Interfaces, [string]>(
    /^Traffic Statistics for "(.*)":$/,
    (interfaces, [name], line) => {
      interfaces.traffic = { line, at: {}, name, counters: {} };
      if (interfaces.last) interfaces.last.traffic = interfaces.traffic;
    },
    hasInterface,
  ),
  rule<Interfaces, RateLine>(
    /^([15]) minute (input|output|drop) rate,? (\d+) pkts\/sec(?:,\s+(\d+) bytes\/sec)?$/,
    readRate,
    ({ traffic }) => traffic !== undefined,
  ),
  rule<Interfaces, [string, string, string]>(
    /^(input|output) queue \(((?:curr\/max|blocks free curr\/low)[^)]*)\): (.+)$/,
    ({ last }, [direction, , text], line) => {
      if (last) put(last, line, direction === 'input' ? { inputQueue: text } : { outputQueue: text });
    },
    hasInterface,
  ),
  // Of asymmetrical routing, and other verbs before a number.
  rule<Interfaces, [string, string, string]>(
    /^(Received|Transmitted|Dropped) (\d+) (packets)$/,
    ({ last }, [verb, count], line) => {
      if (!last) return;
      last.counters[`packets ${verb.toLowerCase()}`] = Number(count);
      last.at[`packets ${verb.toLowerCase()}`] = line;
    },
    hasInterface,
  ),
  rule<Interfaces, [string]>(/^((?:Received )?\d+ [A-Za-z].*)$/, (interfaces, [text], line) => readCounters(interfaces, text, line), hasInterface), // prettier-ignore
];

const DETAIL = [
  rule<Interfaces>(
    /^(?:Control Point (?:Interface|Vlan\d*) States|Asymmetrical Routing Statistics|Management-only interface|Queue Stats|queue stats|Topology Information|Interface vlan config status|Port\b.*|Redundancy Information|RX\[\d+\]|TX\[\d+\]|Last member.*|Interface (?:number|vlan|config status|state) .*|Interface config status .*|Active member .*|Members? .*|LACP .*|This interface, .*|Physical ports .*|Blocking .*|Traffic dropped .*).*$/,
    () => true,
    hasInterface,
  ),
];

/** Of the lines that hold counters. */
const LONGEST_LINE = 120;

const TABLE = new RuleTable<Interfaces>([...HEAD, ...HARDWARE, ...COUNTERS, ...DETAIL]);

export function parseShowInterface(text: string): Parsed<AsaInterface> {
  const interfaces = new Interfaces();
  const reading = readLines(text, TABLE, interfaces);
  // The name of a counter that is cut short is another name.
  const isCut =
    reading.isLoose && /\n\s*(?:Members? [^\n]*|(?:Received )?\d[^\n]*(?<!\/sec))$/.test(text.slice(-LONGEST_LINE));
  return conclude(reading, interfaces.all, isCut);
}
