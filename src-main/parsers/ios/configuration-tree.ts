/**
 * A configuration as a tree. Indentation makes it one, as the router prints it; where a capture lost indentation, all of it or
 * so much that what is left contradicts itself, the grammar does: what opens a submode, and what cannot stand in one.
 */
import { SHORTEST_BROKEN } from '../broken-line.ts';
import { Indentation, isSeparator, type SectionGrammar } from '../indentation.ts';
import type { Margin } from '../margin.ts';
import type { ConfigurationLine } from './configuration-line.ts';

export interface FlatLine {
  line: number;
  text: string;
  indent: number;
  /** With the blanks at its ends. */
  raw: string;
}

/** A line that has a submode. */
const OPENS =
  /^(?:interface|router(?= )|line|class-map|policy-map|route-map|map-class|control-plane|key chain|vrf definition|ip vrf(?! (?:forwarding|receive|select|sitemap) )|vlan(?: configuration)? \d+|archive|redundancy|object-group|time-range|track|aaa group|flow|template|ip access-list|ipv6 access-list|mac access-list|ip dhcp pool|ip sla \d+|l2vpn|radius server|tacacs server|aaa server radius|parameter-map|zone security|zone-pair|voice|dial-peer|controller|call-home|spanning-tree mst configuration|ip explicit-path|bridge-domain \d+|event manager applet|crypto (?:isakmp (?:policy|profile|client configuration group)|ipsec (?:transform-set|profile)|map \S+ \d+|dynamic-map|keyring|pki (?:trustpoint|certificate chain)|ikev2 (?:proposal|policy|profile|keyring|authorization)|gdoi group|key pubkey-chain))\b/;

/** A line that no submode has; `crypto map NAME` alone belongs to an interface. */
const IS_GLOBAL =
  /^(?:version|hostname|service(?!-policy)|boot-|boot |enable|no service|no aaa|aaa(?! authorization (?:group|user) )|username|banner|access-list|logging|snmp-server|ntp|mmi|multilink|end$|ip (?:route|cef|http|ssh|domain|forward-protocol|nat (?:inside|outside|pool|translation) \S+ |access-list|sla|tftp|name-server|classless|subnet-zero)|no ip (?:http|domain|cef)|ipv6 (?:unicast-routing|route)|crypto (?!map \S+(?: redundancy .*)?$|ipsec client|ipsec fragmentation|ipsec df-bit)|no crypto (?!map))/;

/** First words of global commands: what else stands at the left margin is listed as unknown. */
const KNOWN = new Set(
  'aaa access-list alias archive arp banner boot boot-start-marker boot-end-marker bridge call call-home cdp cef class-map clock config-register control-plane controller crypto cts default device-tracking dial-peer diagnostic dot11 dot1x eap enable end epm errdisable event exception exit facility-alarm fallback file flow frame-relay gateway hostname hw-module interface ip ipv6 isdn kerberos key l2 l2tp l2tp-class l2vpn l3vpn license line lldp logging login mab mac mac-address-table macro map-class memory memory-size mld mls mmi monitor mpls multilink nat64 netconf netconf-yang network no ntp object-group parameter-map parser password pfr platform policy-map port-channel power privilege process profile prompt pseudowire-class qos radius radius-server redundancy resource restconf rmon route-map route-tag router sampler scheduler scripting security service service-template set sip-ua snmp snmp-server spanning-tree ssh stackwise-virtual standby subscriber switch system table-map tacacs tacacs-server telemetry telnet template tftp-server time-range track transceiver transport-map udld upgrade username version virtual-service vlan voice voice-card vpdn vpdn-group vrf vstack vtp vxlan wireless wlan wsma xconnect zone zone-pair'.split(
    ' ',
  ),
);

/** Of lines of submodes: none of them is the rest of a line. */
const OF_A_SUBMODE = new Set(
  'permit deny remark evaluate description match set switchport tunnel neighbor network address-family exit-address-family encryption encr hash group lifetime authentication mtu speed duplex shutdown peer address identity keyring pre-shared-key rd route-target mode'.split(
    ' ',
  ),
);

const firstWordOf = (text: string): string => text.split(' ', 1)[0] ?? '';

export function isKnownGlobal(text: string): boolean {
  return KNOWN.has(firstWordOf(text));
}

