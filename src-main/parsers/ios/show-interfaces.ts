/**
 * show interfaces [NAME]
 *
 * What only some hardware prints (X.25, LAPB, optics) stays unknown, line by line; it takes nothing from the rest.
 */
import type { Parsed } from '../parsed.ts';
import { keeps, parseRecords, says, type Records } from '../records.ts';
import { RuleTable, rule, type Rule } from '../rules.ts';
import { appended, integer, listed, words } from '../values.ts';
import { COUNTER_RULES } from './interface-counters.ts';
import type { InterfaceStatus } from './interface-status.ts';
import { TUNNEL_RULES } from './interface-tunnel.ts';

type State = Records<InterfaceStatus>;

/** `Tunnel0 is up, line protocol is down`, `Vlan1 is up, line protocol is down , Autostate Enabled`, `pseudowire1 is up` */
const HEADING =
  /^([A-Za-z][\w./:-]*) is ([a-z][a-z -]*?)(?:, line protocol is ([a-z]+))?(?: \(([^)]*)\))?(?: ?, (Autostate \w+))?$/;

type Heading = [name: string, status: string, protocol: string | undefined, reason: string | undefined,
  autostate: string | undefined]; // prettier-ignore

/** A line that has no field of its own: it is kept as printed. */
function others(pattern: RegExp): Rule<State, [string]> {
  return says<InterfaceStatus, [string]>(pattern, ([other], one) => ({
    others: appended(one.others, words(other).join(' ')),
  }));
}

const IDENTITY = [
  // `Fec is auto` is no interface: those have a number.
  rule<State, Heading>(HEADING, (records, [name, status, protocol, reason, autostate], line) => {
    const others = autostate === undefined ? undefined : [autostate];
    return /\d/.test(name) && records.begin(line, { name, status, protocol, reason, counters: {}, others });
  }),
  says<InterfaceStatus, [string, string, string | undefined]>(
    /^Hardware is (.*?), address is (\S+)(?: \(bia (\S+)\))?$/,
    ([hardware, macAddress, burnedInAddress]) => ({ hardware, macAddress, burnedInAddress }),
  ),
  says<InterfaceStatus, [string]>(/^Hardware is (.+)$/, ([hardware]) => ({ hardware })),
  says<InterfaceStatus, [string]>(/^Description: ?(.*)$/, ([description]) => ({ description })),
  says<InterfaceStatus, [string, string]>(/^Internet address is ([\d.]+)\/(\d+)$/, ([address, length]) => ({
    address,
    prefixLength: integer(length),
  })),
  says<InterfaceStatus, [string, string]>(
    /^Interface is unnumbered\. Using address of (\S+) \(([^)]*)\)$/,
    ([unnumbered, address]) => ({ unnumbered, address }),
  ),
  others(/^(Internet address will be negotiated using \w+)$/),
];

type Size = [mtu: string, bandwidth: string | undefined, delay: string | undefined, reliability: string | undefined, load: string | undefined]; // prettier-ignore

