/** The names that access lists have for protocols, ports and messages of ICMP, as `?` of 12.4 lists them. */

export const protocolNumbers = {
  ahp: 51,
  eigrp: 88,
  esp: 50,
  gre: 47,
  icmp: 1,
  igmp: 2,
  ip: 0,
  ipinip: 94,
  nos: 4,
  ospf: 89,
  pcp: 108,
  pim: 103,
  tcp: 6,
  udp: 17,
} as const;

export const tcpPorts: Readonly<Record<string, number>> = {
  bgp: 179,
  chargen: 19,
  cmd: 514,
  daytime: 13,
  discard: 9,
  domain: 53,
  echo: 7,
  exec: 512,
  finger: 79,
  ftp: 21,
  'ftp-data': 20,
  gopher: 70,
  hostname: 101,
  ident: 113,
  irc: 194,
  klogin: 543,
  kshell: 544,
  login: 513,
  lpd: 515,
  nntp: 119,
  'pim-auto-rp': 496,
  pop2: 109,
  pop3: 110,
  smtp: 25,
  sunrpc: 111,
  tacacs: 49,
  talk: 517,
  telnet: 23,
  time: 37,
  uucp: 540,
  whois: 43,
  www: 80,
};

export const udpPorts: Readonly<Record<string, number>> = {
  biff: 512,
  bootpc: 68,
  bootps: 67,
  discard: 9,
  dnsix: 195,
  domain: 53,
  echo: 7,
  isakmp: 500,
  'mobile-ip': 434,
  nameserver: 42,
  'netbios-dgm': 138,
  'netbios-ns': 137,
  'netbios-ss': 139,
  'non500-isakmp': 4500,
  ntp: 123,
  'pim-auto-rp': 496,
  rip: 520,
  snmp: 161,
  snmptrap: 162,
  sunrpc: 111,
  syslog: 514,
  tacacs: 49,
  talk: 517,
  tftp: 69,
  time: 37,
  who: 513,
  xdmcp: 177,
};

/** Type, and code where the name means one of the type. */
export const icmpMessages: Readonly<Record<string, readonly [type: number, code?: number]>> = {
  'administratively-prohibited': [3, 13],
  'alternate-address': [6],
  'conversion-error': [31],
  'dod-host-prohibited': [3, 10],
  'dod-net-prohibited': [3, 9],
  echo: [8],
  'echo-reply': [0],
  'general-parameter-problem': [12, 0],
  'host-isolated': [3, 8],
  'host-precedence-unreachable': [3, 14],
  'host-redirect': [5, 1],
  'host-tos-redirect': [5, 3],
  'host-tos-unreachable': [3, 12],
  'host-unknown': [3, 7],
  'host-unreachable': [3, 1],
  'information-reply': [16],
  'information-request': [15],
  'mask-reply': [18],
  'mask-request': [17],
  'mobile-redirect': [32],
  'net-redirect': [5, 0],
  'net-tos-redirect': [5, 2],
  'net-tos-unreachable': [3, 11],
  'net-unreachable': [3, 0],
  'network-unknown': [3, 6],
  'no-room-for-option': [12, 2],
  'option-missing': [12, 1],
  'packet-too-big': [3, 4],
  'parameter-problem': [12],
  'port-unreachable': [3, 3],
  'precedence-unreachable': [3, 15],
  'protocol-unreachable': [3, 2],
  'reassembly-timeout': [11, 1],
  redirect: [5],
  'router-advertisement': [9],
  'router-solicitation': [10],
  'source-quench': [4],
  'source-route-failed': [3, 5],
  'time-exceeded': [11],
  'timestamp-reply': [14],
  'timestamp-request': [13],
  traceroute: [30],
  'ttl-exceeded': [11, 0],
  unreachable: [3],
};

/** Bits of the header of TCP, in the order in which `?` lists them. */
export const tcpFlags: Readonly<Record<string, number>> = { ack: 0x10, fin: 0x01, psh: 0x08, rst: 0x04, syn: 0x02, urg: 0x20 }; // prettier-ignore

/** Classes of RFC 2474, 2597 and 3246. */
export const dscpNames: Readonly<Record<string, number>> = {
  af11: 10,
  af12: 12,
  af13: 14,
  af21: 18,
  af22: 20,
  af23: 22,
  af31: 26,
  af32: 28,
  af33: 30,
  af41: 34,
  af42: 36,
  af43: 38,
  cs1: 8,
  cs2: 16,
  cs3: 24,
  cs4: 32,
  cs5: 40,
  cs6: 48,
  cs7: 56,
  default: 0,
  ef: 46,
};

export const precedenceNames: Readonly<Record<string, number>> = {
  critical: 5,
  flash: 3,
  'flash-override': 4,
  immediate: 2,
  internet: 6,
  network: 7,
  priority: 1,
  routine: 0,
};

export const tosNames: Readonly<Record<string, number>> = {
  'max-reliability': 2,
  'max-throughput': 4,
  'min-delay': 8,
  'min-monetary-cost': 1,
  normal: 0,
};

/** The name of a value where it has one. */
export function nameIn(names: Readonly<Record<string, number>>, value: number): string {
  return Object.entries(names).find(([, known]) => known === value)?.[0] ?? String(value);
}

export function nameOfProtocol(number: number): string {
  return nameIn(protocolNumbers, number);
}

export function nameOfPort(protocol: number, port: number): string {
  return nameIn(protocol === protocolNumbers.tcp ? tcpPorts : udpPorts, port);
}

export function nameOfIcmp({ type, code }: { type: number; code?: number }): string {
  const named = Object.entries(icmpMessages).find(([, [t, c]]) => t === type && c === code)?.[0];
  return named ?? (code === undefined ? String(type) : `${type} ${code}`);
}
