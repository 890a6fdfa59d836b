/** The configuration of an ASA as a tree: by indentation, or by its grammar where that was lost or contradicts itself. */
import { Indentation, isSeparator, type SectionGrammar } from '../indentation.ts';
import type { ConfigurationLine } from '../ios/configuration-line.ts';
import type { FlatLine } from '../ios/configuration-tree.ts';

/** A line that has a submode. */
const OPENS =
  /^(?:interface|object(?:-group)?|class-map|policy-map|route-map|router|time-range|webvpn|tunnel-group \S+ \S+-attributes|group-policy \S+ attributes|username \S+ attributes|aaa-server \S+ (?:protocol|\()|crypto (?:ikev1 policy|ikev2 policy|isakmp policy|ipsec ikev2 ipsec-proposal|ipsec profile|ca (?:trustpoint|certificate chain|trustpool))|dynamic-access-policy-record|ldap attribute-map|failover group|context|redundant-interface|vpn load-balancing|threat-detection rate|zone|cluster group|policy-list|call-home|regex-class|mount|ip sla|sla monitor|dns server-group)\b/;

/** First words of lines that no submode has. */
const GLOBAL = new Set(
  'ASA PIX : hostname domain-name enable passwd names name dns-guard ftp boot same-security-traffic access-list pager logging icmp asdm arp access-group route dynamic-access-policy-record aaa aaa-server http snmp-server crypto telnet ssh console threat-detection ntp ssl username tunnel-group group-policy class-map policy-map service-policy prompt call-home Cryptochecksum end nat-control global static failover monitor-interface mtu sysopt object object-group interface no-nat terminal jumbo-frame dhcpd clock user-identity xlate timeout ipv6 dhcprelay license smart-tunnel cts hpm app-agent webvpn anyconnect-essentials compression mac-address management-access password-policy privilege quota tls-proxy unit vpdn vpn-addr-assign vpn-sessiondb vpnclient zonelabs-integrity firewall service sla track coredump banner auth-prompt command-alias flow-export key lacp passwd regex snmp tftp-server url-block url-cache url-server wccp zone'.split(
    ' ',
  ),
);

/** First words that stand in submodes only, or at the left margin and in submodes alike. */
const ALSO_GLOBAL = new Set('no nat dns ip description timeout'.split(' '));

export function isAsaGlobal(text: string): boolean {
  const first = text.split(/\s/, 1)[0] ?? '';
  return text.startsWith('Cryptochecksum:') || GLOBAL.has(first) || ALSO_GLOBAL.has(first) || OPENS.test(text);
}

/** A line that further lines may stand under. */
interface Open {
  indent: number;
  node: ConfigurationLine;
}

export function asaTreeOf(lines: readonly FlatLine[]): ConfigurationLine[] {
  const isIndented = new Indentation(lines, GRAMMAR).isTree();
  const roots: ConfigurationLine[] = [];
  const open: Open[] = [];
  for (const { line, text, indent } of lines) {
    if (isSeparator(text)) {
      open.length = 0;
      continue;
    }
    const depth = isIndented ? indent : depthOf(text, open.at(-1));
    closeDownTo(open, depth);
    const node: ConfigurationLine = { line, text, children: [] };
    (open.at(-1)?.node.children ?? roots).push(node);
    if (isIndented || OPENS.test(text) || isNestedMode(text)) open.push({ indent: depth, node });
  }
  return roots;
}

function closeDownTo(open: Open[], depth: number): void {
  while ((open.at(-1)?.indent ?? -1) >= depth) open.pop();
}

/** Without indentation: 0 at the left margin, 1 in a submode. `nat (a,b)` is global, `nat (a,b) dynamic` an object's. */
function depthOf(text: string, last: Open | undefined): number {
  if (!last) return 0;
  const inside = last.indent + 1;
  if (isOfSection(text, last.node.text)) return inside;
  if (isNestedMode(text)) return 1;
  return isGlobal(text) ? 0 : inside;
}

function isGlobal(text: string): boolean {
  const first = text.split(/[\s:]/, 1)[0] ?? '';
  if (first === 'nat') return /^nat \(\S+\) (?:after-auto |\d+ )?source /.test(text);
  return OPENS.test(text) || (GLOBAL.has(first) && !/^(?:service|service-object)\b/.test(text));
}

/** What begins like a line of the left margin and belongs to a section, if it stands in one. */
const OF_SECTION: readonly (readonly [section: RegExp, line: RegExp])[] = [
  [/^interface /, /^(?:ipv6|mac-address|dhcprelay) /],
  [/^aaa-server .* host /, /^key /],
  [/^webvpn$/, /^(?:enable|compression|smart-tunnel) /],
  [/^(?:group-policy|username) \S+ attributes$/, /^(?:webvpn$|banner |smart-tunnel )/],
  [/^dns server-group /, /^domain-name /],
];

function isOfSection(text: string, section: string): boolean {
  return OF_SECTION.some(([of, line]) => of.test(section) && line.test(text));
}

/** The submodes inside a policy map. */
function isNestedMode(text: string): boolean {
  return /^class (?!-)|^parameters$/.test(text);
}

/** Lines that have no submode, wherever they stand. */
const LEAF =
  /^(?:no|description|hostname|domain-name|names|name|access-list|access-group|route|mtu|logging|http|snmp-server|telnet|ssh|ntp|passwd|pager|icmp|arp|asdm|nameif|security-level|ip address|shutdown|subnet|host|range|network-object|port-object|group-object|service-object|protocol-object|nat|encryption|authentication|hash|group|lifetime|integrity|prf|protocol esp|protocol ah|ikev1 pre-shared-key|ikev2 (?:local|remote)-authentication|inspect|vpn-tunnel-protocol|enrollment|crl|crypto (?:map|dynamic-map|ikev1 enable|ikev2 enable|isakmp enable|ipsec (?:ikev1|security-association|transform-set))|enable|tunnel-group \S+ type|group-policy \S+ (?:internal|external)|timeout|console|ssl|username \S+ (?:password|nopassword))(?= |$)/;

const GRAMMAR: SectionGrammar = {
  isKnown: isAsaGlobal,
  opens: (text) => OPENS.test(text),
  isGlobal,
  isLeaf: (text) => LEAF.test(text) && !OPENS.test(text),
};
