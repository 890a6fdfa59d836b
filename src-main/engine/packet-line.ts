/**
 * What a packet is: from where, to where, and its numbers; and the same as one line of text, for evidence. What is
 * encrypted stays so: no keys are used here. grading/facts/packets.ts reads these lines.
 */
import { formatIpv4 } from '../base/address.ts';
import { hexOf } from '../base/bytes.ts';
import { parseAh } from '../simulator/wire/ah.ts';
import { parseArp } from '../simulator/wire/arp.ts';
import { parseEsp } from '../simulator/wire/esp.ts';
import { etherTypes, parseEthernet } from '../simulator/wire/ethernet.ts';
import { parseGre } from '../simulator/wire/gre.ts';
import { parseHdlc } from '../simulator/wire/hdlc.ts';
import { parseIcmp } from '../simulator/wire/icmp.ts';
import { ipProtocols, parseIpv4Packet, type Ipv4Packet } from '../simulator/wire/ipv4.ts';
import { parseIsakmp } from '../simulator/wire/isakmp/message.ts';
import { exchangeTypes, nameOf } from '../simulator/wire/isakmp/numbers.ts';
import { isMalformed } from '../simulator/wire/malformed.ts';
import { parseUdpEncapsulated } from '../simulator/wire/udp-encapsulation.ts';
import { parseUdp, udpPorts } from '../simulator/wire/udp.ts';
import { withoutVlanTag, vlanOf } from '../simulator/wire/vlan.ts';
import type { CapturedFrame } from '../providers/provider.ts';

/** What is beyond is counted, and not listed. */
const mostLines = 2000;

/** The packets of one capture. */
export class PacketLines {
  readonly #lines: string[] = [];
  #count = 0;
  #startedAt: number | undefined;

  add({ time, frame }: CapturedFrame): void {
    const summary = summaryOf(frame);
    if (!summary) return;
    this.#startedAt ??= time;
    this.#count++;
    if (this.#lines.length < mostLines)
      this.#lines.push(`${((time - this.#startedAt) / 1e6).toFixed(6)} ${lineOf(summary)}`);
  }

  get text(): string {
    const left = this.#count - this.#lines.length;
    const count = `${this.#count} ${this.#count === 1 ? 'packet' : 'packets'}`;
    const sum = left > 0 ? `${count}, of which the last ${left} are not listed` : count;
    return [...this.#lines, sum].join('\n');
  }
}

/** From an address to another, what it is, and its fields by their names: its length in bytes first. */
export interface PacketSummary {
  source: string;
  destination: string;
  protocol: string;
  fields: Readonly<Record<string, string | number | undefined>>;
}

function lineOf({ source, destination, protocol, fields }: PacketSummary): string {
  const said = Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : `${name}=${value}`));
  return `${source} > ${destination} ${protocol} ${said.join(' ')}`;
}

/** Nothing for what is neither IPv4 nor ARP. */
export function summaryOf(bytes: Uint8Array): PacketSummary | undefined {
  const { type, payload } = contentOf(bytes) ?? {};
  if (payload === undefined) return undefined;
  if (type === etherTypes.arp) return summaryOfArp(payload);
  if (type !== etherTypes.ipv4) return undefined;
  const packet = parseIpv4Packet(payload);
  return isMalformed(packet) ? undefined : summaryOfPacket(packet);
}

/** What a frame carries, on an Ethernet or on a serial line. */
function contentOf(bytes: Uint8Array): { type: number; payload: Uint8Array } | undefined {
  const serial = parseHdlc(bytes);
  if (!isMalformed(serial)) return { type: serial.protocol, payload: serial.payload };
  const frame = parseEthernet(vlanOf(bytes) === undefined ? bytes : withoutVlanTag(bytes));
  return isMalformed(frame) ? undefined : { type: frame.etherType, payload: frame.payload };
}

function summaryOfArp(bytes: Uint8Array): PacketSummary | undefined {
  const arp = parseArp(bytes);
  if (isMalformed(arp)) return undefined;
  const ends = { source: formatIpv4(arp.senderAddress), destination: formatIpv4(arp.targetAddress) };
  return { ...ends, protocol: 'ARP', fields: { length: bytes.length, type: arp.operation } };
}

interface Described {
  protocol: string;
  fields: Record<string, string | number | undefined>;
}

function summaryOfPacket(packet: Ipv4Packet): PacketSummary {
  const { payload, options, fragmentOffset } = packet;
  const described = fragmentOffset > 0 ? fragment(packet) : (readers[packet.protocol]?.(packet) ?? other(packet));
  const length = 20 + options.length + payload.length;
  const common = { length, ttl: packet.timeToLive, df: packet.dontFragment ? 'yes' : undefined };
  return {
    ...{ source: formatIpv4(packet.source), destination: formatIpv4(packet.destination) },
    ...{ protocol: described.protocol, fields: { ...common, ...described.fields } },
  };
}

function other({ protocol }: Ipv4Packet): Described {
  return { protocol: names[protocol] ?? 'IP', fields: { number: protocol } };
}

