/**
 * packet-tracer … detailed: below each phase the rule that was found, as a firewall keeps it in its tables. What a rule is
 * about, its hits and its interfaces are those of this one; its place in memory is a number made of its text, which stays
 * the same, and priorities are those of consoles of 9.x (from knowledge).
 */
import { formatIpv4 } from '../../../base/address.ts';
import { anyAddress, type AccessEntry, type AddressMatch, type PortMatch } from '../../router/access/access-entry.ts';
import type { ProtectedFlow } from '../../router/ipsec/protected-flow.ts';
import type { Ipv4Packet } from '../../wire/ipv4.ts';
import { hashOf } from '../access/access-rules.ts';
import { matchesOf, type AddressRange } from '../objects/address-range.ts';
import type { NatName, NatRule, NatRules } from '../nat/nat-rules.ts';
import type { Phase } from './phase.ts';

export interface Traced {
  readonly packet: Ipv4Packet;
  readonly ingress: string;
  readonly egress: string;
  readonly nat: NatRules;
  /** The tunnel that the packet goes into. */
  readonly flow: ProtectedFlow | undefined;
}

interface Entry {
  readonly domain: string;
  readonly priority: number;
  readonly isDenied: boolean;
  readonly hits: number;
  readonly protocol: number;
  readonly source: AddressMatch;
  readonly destination: AddressMatch;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly input: string;
  readonly output: string;
}

export function detailLines(phase: Phase, traced: Traced): string[] {
  const { type, subtype } = phase;
  if (type === 'ACCESS-LIST') return forward('in', ofList(phase, traced));
  if (type === 'NAT' && phase.rule)
    return subtype === 'rpf-check'
      ? forward('out', ofNat(phase.rule, traced, 'nat-reverse'))
      : forward('in', ofNat(phase.rule, traced, 'nat'));
  if (type === 'VPN') return traced.flow ? forward('out', ofTunnel(traced.flow, traced)) : [];
  const general = generals[`${type} ${subtype}`];
  return general ? forward('in', ofAll(general, traced)) : [];
}

/** Of every packet, whoever sends it. */
const generals: Readonly<Record<string, { readonly domain: string; readonly priority: number }>> = {
  'NAT per-session': { domain: 'nat-per-session', priority: 0 },
  'IP-OPTIONS ': { domain: 'inspect-ip-options', priority: 0 },
  'INSPECT np-inspect': { domain: 'inspect-icmp', priority: 70 },
};

function forward(direction: 'in' | 'out', entry: Entry): string[] {
  const { domain, priority, isDenied, hits, protocol, input, output } = entry;
  const key = JSON.stringify([direction, { ...entry, hits: 0 }]);
  const [id, data] = [key, `${key} data`].map((text) => `0x7fff${hashOf(text).toString(16).padStart(8, '0')}`);
  return [
    ' Forward Flow based lookup yields rule:',
    ` ${direction.padEnd(3)} id=${id}, priority=${priority}, domain=${domain}, deny=${isDenied}`,
    `\thits=${hits}, user_data=${data}, cs_id=0x0, flags=0x0, protocol=${protocol}`,
    `\tsrc ip/id=${placeText(entry.source)}, port=${entry.sourcePort}, tag=any`,
    `\tdst ip/id=${placeText(entry.destination)}, port=${entry.destinationPort}, tag=any, dscp=0x0`,
    `\tinput_ifc=${input}, output_ifc=${output}`,
  ];
}

function placeText({ address, wildcard }: AddressMatch): string {
  return `${formatIpv4(address)}, mask=${formatIpv4(~wildcard >>> 0)}`;
}

function ofAll({ domain, priority }: { domain: string; priority: number }, { packet, ingress }: Traced): Entry {
  const isDenied = domain !== 'inspect-icmp';
  return { ...everything, domain, priority, isDenied, protocol: isDenied ? 0 : packet.protocol, input: ingress };
}

const everything: Omit<Entry, 'domain' | 'priority'> = {
  isDenied: false,
  hits: 0,
  protocol: 0,
  source: anyAddress,
  destination: anyAddress,
  sourcePort: 0,
  destinationPort: 0,
  input: 'any',
  output: 'any',
};

function ofList({ element, isAllowed }: Phase, { ingress }: Traced): Entry {
  const own = { ...everything, domain: 'permit', isDenied: !isAllowed, input: ingress };
  const [first] = element?.entries ?? [];
  if (!element || !first) return { ...own, priority: isAllowed ? 2 : 11 };
  return { ...own, priority: 13, hits: element.hits, ...ofEntry(first) };
}

function ofEntry(
  entry: AccessEntry,
): Pick<Entry, 'protocol' | 'source' | 'destination' | 'sourcePort' | 'destinationPort'> {
  const { protocol, source, destination, sourcePort, destinationPort } = entry;
  return {
    protocol: typeof protocol === 'number' ? protocol : 0,
    source,
    destination,
    sourcePort: firstOf(sourcePort),
    destinationPort: firstOf(destinationPort),
  };
}

function firstOf(match: PortMatch | undefined): number {
  return match?.ports[0] ?? 0;
}

function ofNat(rule: NatRule, { nat, ingress, egress }: Traced, domain: 'nat' | 'nat-reverse'): Entry {
  const { real, destination, section, hits, reverseHits } = rule;
  const other = destination?.real;
  return {
    ...everything,
    domain,
    priority: 6,
    hits: section === 2 || domain === 'nat' ? hits : hits + reverseHits,
    source: placeOf(nat, real, ingress),
    destination: other === undefined ? anyAddress : placeOf(nat, other, egress),
    input: ingress,
    output: egress,
  };
}

function placeOf(nat: NatRules, name: NatName, on: string): AddressMatch {
  const [range]: readonly (AddressRange | undefined)[] = nat.rangesOf(name, on);
  return (range && matchesOf(range)[0]) ?? anyAddress;
}

function ofTunnel({ localSelector, remoteSelector, counters }: ProtectedFlow, { egress }: Traced): Entry {
  const matchOf = ({ address, mask }: { address: number; mask: number }): AddressMatch => ({
    address,
    wildcard: ~mask >>> 0,
  });
  return {
    ...everything,
    domain: 'encrypt',
    priority: 70,
    hits: counters.encaps,
    protocol: localSelector.protocol,
    source: matchOf(localSelector),
    destination: matchOf(remoteSelector),
    sourcePort: localSelector.port,
    destinationPort: remoteSelector.port,
    output: egress,
  };
}
