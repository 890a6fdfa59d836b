/**
 * Protocols, ports and ICMP types by the names that an ASA gives them (Cisco ASA general operations configuration guide,
 * "Addresses, Protocols, and Ports").
 */
import type { PortMatch } from '../router/access/access-list.ts';

const protocols = {
  ip: 0,
  icmp: 1,
  igmp: 2,
  ipinip: 4,
  tcp: 6,
  udp: 17,
  gre: 47,
  esp: 50,
  ah: 51,
  eigrp: 88,
  ospf: 89,
  pim: 103,
} as const;

export type ProtocolName = keyof typeof protocols;

export function protocolNumber(name: ProtocolName): number {
  return protocols[name];
}

/** A protocol by its name or number; undefined for what is neither. */
export function protocolOf(word: string): number | undefined {
  if (/^\d{1,3}$/.test(word)) return Number(word) <= 255 ? Number(word) : undefined;
  const names: Readonly<Record<string, number>> = protocols;
  return names[word.toLowerCase()];
}

/** 'tcp', or the number as a word where there is no name. */
export function protocolName(number: number): string {
  return Object.entries(protocols).find(([, value]) => value === number)?.[0] ?? String(number);
}

const tcpPorts = {
  'ftp-data': 20,
  ftp: 21,
  ssh: 22,
  telnet: 23,
  smtp: 25,
  domain: 53,
  www: 80,
  pop3: 110,
  nntp: 119,
  imap4: 143,
  bgp: 179,
  ldap: 389,
  https: 443,
  ldaps: 636,
  sqlnet: 1521,
  h323: 1720,
  pptp: 1723,
  sip: 5060,
} as const;

const udpPorts = {
  domain: 53,
  bootps: 67,
  bootpc: 68,
  tftp: 69,
  www: 80,
  sunrpc: 111,
  ntp: 123,
  'netbios-ns': 137,
  'netbios-dgm': 138,
  snmp: 161,
  snmptrap: 162,
  isakmp: 500,
  syslog: 514,
  rip: 520,
  radius: 1645,
  'radius-acct': 1646,
  sip: 5060,
} as const;

const otherSpellings: Readonly<Record<string, number>> = { http: 80 };

/** A port by its number or name; undefined for what is neither. */
export function portOf(word: string, protocol: number): number | undefined {
  if (/^\d{1,5}$/.test(word)) return Number(word) <= 65535 ? Number(word) : undefined;
  const names: Readonly<Record<string, number>> = protocol === protocols.udp ? udpPorts : tcpPorts;
  return names[word.toLowerCase()] ?? otherSpellings[word.toLowerCase()];
}

export function portName(port: number, protocol: number): string {
  const names = protocol === protocols.udp ? udpPorts : tcpPorts;
  return Object.entries(names).find(([, number]) => number === port)?.[0] ?? String(port);
}

/** 'eq www', 'range 1024 65535' */
export function textOfPorts({ operator, ports }: PortMatch, protocol: number): string {
  return [operator, ...ports.map((port) => portName(port, protocol))].join(' ');
}

const icmpTypes: Readonly<Record<string, number>> = {
  'echo-reply': 0,
  unreachable: 3,
  'source-quench': 4,
  redirect: 5,
  echo: 8,
  'time-exceeded': 11,
  'parameter-problem': 12,
  'timestamp-request': 13,
  'timestamp-reply': 14,
  traceroute: 30,
};

export function icmpTypeOf(word: string): number | undefined {
  if (/^\d{1,3}$/.test(word)) return Number(word) <= 255 ? Number(word) : undefined;
  return icmpTypes[word.toLowerCase()];
}

export function icmpTypeName(type: number): string {
  return Object.entries(icmpTypes).find(([, number]) => number === type)?.[0] ?? String(type);
}
