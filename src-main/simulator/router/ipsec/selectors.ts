/** Which packets an association is for, by access lists and by packets (RFC 4301 section 4.4.1.1). */
import { networkOf } from '../../../base/address.ts';
import type { ProtectedEnds } from '../../ipsec/events.ts';
import { anySelector, isSameSelector, type Selector } from '../../ipsec/proposal.ts';
import { ipProtocols, type Ipv4Packet } from '../../wire/ipv4.ts';
import type { AccessEntry, AddressMatch, PortMatch } from '../access/access-entry.ts';
import { portsOf } from '../access/access-match.ts';

/** Both sides of the proxy identities, as seen from here. */
export interface SelectorPair {
  localSelector: Selector;
  remoteSelector: Selector;
}

export const anySelectors: SelectorPair = { localSelector: anySelector, remoteSelector: anySelector };

export function isSameSelectors(a: SelectorPair, b: SelectorPair): boolean {
  return isSameSelector(a.localSelector, b.localSelector) && isSameSelector(a.remoteSelector, b.remoteSelector);
}

/** The two peers and their identities, without what else is known of them. */
export function endsOf({ local, remote, localSelector, remoteSelector }: ProtectedEnds): ProtectedEnds {
  return { local, remote, localSelector, remoteSelector };
}

/** An identity has room for one port: a range or a comparison stands for all of them, as IOS negotiates it. */
export function selectorsOfEntry(entry: AccessEntry): SelectorPair {
  const { protocol, source, destination, sourcePort, destinationPort } = entry;
  return {
    localSelector: selectorOf(source, protocol, sourcePort),
    remoteSelector: selectorOf(destination, protocol, destinationPort),
  };
}

function selectorOf({ address, wildcard }: AddressMatch, protocol: number, port: PortMatch | undefined): Selector {
  const mask = ~wildcard >>> 0;
  const [only = 0, ...others] = port?.ports ?? [];
  const isOne = port?.operator === 'eq' && others.length === 0;
  return { address: networkOf(address, mask), mask, protocol, port: isOne ? only : 0 };
}

/** `level per-host`: the two hosts of one packet in place of the networks. */
export function hostSelectorsOf(
  { localSelector, remoteSelector }: SelectorPair,
  { source, destination }: Ipv4Packet,
): SelectorPair {
  return {
    localSelector: { ...localSelector, address: source, mask: 0xffffffff },
    remoteSelector: { ...remoteSelector, address: destination, mask: 0xffffffff },
  };
}

/** Whether a packet that goes out is one of those meant. */
export function coversOutgoing({ localSelector, remoteSelector }: SelectorPair, packet: Ipv4Packet): boolean {
  return covers(localSelector, packet, 'source') && covers(remoteSelector, packet, 'destination');
}

export function coversIncoming({ localSelector, remoteSelector }: SelectorPair, packet: Ipv4Packet): boolean {
  return covers(localSelector, packet, 'destination') && covers(remoteSelector, packet, 'source');
}

function covers(
  { address, mask, protocol, port }: Selector,
  packet: Ipv4Packet,
  end: 'source' | 'destination',
): boolean {
  if (networkOf(packet[end], mask) !== address) return false;
  if (protocol !== 0 && protocol !== packet.protocol) return false;
  // Only the first piece of a packet has the ports.
  if (port === 0 || packet.fragmentOffset > 0) return true;
  return portsOf(packet)?.[end === 'source' ? 0 : 1] === port;
}

/** Whether all that the inner pair means is meant by the outer one too. */
export function containsSelectors(outer: SelectorPair, inner: SelectorPair): boolean {
  return (
    containsSelector(outer.localSelector, inner.localSelector) &&
    containsSelector(outer.remoteSelector, inner.remoteSelector)
  );
}

function containsSelector(outer: Selector, inner: Selector): boolean {
  return (
    (inner.mask & outer.mask) >>> 0 === outer.mask &&
    networkOf(inner.address, outer.mask) === outer.address &&
    (outer.protocol === 0 || outer.protocol === inner.protocol) &&
    (outer.port === 0 || outer.port === inner.port)
  );
}

/** The same packet on its way back: what an access list for the outgoing direction says of one that has come in. */
export function mirrored(packet: Ipv4Packet): Ipv4Packet {
  const { source, destination, protocol } = packet;
  const turned = { ...packet, source: destination, destination: source };
  if (protocol !== ipProtocols.tcp && protocol !== ipProtocols.udp) return turned;
  const payload = packet.payload.slice();
  payload.set(packet.payload.subarray(2, 4), 0);
  payload.set(packet.payload.subarray(0, 2), 2);
  return { ...turned, payload };
}

/** For keys of tables. */
export function textOfSelectors({ localSelector, remoteSelector }: SelectorPair): string {
  return `${textOf(localSelector)} ${textOf(remoteSelector)}`;
}

const textOf = ({ address, mask, protocol, port }: Selector): string => `${address}/${mask}/${protocol}/${port}`;