/** The tree of the lines, after those that a terminal broke were made whole. */
export function treeOf(lines: readonly FlatLine[], margin: Margin): ConfigurationLine[] {
  const indentation = new Indentation(lines, GRAMMAR);
  const whole = withoutBreaks(lines, { margin, isIndented: indentation.goesBeyond(0) });
  const isSame = whole.length === lines.length;
  const isTree = (isSame ? indentation : new Indentation(whole, GRAMMAR)).isTree();
  return isTree ? treeByIndentation(whole) : treeByGrammar(whole);
}

/** Sections that have no submodes, or those of the table below and no other. */
const CLOSED =
  /^(?:ip access-list|ipv6 access-list|mac access-list|route-map|class-map|flow|line|crypto (?:isakmp|ipsec|map|dynamic-map|ikev2|keyring))\b/;

/** Lines that have no submode, wherever they stand. */
const LEAF =
  /^(?:no|description|match|set|permit|deny|remark|evaluate|switchport|tunnel|neighbor|network|encapsulation|shutdown|duplex|speed|mtu|bandwidth|delay|keepalive|negotiation|load-interval|carrier-delay|mac-address|source-interface|media-type|channel-group|storm-control|cdp|lldp|exit-address-family|rd|route-target|vrf forwarding|version|hostname|service (?:timestamps|password-encryption|tcp|internal|config|pad)|boot|boot-start-marker|boot-end-marker|enable|username|access-list|logging|snmp-server|ntp|mmi|aaa (?:new-model|authentication|authorization|accounting|session-id)|ip (?:address|mtu|tcp|nat (?:inside|outside|translation)|route|access-group|nhrp|ospf|http|ssh|domain|cef|forward-protocol|helper-address|redirects|unreachables|proxy-arp|verify|virtual-reassembly|unnumbered|pim|igmp|policy|dhcp (?:snooping|relay|excluded-address)|name-server|vrf forwarding|split-horizon|summary-address|flow (?:monitor|ingress|egress))|ipv6 (?:address|enable|nd|mtu|route|unicast-routing|ospf|eigrp)|crypto (?:map \S+(?: local-address .*)?$|isakmp (?:key|keepalive|identity|nat|enable|invalid-spi-recovery)))(?= |$)/;

const isNestedMode = (section: string, text: string): boolean =>
  NESTED.some((mode) => mode.section.test(section) && mode.opens.test(text));

const GRAMMAR: SectionGrammar = {
  isKnown: isKnownGlobal,
  opens: (text) => OPENS.test(text),
  isGlobal: (text) => IS_GLOBAL.test(text),
  isLeaf: (text, section) =>
    section === undefined
      ? LEAF.test(text) && !OPENS.test(text)
      : !isNestedMode(section, text) && (LEAF.test(text) || CLOSED.test(section)),
};

function treeByIndentation(lines: readonly FlatLine[]): ConfigurationLine[] {
  const roots: ConfigurationLine[] = [];
  const open: { indent: number; node: ConfigurationLine }[] = [];
  for (const { line, text, indent } of lines) {
    while (open.length > 0 && (open.at(-1)?.indent ?? 0) >= indent) open.pop();
    const parent = open.at(-1)?.node;
    if (isSeparator(text)) continue;
    const node = { line, text, children: [] };
    (parent?.children ?? roots).push(node);
    open.push({ indent, node });
  }
  return roots;
}

function treeByGrammar(lines: readonly FlatLine[]): ConfigurationLine[] {
  const roots: ConfigurationLine[] = [];
  let section: ConfigurationLine | undefined;
  /** There are separators in submodes too: behind one, what no global command begins with goes on with the section. */
  let isSeparated = false;
  for (const { line, text } of lines) {
    const node: ConfigurationLine = { line, text, children: [] };
    if (isSeparator(text)) isSeparated = true;
    else if (section && !OPENS.test(text) && !IS_GLOBAL.test(text) && !(isSeparated && isKnownGlobal(text)))
      addChild(section, node);
    else {
      roots.push(node);
      section = OPENS.test(text) ? node : undefined;
      isSeparated = false;
    }
  }
  return roots;
}

interface NestedMode {
  section: RegExp;
  /** The lines of the section that have a submode of their own. */
  opens: RegExp;
  /** What stands in it, where that is not all that follows. */
  holds?: RegExp;
}

