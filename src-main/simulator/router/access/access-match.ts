/**
 * Whether an entry of an access list means a packet. Of a packet in pieces only the first has ports: a later one matches
 * an entry that asks for ports when that permits and the rest fits, and never when it denies (Cisco, "Access Control
 * Lists and IP Fragments").
 */
import { u16, u8 } from '../../../base/bytes.ts';
import { ipProtocols, type Ipv4Packet } from '../../wire/ipv4.ts';
import type { AccessEntry, AddressMatch, PortMatch } from './access-entry.ts';

const tcp = 6;
const ACK = 0x10;
const RST = 0x04;
const TCP_FLAGS = 13;

export function matchesAddress({ address, wildcard }: AddressMatch, candidate: number): boolean {
  return ((address ^ candidate) & ~wildcard) === 0;
}

export function matchesEntry(entry: AccessEntry, packet: Ipv4Packet): boolean {
  if (entry.protocol !== 0 && entry.protocol !== packet.protocol) return false;
  if (!matchesService(entry, packet.typeOfService)) return false;
  if (!matchesAddress(entry.source, packet.source) || !matchesAddress(entry.destination, packet.destination)) {
    return false;
  }
  const isLaterPiece = packet.fragmentOffset > 0;
  if (entry.isFragments) return isLaterPiece;
  if (!looksInside(entry)) return true;
  return isLaterPiece ? entry.action === 'permit' : matchesInside(entry, packet);
}

/** Whether the entry asks for more than the IP header has. */
export function looksInside({ sourcePort, destinationPort, icmp, isEstablished, tcpFlags }: AccessEntry): boolean {
  const hasPorts = sourcePort !== undefined || destinationPort !== undefined;
  return hasPorts || icmp !== undefined || isEstablished === true || tcpFlags !== undefined;
}

/** The ports of a packet of TCP or UDP, when it carries them. */
export function portsOf({ protocol, payload, fragmentOffset }: Ipv4Packet): [number, number] | undefined {
  const hasPorts = protocol === tcp || protocol === ipProtocols.udp;
  if (!hasPorts || fragmentOffset > 0 || payload.length < 4) return undefined;
  return [u16(payload, 0), u16(payload, 2)];
}

function matchesInside(entry: AccessEntry, packet: Ipv4Packet): boolean {
  const { sourcePort, destinationPort, icmp } = entry;
  if (icmp && !matchesIcmp(icmp, packet.payload)) return false;
  if (!matchesFlags(entry, packet)) return false;
  if (!sourcePort && !destinationPort) return true;
  const ports = portsOf(packet);
  return ports !== undefined && matchesPort(sourcePort, ports[0]) && matchesPort(destinationPort, ports[1]);
}

function matchesIcmp({ type, code }: { type: number; code?: number }, payload: Uint8Array): boolean {
  if (payload.length < 2) return false;
  return u8(payload, 0) === type && (code === undefined || u8(payload, 1) === code);
}

/** `established`: ACK or RST is set, so the packet opens no connection. Of flags that are named one will do. */
function matchesFlags({ isEstablished, tcpFlags }: AccessEntry, { payload }: Ipv4Packet): boolean {
  if (!isEstablished && tcpFlags === undefined) return true;
  const found = payload.length > TCP_FLAGS ? u8(payload, TCP_FLAGS) : 0;
  return (!isEstablished || (found & (ACK | RST)) !== 0) && (tcpFlags === undefined || (found & tcpFlags) !== 0);
}

function matchesService({ dscp, precedence, tos }: AccessEntry, typeOfService: number): boolean {
  if (dscp !== undefined && dscp !== typeOfService >>> 2) return false;
  if (precedence !== undefined && precedence !== typeOfService >>> 5) return false;
  return tos === undefined || tos === ((typeOfService >>> 1) & 0xf);
}

function matchesPort(wanted: PortMatch | undefined, port: number): boolean {
  if (!wanted) return true;
  const { operator, ports } = wanted;
  const [first = 0, last = first] = ports;
  switch (operator) {
    case 'eq':
      return ports.includes(port);
    case 'neq':
      return !ports.includes(port);
    case 'lt':
      return port < first;
    case 'gt':
      return port > first;
    case 'range':
      return port >= first && port <= last;
  }
}