const PROPERTIES = [
  says<InterfaceStatus, Size>(
    /^MTU (\d+) bytes(?:, sub MTU \d+)?(?:, BW (?:(\d+) Kbit(?:\/sec)?|not configured))?(?:, (?:RxBW \d+ Kbit(?:\/sec)?, )?DLY (\d+) usec)?(?:, rely (\d+\/\d+), load (\d+\/\d+))?,?$/,
    ([mtu, bandwidth, delay, reliability, transmitLoad]) => ({
      mtu: integer(mtu),
      bandwidthKilobits: integer(bandwidth),
      delayMicroseconds: integer(delay),
      reliability,
      transmitLoad,
    }),
  ),
  says<InterfaceStatus, [string, string, string]>(
    /^reliability (\d+\/\d+), txload (\d+\/\d+), rxload (\d+\/\d+)$/,
    ([reliability, transmitLoad, receiveLoad]) => ({ reliability, transmitLoad, receiveLoad }),
  ),
  says<InterfaceStatus, [string, string | undefined]>(
    /^Encapsulation ([^,]+)(?:, (.+))?$/,
    ([encapsulation, rest]) => ({
      encapsulation,
      ...encapsulationOf(listed(rest ?? '')),
    }),
  ),
  says<InterfaceStatus, [string, string | undefined]>(
    /^Keepalive set \((\d+) sec\)(?:, retries (\d+))?$/,
    ([seconds, retries]) => ({ keepaliveSeconds: integer(seconds), keepaliveRetries: integer(retries) }),
  ),
  others(/^(Keepalive not (?:set|supported))$/),
  rule<State, [string]>(/^((?:Full|Half|Auto)[- ][Dd]uplex, .+)$/, (records, [text], line) =>
    readDuplex(records, text, line),
  ),
  rule<State, [string]>(/^((?:in|out)put flow-control is .+)$/, (records, [text], line) =>
    readFlowControl(records, text, line),
  ),
  says<InterfaceStatus, [string, string]>(/^ARP type: (\S+), ARP Timeout (\S+)$/, ([arpType, arpTimeout]) => ({
    arpType,
    arpTimeout,
  })),
  says<InterfaceStatus, [string, string, string]>(
    /^Last input (\S+), output (\S+), output hang (\S+)$/,
    ([lastInput, lastOutput, outputHang]) => ({ lastInput, lastOutput, outputHang }),
  ),
  says<InterfaceStatus, [string]>(/^Last clearing of "show interface" counters (\S+)$/, ([lastClearing]) => ({
    lastClearing,
  })),
  says<InterfaceStatus, [string]>(/^Queueing strategy: (.+)$/, ([queueingStrategy]) => ({ queueingStrategy })),
  says<InterfaceStatus, [string, string]>(
    /^Member \d+ : (\S+) ?, *(.*)$/,
    ([member, details], { members, others }) => ({
      members: appended(members, member),
      others: details === '' ? undefined : appended(others, `${member}: ${details}`),
    }),
  ),
  says<InterfaceStatus, [string]>(/^Members in this channel: ?(\S.*)$/, ([members]) => ({ members: words(members) })),
  says<InterfaceStatus, [string]>(/^No\. of active members in this channel ?: (\d+)$/, ([count]) => ({
    activeMembers: integer(count),
  })),
  says<InterfaceStatus, [string]>(/^No\. of PF_JUMBO supported members in this channel ?: (\d+)$/, ([count]) => ({
    jumboMembers: integer(count),
  })),
  others(/^(No\. of .*)$/),
  says<InterfaceStatus, [string, string | undefined]>(/^Peer IP ([^\s,]+)(?:, VC ID (\d+))?$/, ([peer, circuit]) => ({
    peer,
    circuit: integer(circuit),
  })),
  others(
    /^((?:Conversations|Reserved Conversations|Available Bandwidth|DCD=|DTR is|Interface is bound|Bound to|LCP|Listen|Open|Clock source|Base PVC|Vaccess|Multilink|PPPoE|Interleaving|Link is|Lossy|VC|LMI (?:enq|DLCI|type)|FR SVC|Broadcast queue|Restart-Delay is|Line coding|Time source|Interface (?:state|is) )\b.*)$/,
  ),
  others(
    /^((?:Carrier delay|Asymmetric|Fec|Time to|BIA|Unicast|Dampening|Auto-negotiation|LINEPROTO|CRC|Scramble|Framing|DS[13]|DSU|Alarm|Loopback|Stopped|MAC|TCP|Crypto|Receive|Transmit|Secondary|Last link|DSR|RTS|Virtual-|RX|TX|X\.25 (?:DTE|DCE)|LAPB (?:DTE|DCE)|Defaults: idle VC|cisco encapsulation|Timers|T\d+ \d+|Channels: Incoming|RESTARTs|FRMRs|IFRAMEs|input\/output window|VS \d|Queues: U\/S)\b.*)$/,
  ),
];

/** `Vlan ID  100.`, `loopback not set`, `LCP Open` */
function encapsulationOf(parts: readonly string[]): Partial<InterfaceStatus> {
  const found: Partial<InterfaceStatus> = {};
  for (const part of parts) {
    const vlan = integer(/^Vlan ID\s+(\d+)\.?$/.exec(part)?.[1]);
    if (vlan !== undefined) found.vlan = vlan;
    else if (part.startsWith('loopback ')) found.loopback = part.slice('loopback '.length);
    else (found.encapsulationDetails ??= []).push(part);
  }
  return found;
}

/** `Full-duplex, 1000Mb/s, link type is auto, media type is RJ45` */
function readDuplex(records: State, text: string, line: number): void {
  const [duplex, speed, ...rest] = text.split(',').map((part) => part.trim());
  const valueOf = (name: string): string | undefined =>
    rest.find((part) => part.startsWith(name))?.slice(name.length).trim(); // prettier-ignore
  const media = valueOf('media type is');
  records.set(line, { duplex, speed, linkType: valueOf('link type is'), mediaType: media === '' ? undefined : media });
}

function readFlowControl(records: State, text: string, line: number): void {
  const input = /input flow-control is (\w+)/.exec(text)?.[1];
  const output = /output flow-control is (\w+)/.exec(text)?.[1];
  records.set(line, { inputFlowControl: input, outputFlowControl: output });
}

const TABLE = new RuleTable<State>([
  ...IDENTITY,
  ...PROPERTIES,
  ...TUNNEL_RULES,
  ...COUNTER_RULES,
  keeps<InterfaceStatus>(),
]);

export function parseShowInterfaces(text: string): Parsed<InterfaceStatus> {
  return parseRecords(text, TABLE, isOpen);
}

/**
 * Every interface with hardware ends with its output counters. Where none shows its hardware the answer was filtered
 * (`| include protocol`, seed 000), and nobody can tell where it ends.
 */
function isOpen(
  { name, hardware, mtu, counters, lastClearing }: InterfaceStatus,
  all: readonly InterfaceStatus[],
): boolean {
  // A subinterface shows no counters; when they were cleared is its last line.
  if (name.includes('.') && lastClearing !== undefined) return false;
  // A channel of a controller has no carrier of its own.
  const isOut = counters[/^Serial[^:]*$/.test(name) ? 'carrierTransitions' : 'outputBuffersSwappedOut'] !== undefined;
  if (hardware !== undefined) return !isOut;
  return mtu === undefined && all.some((one) => one.hardware !== undefined);
}
