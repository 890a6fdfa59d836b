/** An entry of an access list as the running configuration and `show access-lists` write it. */
import { formatIpv4 } from '../../../base/address.ts';
import type { AccessEntry, AccessList, AddressMatch, PortMatch } from '../../router/access/access-list.ts';
import {
  dscpNames,
  nameIn,
  nameOfIcmp,
  nameOfPort,
  nameOfProtocol,
  precedenceNames,
  tcpFlags,
  tosNames,
} from './access-list-names.ts';

/** `permit ip any any`. The running configuration pads `deny` to the length of `permit`, as published ones do. */
export function extendedText(entry: AccessEntry, action: string = entry.action): string {
  const { protocol, source, destination, sourcePort, destinationPort, icmp } = entry;
  return [
    action,
    nameOfProtocol(protocol),
    addressText(source),
    ...portText(protocol, sourcePort),
    addressText(destination),
    ...portText(protocol, destinationPort),
    ...(icmp ? [nameOfIcmp(icmp)] : []),
    ...(entry.isEstablished ? ['established'] : []),
    ...flagsOf(entry),
    ...serviceText(entry),
    ...(entry.isFragments ? ['fragments'] : []),
    ...(entry.isLogged ? ['log'] : []),
  ].join(' ');
}

const flagsOf = ({ tcpFlags: flags = 0 }: AccessEntry): string[] =>
  Object.keys(tcpFlags).filter((name) => (flags & (tcpFlags[name] ?? 0)) !== 0);

function serviceText({ dscp, precedence, tos }: AccessEntry): string[] {
  return [
    ...(dscp === undefined ? [] : [`dscp ${nameIn(dscpNames, dscp)}`]),
    ...(precedence === undefined ? [] : [`precedence ${nameIn(precedenceNames, precedence)}`]),
    ...(tos === undefined ? [] : [`tos ${nameIn(tosNames, tos)}`]),
  ];
}

/** `permit 10.0.0.0 0.255.255.255`. A list that is shown says `wildcard bits` between the two. */
export function standardText({ action, source, isLogged }: AccessEntry, between = ' '): string {
  const log = isLogged ? ' log' : '';
  return `${paddedAction(action)} ${standardAddress(source, between)}${log}`;
}

function standardAddress({ address, wildcard }: AddressMatch, between: string): string {
  if (wildcard === 0xffffffff) return 'any';
  return wildcard === 0 ? formatIpv4(address) : `${formatIpv4(address)}${between}${formatIpv4(wildcard)}`;
}

export function configuredText({ kind }: AccessList, entry: AccessEntry): string {
  return kind === 'standard' ? standardText(entry) : extendedText(entry, paddedAction(entry.action));
}

function paddedAction(action: string): string {
  return action.padEnd(6);
}

function addressText({ address, wildcard }: AddressMatch): string {
  if (wildcard === 0xffffffff) return 'any';
  return wildcard === 0 ? `host ${formatIpv4(address)}` : `${formatIpv4(address)} ${formatIpv4(wildcard)}`;
}

function portText(protocol: number, match: PortMatch | undefined): string[] {
  if (!match) return [];
  return [match.operator, ...match.ports.map((port) => nameOfPort(protocol, port))];
}
