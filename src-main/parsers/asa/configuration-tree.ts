/** The configuration of an ASA as a tree: by indentation, or by its grammar where a capture lost all of it. */
import type { ConfigurationLine } from '../ios/configuration-line.ts';
import type { FlatLine } from '../ios/configuration-tree.ts';

/** A line that has a submode. */
const OPENS =
  /^(?:interface|object(?:-group)?|class-map|policy-map|route-map|router|time-range|webvpn|tunnel-group \S+ \S+-attributes|group-policy \S+ attributes|username \S+ attributes|aaa-server \S+ (?:protocol|\()|crypto (?:ikev1 policy|ikev2 policy|isakmp policy|ipsec ikev2 ipsec-proposal|ipsec profile|ca (?:trustpoint|certificate chain|trustpool))|dynamic-access-policy-record|ldap attribute-map|failover group|context|redundant-interface|vpn load-balancing|threat-detection rate|zone|cluster group|policy-list|call-home|regex-class|mount|ip sla|sla monitor)\b/;

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
  const smallest = lines.reduce((least, { indent }) => Math.min(least, indent), Infinity);
  const isIndented = lines.some(({ indent }) => indent > smallest);
  const roots: ConfigurationLine[] = [];
  const open: Open[] = [];
  for (const { line, text, indent } of lines) {
    if (text.startsWith('!')) {
      open.length = 0;
      continue;
    }
    const depth = isIndented ? indent : depthOf(text, open.at(-1));
    closeDownTo(open, depth);
    const node: ConfigurationLine = { line, text, children: [] };
    (open.at(-1)?.node.children ?? roots).push(node);
    if (isIndented || OPENS.test(text) || isClass(text)) open.push({ indent: depth, node });
  }
  return roots;
}

function closeDownTo(open: Open[], depth: number): void {
  while ((open.at(-1)?.indent ?? -1) >= depth) open.pop();
}

/** Without indentation: 0 at the left margin, 1 in a submode. `nat (a,b)` is global, `nat (a,b) dynamic` an object's. */
function depthOf(text: string, last: Open | undefined): number {
  if (!last || OPENS.test(text)) return 0;
  if (isClass(text)) return 1;
  const inside = last.indent + 1;
  const first = text.split(/[\s:]/, 1)[0] ?? '';
  if (first === 'nat') return /^nat \(\S+\) (?:after-auto |\d+ )?source /.test(text) ? 0 : inside;
  return GLOBAL.has(first) && !/^(?:service|service-object|webvpn)\b/.test(text) ? 0 : inside;
}

/** The submode inside a policy map. */
function isClass(text: string): boolean {
  return text.startsWith('class ');
}
