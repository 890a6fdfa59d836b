/** What access lists say: whether they let a packet pass, and which networks they name. */
import { parseIpv4 } from '../../base/address.ts';
import type { AccessAddress, AccessPorts } from '../../parsers/ios/access-entry.ts';
import type { AccessList, ListedAccessEntry } from '../../parsers/ios/show-access-lists.ts';

export interface Packet {
  /** The number of its protocol in IPv4. */
  protocol: number;
  source: number;
  destination: number;
  /** Of UDP, both ways. */
  port?: number;
}

/** Addresses whose bits agree where the mask has ones. */
export interface Network {
  address: number;
  mask: number;
}

const PROTOCOLS: Readonly<Record<string, number>> = { icmp: 1, tcp: 6, udp: 17, gre: 47, esp: 50, ahp: 51, ah: 51, eigrp: 88, ospf: 89 }; // prettier-ignore
const PORTS: Readonly<Record<string, number>> = { isakmp: 500, 'non500-isakmp': 4500 };

export const ESP = 50;
const UDP = 17;
export const udp = (source: number, destination: number, port: number): Packet => ({ protocol: UDP, source, destination, port }); // prettier-ignore

/** The entry that decides, or undefined where none does and all that is not permitted is denied. */
export function decides({ entries }: AccessList, packet: Packet): ListedAccessEntry | undefined {
  return entries.find((entry) => fits(entry, packet));
}

export function permits(list: AccessList, packet: Packet): boolean {
  // A list without entries that can be read lets everything pass, as a router does where there is none.
  return list.entries.length === 0 || decides(list, packet)?.action === 'permit';
}

function fits(entry: ListedAccessEntry, { protocol, source, destination, port }: Packet): boolean {
  if (!isOfProtocol(entry.protocol, protocol) || entry.options.includes('established')) return false;
  if (!isWithin(entry.source, source)) return false;
  if (entry.destination !== undefined && !isWithin(entry.destination, destination)) return false;
  return hasPort(entry.sourcePorts, port) && hasPort(entry.destinationPorts, port);
}

function isOfProtocol(written: string | undefined, protocol: number): boolean {
  if (written === undefined || written === 'ip') return true;
  return (PROTOCOLS[written] ?? Number(written)) === protocol;
}

function hasPort(written: AccessPorts | undefined, port: number | undefined): boolean {
  if (!written) return true;
  const ports = written.ports.map((one) => PORTS[one] ?? Number(one));
  return port !== undefined && COMPARES[written.operator](port, ports);
}

const COMPARES: Readonly<Record<AccessPorts['operator'], (port: number, written: number[]) => boolean>> = {
  eq: (port, written) => written.includes(port),
  neq: (port, written) => !written.includes(port),
  gt: (port, [first = 0]) => port > first,
  lt: (port, [first = 0]) => port < first,
  range: (port, [first = 0, last = first]) => port >= first && port <= last,
};

function isWithin(written: AccessAddress | undefined, address: number): boolean {
  const network = networkOfAddress(written);
  return network !== undefined && contains(network, address);
}

export function contains({ address, mask }: Network, one: number): boolean {
  return ((one ^ address) & mask) === 0;
}

/** Undefined for what cannot be told from here, as a group of objects. */
export function networkOfAddress(written: AccessAddress | undefined): Network | undefined {
  if (written === undefined || written.kind === 'any') return { address: 0, mask: 0 };
  const address = parseIpv4(written.address ?? '');
  if (address === undefined) return undefined;
  if (written.wildcard === undefined) return { address, mask: -1 };
  const wildcard = parseIpv4(written.wildcard);
  return wildcard === undefined ? undefined : { address: address & ~wildcard, mask: ~wildcard };
}

/** What an access list of a crypto map protects: one flow for each permit. */
export interface Flow {
  protocol: string;
  source: Network;
  destination: Network;
  /** Of the entry. */
  line: number;
}

export function flowsOf({ entries }: AccessList): Flow[] {
  return entries.flatMap(({ action, protocol = 'ip', source, destination, line }) => {
    const [from, to] = [networkOfAddress(source), networkOfAddress(destination)];
    return action === 'permit' && from && to ? [{ protocol, source: from, destination: to, line }] : [];
  });
}

export function isSame(a: Network, b: Network): boolean {
  return a.mask === b.mask && ((a.address ^ b.address) & a.mask) === 0;
}

/** Whether each is the other seen from the far end. */
export function mirrors(a: Flow, b: Flow): boolean {
  return a.protocol === b.protocol && isSame(a.source, b.destination) && isSame(a.destination, b.source);
}

/** A host of the network: the first one, where it has several. */
export function hostOf({ address, mask }: Network): number {
  return mask === -1 ? address >>> 0 : ((address & mask) + 1) >>> 0;
}
