/**
 * What access lists do with traffic, whole networks at a time: an entry may cover all of it, some of it or nothing. The
 * first that covers all decides, unless one before it takes out a part.
 */
import { formatIpv4, maskOfLength, parseIpv4 } from '../../base/address.ts';
import type { Exercise } from '../../lab/exercise.ts';
import type { AccessPorts } from '../../parsers/ios/access-entry.ts';
import type { ListedAccessEntry } from '../../parsers/ios/show-access-lists.ts';
import { isSame, networkOfAddress, type Network } from '../diagnosis/flows.ts';
import { addressNamed } from './places.ts';

export interface Traffic {
  /** As a number; undefined: whatever it is. */
  protocol: number | undefined;
  from: Network;
  to: Network;
  port: number | undefined;
  sourcePort: number | undefined;
}

/** How a lab writes it. */
export interface TrafficText {
  protocol?: string | number | undefined;
  from: string;
  to: string;
  port?: number | undefined;
  sourcePort?: number | undefined;
}

const NUMBERS: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17, gre: 47, esp: 50, ah: 51, ahp: 51, eigrp: 88, ospf: 89 }; // prettier-ignore
const PORTS: Readonly<Record<string, number>> = { isakmp: 500, 'non500-isakmp': 4500, www: 80, https: 443, telnet: 23, domain: 53, ssh: 22, ntp: 123, bgp: 179 }; // prettier-ignore

export function trafficOf(exercise: Exercise, { protocol, from, to, port, sourcePort }: TrafficText): Traffic {
  const number = typeof protocol === 'number' ? protocol : NUMBERS[protocol ?? 'ip'];
  return { protocol: number, from: networkNamed(exercise, from), to: networkNamed(exercise, to), port, sourcePort };
}

/** "any", "R1.wan", "10.1.1.1", "10.1.1.0/24" */
export function networkNamed(exercise: Exercise, text: string): Network {
  if (text === 'any') return { address: 0, mask: 0 };
  const [written = '', length = '32'] = (/^[A-Za-z]/.test(text) ? addressNamed(exercise, text) : text).split('/');
  const mask = maskOfLength(Number(length)) | 0;
  return { address: (parseIpv4(written) ?? 0) & mask, mask };
}

export function describeNetwork({ address, mask }: Network): string {
  if (mask === 0) return 'any';
  return mask === -1 ? formatIpv4(address >>> 0) : `${formatIpv4(address >>> 0)} ${formatIpv4(mask >>> 0)}`;
}

export interface Decision {
  is: 'permit' | 'deny' | 'part';
  /** The entry that decides, or that takes a part; undefined where the list ends without one. */
  entry: ListedAccessEntry | undefined;
}

export function decide(entries: readonly ListedAccessEntry[], traffic: Traffic): Decision {
  let part: ListedAccessEntry | undefined;
  for (const entry of entries) {
    const how = coverage(entry, traffic);
    if (how === 'all') return ended(entry, entry.action === 'permit' ? 'permit' : 'deny', part);
    if (how === 'some') part ??= entry;
  }
  return ended(undefined, 'deny', part);
}

/** What an earlier entry has done to a part counts where it is not what becomes of the rest. */
function ended(
  entry: ListedAccessEntry | undefined,
  is: 'permit' | 'deny',
  part: ListedAccessEntry | undefined,
): Decision {
  // prettier-ignore
  return part && part.action !== is ? { is: 'part', entry: part } : { is, entry };
}

type Coverage = 'all' | 'some' | 'none';

/** How much of the traffic an entry is for. */
function coverage(entry: ListedAccessEntry, traffic: Traffic): Coverage {
  // `remark`, and `evaluate` of a list that is made of traffic.
  if (!/^(?:permit|deny)$/.test(entry.action)) return 'none';
  const source = networkOfAddress(entry.source);
  const destination = networkOfAddress(entry.destination);
  // What stands behind a group of objects is not known here.
  if (!source || !destination) return 'none';
  const parts = [
    protocolCoverage(entry.protocol, traffic.protocol),
    networkCoverage(source, traffic.from),
    networkCoverage(destination, traffic.to),
    portCoverage(entry.sourcePorts, traffic.sourcePort),
    portCoverage(entry.destinationPorts, traffic.port),
    isNarrowed(entry) ? 'some' : 'all',
  ] as const;
  if (parts.includes('none')) return 'none';
  return parts.includes('some') ? 'some' : 'all';
}

/** By a type of ICMP, by flags, by precedence; logging narrows nothing. */
function isNarrowed({ options }: ListedAccessEntry): boolean {
  return options.some((one) => !/^log(?:-input)?$/.test(one));
}

function protocolCoverage(written: string | undefined, wanted: number | undefined): Coverage {
  if (written === undefined || written === 'ip') return 'all';
  const number = NUMBERS[written] ?? Number(written);
  if (wanted === undefined) return 'some';
  return number === wanted ? 'all' : 'none';
}

function networkCoverage(entry: Network, traffic: Network): Coverage {
  if (((entry.address ^ traffic.address) & entry.mask & traffic.mask) !== 0) return 'none';
  return (entry.mask & ~traffic.mask) === 0 ? 'all' : 'some';
}

function portCoverage(written: AccessPorts | undefined, port: number | undefined): Coverage {
  if (!written) return 'all';
  if (port === undefined) return 'some';
  const numbers = written.ports.map((one) => PORTS[one] ?? Number(one));
  const [first = -1, last = first] = numbers;
  const fits = {
    eq: numbers.includes(port),
    neq: !numbers.includes(port),
    gt: port > first,
    lt: port < first,
    range: port >= first && port <= last,
  }[written.operator];
  return fits ? 'all' : 'none';
}

/** Whether an entry is for this traffic, no more and no less. */
export function isExactly(entry: ListedAccessEntry, { protocol, from, to, port, sourcePort }: Traffic): boolean {
  const [source, destination] = [networkOfAddress(entry.source), networkOfAddress(entry.destination)];
  if (!source || !destination || isNarrowed(entry)) return false;
  const number = numberOf(entry.protocol);
  const hasPorts = isPort(entry.destinationPorts, port) && isPort(entry.sourcePorts, sourcePort);
  return number === protocol && isSame(source, from) && isSame(destination, to) && hasPorts;
}

/** Undefined for IP as a whole. */
function numberOf(protocol: string | undefined): number | undefined {
  if (protocol === undefined || protocol === 'ip') return undefined;
  return NUMBERS[protocol] ?? Number(protocol);
}

function isPort(written: AccessPorts | undefined, port: number | undefined): boolean {
  if (!written || port === undefined) return written === undefined && port === undefined;
  return written.operator === 'eq' && written.ports.length === 1 && (PORTS[written.ports[0] ?? ''] ?? Number(written.ports[0])) === port; // prettier-ignore
}
