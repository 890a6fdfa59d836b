/** show ip interface [NAME] */
import { conclude } from '../account.ts';
import type { Parsed, Sourced } from '../parsed.ts';
import { Records, begins, passes, says } from '../records.ts';
import { RuleTable, readLines, rule } from '../rules.ts';
import { appended, entered, integer } from '../values.ts';

export interface IpInterface extends Sourced {
  name: string;
  status: string;
  protocol: string;
  address?: string;
  prefixLength?: number;
  secondaryAddresses?: string[];
  /** `ip unnumbered`. */
  unnumbered?: string;
  broadcast?: string;
  /** "setup command", "DHCP", "non-volatile memory". */
  determinedBy?: string;
  mtu?: number;
  helperAddress?: string;
  /** Where there are several: all of them. */
  helperAddresses?: string[];
  mss?: number;
  peerAddress?: string;
  outgoingAccessList?: string;
  inboundAccessList?: string;
  vrf?: string;
  /** What is enabled or disabled, by its words: "Proxy ARP", "IP CEF switching". */
  features: Record<string, boolean>;
  /** What is said of a feature beside that: "interface in domain outside", "using route map R". */
  details?: Record<string, string>;
  others?: string[];
}

/** "not set", which may be cut. */
const listOf = (text: string): string | undefined =>
  /^n(?:o(?:t(?: (?:s(?:et?)?)?)?)?)?$/.test(text) ? undefined : text;

const FIELDS = [
  says<IpInterface, [string, string, string | undefined]>(
    /^(Internet|Secondary) address(?: is)? (\d+\.\d+\.\d+\.\d+)(?:\/(\d+))?$/,
    ([kind, address, length], { secondaryAddresses }) =>
      kind === 'Internet'
        ? { address, prefixLength: integer(length) }
        : { secondaryAddresses: appended(secondaryAddresses, length === undefined ? address : `${address}/${length}`) },
  ),
  says<IpInterface, [string, string]>(
    /^Interface is unnumbered\. Using address of (\S+) \(([^)]*)\)$/,
    ([unnumbered, address]) => ({ unnumbered, address }),
  ),
  says<IpInterface, [string]>(/^Broadcast address is (\S+)$/, ([broadcast]) => ({ broadcast })),
  says<IpInterface, [string]>(/^Address determined by (.+)$/, ([determinedBy]) => ({ determinedBy })),
  says<IpInterface, [string]>(/^MTU is (\d+) bytes$/, ([mtu]) => ({ mtu: integer(mtu) })),
  says<IpInterface, [string]>(/^Helper address(?:es)? (?:is|are) (.+)$/, ([text]) => ({ helperAddress: listOf(text) })),
  rule<Records<IpInterface>, [string]>(
    /^(\d+\.\d+\.\d+\.\d+)$/,
    (records, [address], line) => {
      const { helperAddress = '', helperAddresses } = records.last ?? {};
      return records.set(line, { helperAddresses: appended(helperAddresses ?? [helperAddress], address) });
    },
    ({ last }) => last?.helperAddress !== undefined,
  ),
  says<IpInterface, [string]>(/^Adjust MSS is (\d+)$/, ([mss]) => ({ mss: integer(mss) })),
  says<IpInterface, [string]>(/^Peer address is (\S+)$/, ([peerAddress]) => ({ peerAddress })),
  says<IpInterface, [string]>(/^Outgoing access list is (.+)$/, ([text]) => ({ outgoingAccessList: listOf(text) })),
  says<IpInterface, [string]>(/^Inbound\s+access list is (.+)$/, ([text]) => ({ inboundAccessList: listOf(text) })),
  says<IpInterface, [string]>(/^VPN Routing\/Forwarding "([^"]*)"$/, ([vrf]) => ({
    vrf: vrf === '' ? undefined : vrf,
  })),
  says<IpInterface, [string, string, string | undefined]>(
    /^([A-Z][\w /()-]*?) (?:is|are) (enabled|disabled|always sent|never sent)(?:(?:,|(?= on | for | \()) (.*))?$/,
    ([name, word, rest], { features, details }) => ({
      features: entered(features, name, word === 'enabled' || word === 'always sent'),
      details: rest === undefined ? undefined : entered(details, name, rest),
    }),
  ),
  says<IpInterface, [string]>(
    /^((?:Internet protocol processing|IP route-cache flags|IP multicast groups|IP verify|IP Null|IP CEF|Downstream VPN|Outgoing Common|Inbound Common|IPv4 |WCCP|ICMP |Security level|Multicast reserved|Common access|Associated|Input features|Output features|Post encapsulation|IPv4 WCCP|Topology|\d+ ).*)$/i,
    ([other], { others }) => ({ others: appended(others, other) }),
  ),
];

const TABLE = new RuleTable<Records<IpInterface>>([
  begins<IpInterface, [string, string, string]>(
    /^([A-Za-z][\w./:-]*\d) is ([a-z][a-z ]*), line protocol is ([a-z]+)$/,
    ([name, status, protocol]) => ({ name, status, protocol, features: {} }),
  ),
  ...FIELDS,
  passes(/^\S+ (?:verified|suppressed) .*$/),
]);

export function parseShowIpInterface(text: string): Parsed<IpInterface> {
  const records = new Records<IpInterface>();
  const reading = readLines(text, TABLE, records);
  // `show interfaces` begins with the same line: it knows nothing of features.
  const known = records.all.filter(
    ({ mtu, others }) => mtu !== undefined || others?.some((one) => one.startsWith('Internet protocol')) === true,
  );
  const isOpen = known.length < records.all.length && records.last !== known.at(-1);
  // A sentence that is kept as it is may lack its end.
  const isCutInSentence = reading.isLoose && (records.last?.at['others'] ?? -1) >= text.split('\n').length - 2;
  return conclude(reading, known, isOpen || isCutInSentence);
}
