/** Routing tables of any platform in one shape. */
import { lengthOfMask, maskOfLength, parseIpv4 } from '../../base/address.ts';
import type { Exercise } from '../../lab/exercise.ts';
import type { AsaRoutingTable } from '../../parsers/asa/show-route.ts';
import type { RoutingTable } from '../../parsers/ios/show-ip-route.ts';
import type { LinuxRoute } from '../../parsers/linux/ip-route.ts';
import type { Evidence } from '../evidence.ts';
import type { Look } from '../look.ts';
import type { Captures } from './captures.ts';
import { roleNamed } from './places.ts';
import { showOn } from './shows.ts';

export interface Hop {
  interface: string | undefined;
  address: string | undefined;
  distance: number | undefined;
  line: number;
}

export interface Entry {
  network: number;
  length: number;
  protocol: string | undefined;
  hops: Hop[];
  line: number;
}

export interface Table {
  evidence: Evidence;
  entries: Entry[];
}

function commandOf(exercise: Exercise, role: string, vrf: string | undefined): string {
  const { platform } = roleNamed(exercise, role);
  if (platform === 'asa') return 'show route';
  const isIos = platform === 'ios' || platform === 'iosxe';
  if (isIos) return vrf === undefined ? 'show ip route' : `show ip route vrf ${vrf}`;
  return vrf === undefined ? 'ip route' : `ip route show table ${vrf}`;
}

export function routeLooks(exercise: Exercise, role: string, vrf: string | undefined): Look[] {
  return roleNamed(exercise, role).platform === 'vpcs' ? [] : [{ role, command: commandOf(exercise, role, vrf) }];
}

/** @throws {Unreadable} */
export function readTable(
  { exercise, captures }: { exercise: Exercise; captures: Captures },
  role: string,
  vrf: string | undefined,
): Table {
  const { platform } = roleNamed(exercise, role);
  const command = commandOf(exercise, role, vrf);
  if (platform === 'asa') {
    const { evidence, records } = captures.read(role, showOn<AsaRoutingTable>('asa', command), 'end');
    return { evidence, entries: records.flatMap(({ routes }) => routes.flatMap(entryOfAsa)) };
  }
  if (platform === 'ios' || platform === 'iosxe') {
    const { evidence, records } = captures.read(role, showOn<RoutingTable>('ios', command), 'end');
    const tables = records.filter((one) => vrf === undefined || one.vrf === undefined || one.vrf === vrf);
    return { evidence, entries: tables.flatMap(({ routes }) => routes.flatMap(entryOfIos)) };
  }
  const { evidence, records } = captures.read(role, showOn<LinuxRoute>('linux', command), 'end');
  return { evidence, entries: records.flatMap(entryOfLinux) };
}

function entryOfIos({ network, prefixLength, protocol, nextHops, isConnected, line }: RoutingTable['routes'][number]): Entry[] {
  const address = parseIpv4(network);
  // `L` is the router's own address, which nobody is sent to.
  if (address === undefined || protocol === 'local') return [];
  const hops = nextHops.map((hop) => ({ interface: hop.interface, address: hop.address, distance: isConnected ? 0 : hop.distance, line: hop.line }));
  return [{ network: address, length: prefixLength, protocol: isConnected && protocol === undefined ? 'connected' : protocol, hops, line }];
} // prettier-ignore

/** By the first letter of a code. */
const ASA_PROTOCOLS: Readonly<Record<string, string>> = { C: 'connected', L: 'local', S: 'static', R: 'rip', B: 'bgp', D: 'eigrp', O: 'ospf', i: 'isis', V: 'static' }; // prettier-ignore

function entryOfAsa({
  network,
  mask,
  prefixLength,
  code,
  isConnected,
  nextHops,
  line,
}: AsaRoutingTable['routes'][number]): Entry[] {
  // prettier-ignore
  const address = parseIpv4(network);
  const length = prefixLength ?? lengthOfMask(parseIpv4(mask ?? '') ?? -1);
  const protocol = ASA_PROTOCOLS[code.charAt(0)];
  if (address === undefined || length === undefined || protocol === 'local') return [];
  const hops = nextHops.map((hop) => ({ interface: hop.interface, address: hop.address, distance: isConnected ? 0 : hop.distance, line: hop.line })); // prettier-ignore
  return [{ network: address, length, protocol, hops, line }];
}

/** What a kernel calls how it learnt a route. */
const LINUX_PROTOCOLS: Readonly<Record<string, string>> = { kernel: 'connected', static: 'static', boot: 'static', bgp: 'bgp', ospf: 'ospf', rip: 'rip', eigrp: 'eigrp', isis: 'isis', zebra: 'static' }; // prettier-ignore

function entryOfLinux({ destination, type, gateway, device, protocol, line }: LinuxRoute): Entry[] {
  if (type !== undefined && type !== 'unicast') return [];
  const [written = '', length = '32'] = destination === 'default' ? ['0.0.0.0', '0'] : destination.split('/');
  const address = parseIpv4(written);
  if (address === undefined) return [];
  const hop = { interface: device, address: gateway, distance: undefined, line };
  return [{ network: address, length: Number(length), protocol: LINUX_PROTOCOLS[protocol ?? 'boot'] ?? protocol, hops: [hop], line }]; // prettier-ignore
}

/** The closest that leads to an address. */
export function wayTo({ entries }: Table, address: number): Entry | undefined {
  const fitting = entries.filter(({ network, length }) => ((network ^ address) & maskOfLength(length)) === 0);
  return fitting.reduce<Entry | undefined>((best, one) => (best && best.length >= one.length ? best : one), undefined);
}