/** Submodes inside a submode. */
const NESTED: readonly NestedMode[] = [
  { section: /^crypto ikev2 keyring\b/, opens: /^peer \S+$/ },
  { section: /^crypto pki certificate chain\b/, opens: /^certificate\b/ },
  { section: /^(?:vrf definition|router (?:bgp|eigrp|ospfv3|rip|isis))\b/, opens: /^address-family\b/ },
  { section: /^address-family\b/, opens: /^(?:af-interface|topology)\b/ },
  { section: /^policy-map\b/, opens: /^class\b/ },
  { section: /^class\b/, opens: /^police\b/, holds: /^(?:conform|exceed|violate)-action\b/ },
  { section: /^key chain\b/, opens: /^key \S+$/ },
  { section: /^archive$/, opens: /^log config$/, holds: /^(?:logging|notify|hidekeys|record)\b/ },
  { section: /^redundancy$/, opens: /^main-cpu$/ },
  { section: /^crypto gdoi group\b/, opens: /^server local$/ },
  { section: /^server local$/, opens: /^sa ipsec \d+$/, holds: /^(?:profile|match|replay|no replay)\b/ },
  { section: /^ip sla \d+$/, opens: /^(?:icmp|udp|tcp|http|dns|ftp|dhcp|path|ethernet|mpls)\b/ },
  { section: /^interface nve/, opens: /^member vni\b/, holds: /^(?:ingress-replication|mcast-group|local-routing|suppress-arp)\b/ }, // prettier-ignore
  { section: /^interface\b/, opens: /^service instance\b/, holds: /^(?:encapsulation|rewrite|bridge-domain|xconnect|l2protocol|service-policy|description)\b/ }, // prettier-ignore
];

/** Puts a line of a section in its place: into the section, or into a submode that its last line opened. */
function addChild(section: ConfigurationLine, node: ConfigurationLine): void {
  const last = section.children.at(-1);
  const mode = NESTED.find(({ section: of }) => of.test(section.text));
  const isOpen = mode !== undefined && last !== undefined && mode.opens.test(last.text);
  if (isOpen && !mode.opens.test(node.text) && !node.text.startsWith('exit-') && mode.holds?.test(node.text) !== false)
    addChild(last, node);
  else section.children.push(node);
}

/** No command is longer: joined lines that are go no further, so that garbage costs its length and no more. */
const LONGEST = 1024;

interface Text {
  margin: Margin;
  isIndented: boolean;
}

/** Lines that a terminal broke are one again: what stands at the left margin and is no command is the rest of one. */
function withoutBreaks(lines: readonly FlatLine[], text: Text): FlatLine[] {
  const whole: FlatLine[] = [];
  let tail = '';
  for (const one of lines) {
    const last = whole.at(-1);
    if (last && last.raw.length < LONGEST && isRestOf(last, tail, one, text)) {
      const raw = text.margin.join(last.raw, one.raw, tail);
      whole[whole.length - 1] = { ...last, raw, text: raw.trim() };
    } else whole.push(one);
    tail = one.raw;
  }
  return whole;
}

function isRestOf(last: FlatLine, tail: string, one: FlatLine, { margin, isIndented }: Text): boolean {
  if (tail.length < SHORTEST_BROKEN || isSeparator(one.text) || isSeparator(last.text)) return false;
  if (one.indent > 0) return isIndented && margin.ends(tail) && (hasNoSubmode(last) || isNoEntry(last, one));
  if (isCommand(one.text)) return false;
  return isIndented ? margin.hadToBreak(tail, one.raw) : isFlatRest(tail, one, margin);
}

function isCommand(text: string): boolean {
  return isKnownGlobal(text) || OF_A_SUBMODE.has(firstWordOf(text));
}

function isFlatRest(tail: string, one: FlatLine, margin: Margin): boolean {
  // Without indentation a line of a submode that is not known looks like the rest of another.
  const isLikeACommand = /^[A-Za-z\d]/.test(one.text);
  return isLikeACommand ? margin.ends(tail) && margin.isUsual(tail) : margin.hadToBreak(tail, one.raw);
}

function hasNoSubmode({ text, indent }: FlatLine): boolean {
  return indent === 0 && !OPENS.test(text);
}

/** What follows an entry of an access list and does not begin like one is the rest of it. */
function isNoEntry(last: FlatLine, one: FlatLine): boolean {
  const isEntry = /^(?:\d+ )?(?:permit|deny) /.test(last.text) && last.indent > 0;
  return isEntry && !/^(?:\d+ )?(?:permit|deny|remark|evaluate|dynamic|no|default|exit)\b/.test(one.text);
}
