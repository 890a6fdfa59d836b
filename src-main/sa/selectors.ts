/** Selectors of traffic as each vendor writes them, in one shape. */
import { formatIpv4, parseIpv4, maskOfLength } from '../base/address.ts';
import type { Selector } from './model.ts';

/** Names that strongSwan and Linux print for protocols and ports (their /etc/protocols and /etc/services). */
const PROTOCOLS: Record<string, number> = { icmp: 1, igmp: 2, ipencap: 4, tcp: 6, udp: 17, ipv6: 41, gre: 47, esp: 50, ah: 51, 'ipv6-icmp': 58, eigrp: 88, ospf: 89, pim: 103, l2tp: 115, sctp: 132 }; // prettier-ignore
const PORTS: Record<string, number> = { ftp: 21, ssh: 22, telnet: 23, smtp: 25, domain: 53, bootps: 67, bootpc: 68, tftp: 69, http: 80, ntp: 123, snmp: 161, 'snmp-trap': 162, bgp: 179, https: 443, isakmp: 500, syslog: 514, l2f: 1701, 'ipsec-nat-t': 4500, 'http-alt': 8080 }; // prettier-ignore

export const numberOfProtocol = (name: string): number => PROTOCOLS[name.toLowerCase()] ?? (Number(name) || 0);

/** "10.1.0.0/24", "10.1.0.0/24[tcp/http]", "192.0.2.1[gre]", "10.1.0.5..10.1.0.9[udp/5000-5010]"; no text, no selector. */
export function selectorOf(text: string): Selector | undefined {
  const [, network = '', protocol = '', port = ''] = /^([^[\]]+)(?:\[([^/\]]*)(?:\/([^\]]*))?\])?$/.exec(text) ?? [];
  const range = rangeOf(network) ?? networkOf(network);
  if (!range) return undefined;
  return { ...range, protocol: numberOfProtocol(protocol), port: portOf(port) };
}

function portOf(text: string): number {
  return PORTS[text.toLowerCase()] ?? (Number(text.split('-', 1)[0]) || 0);
}

function rangeOf(text: string): Pick<Selector, 'address' | 'mask'> | undefined {
  const [first = '', last] = text.split('..');
  return last === undefined ? undefined : betweenOf(first, last);
}

function networkOf(text: string): Pick<Selector, 'address' | 'mask'> | undefined {
  const [address = '', length] = text.split('/');
  if (address.includes(':')) return { address: address.toLowerCase(), mask: length ?? '128' };
  if (parseIpv4(address) === undefined) return undefined;
  const bits = Number(length ?? 32);
  return Number.isInteger(bits) && bits >= 0 && bits <= 32 ? { address, mask: formatIpv4(maskOfLength(bits)) } : undefined; // prettier-ignore
}

/** From the first address to the last: a network, if it is one. */
function betweenOf(first: string, last: string): Pick<Selector, 'address' | 'mask'> {
  const [from, to] = [parseIpv4(first), parseIpv4(last)];
  if (from !== undefined && to !== undefined) {
    const span = (from ^ to) >>> 0;
    const isNetwork = (span & (span + 1)) === 0 && (from & span) === 0;
    return { address: first, mask: isNetwork ? formatIpv4(~span >>> 0) : `-${last}` };
  }
  const [whole, end] = [first.toLowerCase(), last.toLowerCase()];
  if (whole === end) return { address: whole, mask: '128' };
  return whole === '::' && /^(?:ffff:){7}ffff$/.test(end) ? { address: '::', mask: '0' } : { address: whole, mask: `-${end}` }; // prettier-ignore
}

/** Ports from the first to the last: 0 for all of them. */
export function rangeSelector(first: string, last: string, ports: readonly [number, number]): Selector {
  return { ...betweenOf(first, last), protocol: 0, port: ports[0] === 0 ? 0 : ports[0] };
}