function fragment({ protocol, fragmentOffset }: Ipv4Packet): Described {
  return { protocol: names[protocol] ?? 'IP', fields: { fragment: fragmentOffset } };
}

const names: Readonly<Record<number, string>> = {
  [ipProtocols.icmp]: 'ICMP',
  [ipProtocols.ipv4]: 'IPIP',
  [ipProtocols.tcp]: 'TCP',
  [ipProtocols.udp]: 'UDP',
  [ipProtocols.gre]: 'GRE',
  [ipProtocols.esp]: 'ESP',
  [ipProtocols.ah]: 'AH',
  [ipProtocols.eigrp]: 'EIGRP',
  [ipProtocols.ospf]: 'OSPF',
};

type Reader = (packet: Ipv4Packet) => Described | undefined;

const readers: Readonly<Record<number, Reader>> = {
  [ipProtocols.icmp]: ({ payload }) => {
    const message = parseIcmp(payload);
    if (isMalformed(message)) return undefined;
    const isEcho = 'sequence' in message;
    return { protocol: 'ICMP', fields: { type: message.kind, sequence: isEcho ? message.sequence : undefined } };
  },
  [ipProtocols.ipv4]: ({ payload }) => ({ protocol: 'IPIP', fields: { inner: innerOf(payload) } }),
  [ipProtocols.gre]: ({ payload }) => {
    const gre = parseGre(payload);
    if (isMalformed(gre)) return undefined;
    const inner = gre.protocolType === etherTypes.ipv4 ? innerOf(gre.payload) : undefined;
    return { protocol: 'GRE', fields: { key: gre.key, inner } };
  },
  [ipProtocols.esp]: ({ payload }) => espOf(payload),
  [ipProtocols.ah]: ({ payload }) => {
    const ah = parseAh(payload);
    if (isMalformed(ah)) return undefined;
    const inner = ah.nextHeader === ipProtocols.ipv4 ? innerOf(ah.payload) : names[ah.nextHeader];
    return { protocol: 'AH', fields: { spi: hexadecimal(ah.spi), sequence: ah.sequence, inner } };
  },
  [ipProtocols.tcp]: ({ payload }) =>
    payload.length < 20
      ? undefined
      : { protocol: 'TCP', fields: { sourcePort: portAt(payload, 0), destinationPort: portAt(payload, 2) } },
  [ipProtocols.udp]: udpOf,
};

function udpOf(packet: Ipv4Packet): Described | undefined {
  const udp = parseUdp(packet.payload, packet);
  // Captured where it was sent a checksum may still be a network card's to fill in.
  if (isMalformed(udp)) return undefined;
  const { sourcePort, destinationPort, payload } = udp;
  const ports = { sourcePort, destinationPort };
  const isOf = (port: number): boolean => sourcePort === port || destinationPort === port;
  if (isOf(udpPorts.natTraversal)) {
    const content = parseUdpEncapsulated(payload);
    if (isMalformed(content)) return { protocol: 'UDP', fields: ports };
    if (content.kind === 'esp') return withPorts(espOf(content.packet), ports);
    return content.kind === 'isakmp' ? isakmpOf(content.message, ports) : { protocol: 'UDP', fields: { ...ports, type: 'keepalive' } };
  }
  return isOf(udpPorts.isakmp) ? isakmpOf(payload, ports) : { protocol: 'UDP', fields: ports };
} // prettier-ignore

function withPorts(described: Described | undefined, ports: Described['fields']): Described | undefined {
  return described && { ...described, fields: { ...described.fields, ...ports } };
}

function espOf(bytes: Uint8Array): Described | undefined {
  const esp = parseEsp(bytes);
  return isMalformed(esp) ? undefined : { protocol: 'ESP', fields: { spi: hexadecimal(esp.spi), sequence: esp.sequence } };
} // prettier-ignore

function isakmpOf(bytes: Uint8Array, ports: Described['fields']): Described {
  const message = parseIsakmp(bytes);
  if (isMalformed(message)) return { protocol: 'UDP', fields: ports };
  return {
    protocol: 'ISAKMP',
    fields: {
      ...ports,
      initiatorCookie: hexOf(message.initiatorCookie),
      responderCookie: hexOf(message.responderCookie),
      exchange: nameOf(exchangeTypes, message.exchangeType),
      messageId: hexadecimal(message.messageId),
    },
  };
}

/** "10.1.1.1>10.3.3.3/ICMP": what can be read inside, one level deep. */
function innerOf(bytes: Uint8Array): string | undefined {
  const packet = parseIpv4Packet(bytes);
  if (isMalformed(packet)) return undefined;
  return `${formatIpv4(packet.source)}>${formatIpv4(packet.destination)}/${names[packet.protocol] ?? packet.protocol}`;
}

function portAt(bytes: Uint8Array, offset: number): number {
  return ((bytes[offset] ?? 0) << 8) | (bytes[offset + 1] ?? 0);
}

function hexadecimal(number: number): string {
  return `0x${(number >>> 0).toString(16).padStart(8, '0')}`;
}
