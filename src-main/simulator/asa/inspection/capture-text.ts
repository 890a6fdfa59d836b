/** Captured packets in words: one line for each, as an ASA of 9.x prints them (consoles; Cisco ASA command reference, `show capture`). */
import { formatIpv4, formatMacDotted } from '../../../base/address.ts';
import { u16, u32, u8 } from '../../../base/bytes.ts';
import { dateAfter, timeOfDay } from '../../ios/system/calendar.ts';
import { parseArp } from '../../wire/arp.ts';
import { etherTypes, parseEthernet } from '../../wire/ethernet.ts';
import { ipProtocols, parseIpv4Packet, type Ipv4Packet } from '../../wire/ipv4.ts';
import { isMalformed } from '../../wire/malformed.ts';
import { vlanOf, withoutVlanTag } from '../../wire/vlan.ts';
import type { Captured } from './capture.ts';
import { dropReasons } from './phase.ts';
import { dataLengthOf, endsOfPacket, icmpOf, tcpFlagsOf } from './transport.ts';

/** @param ahead milliseconds by which the firewall's clock is before the network's */
export function capturedLine(
  captured: Captured,
  number: number,
  { ahead, isDetailed }: { readonly ahead: number; readonly isDetailed: boolean },
): string {
  const { at, bytes, isFrame, reason } = captured;
  const milliseconds = Math.floor(at);
  const micro = String(Math.floor((at - milliseconds) * 1000)).padStart(3, '0');
  const time = `${timeOfDay(dateAfter(milliseconds + ahead), true)}${micro}`;
  const end = reason === undefined ? '' : ` Drop-reason: (${reason}) ${dropReasons[reason]}`;
  const start = `${String(number).padStart(4)}: ${time}`;
  if (!isFrame) return `${start}       ${packetOf(bytes, isDetailed)}${end}`;
  const { link, words } = frameOf(bytes, isDetailed);
  return isDetailed
    ? `${start} ${link} Length: ${bytes.length}\n      ${words}${end}`
    : `${start}       ${words}${end}`;
}

function frameOf(bytes: Uint8Array, isDetailed: boolean): { link: string; words: string } {
  const vlan = vlanOf(bytes);
  const frame = parseEthernet(vlan === undefined ? bytes : withoutVlanTag(bytes));
  if (isMalformed(frame)) return { link: '', words: 'truncated' };
  const { source, destination, etherType, payload } = frame;
  const link = `${formatMacDotted(source)} ${formatMacDotted(destination)} 0x${etherType.toString(16).padStart(4, '0')}`;
  const tag = vlan === undefined ? '' : `802.1Q vlan#${vlan} P0 `;
  if (etherType === etherTypes.ipv4) return { link, words: `${tag}${packetOf(payload, isDetailed)}` };
  return { link, words: `${tag}${etherType === etherTypes.arp ? arpOf(payload) : 'non-IP'}` };
}

function arpOf(payload: Uint8Array): string {
  const arp = parseArp(payload);
  if (isMalformed(arp)) return 'arp';
  const [sender, target] = [formatIpv4(arp.senderAddress), formatIpv4(arp.targetAddress)];
  return arp.operation === 'request'
    ? `arp who-has ${target} tell ${sender}`
    : `arp reply ${sender} is-at ${formatMacDotted(arp.senderMac)}`;
}

function packetOf(bytes: Uint8Array, isDetailed: boolean): string {
  const packet = parseIpv4Packet(bytes);
  if (isMalformed(packet)) return 'truncated-ip';
  const words = `${endsOf(packet)} ${contentOf(packet)}`;
  if (!isDetailed) return words;
  return `${words.trimEnd()} (${packet.dontFragment ? 'DF, ' : ''}ttl ${packet.timeToLive}, id ${packet.identification})`;
}

function endsOf(packet: Ipv4Packet): string {
  const { source, sourcePort, destination, destinationPort } = endsOfPacket(packet);
  const hasPorts =
    packet.fragmentOffset === 0 && (packet.protocol === ipProtocols.tcp || packet.protocol === ipProtocols.udp);
  const end = (address: number, port: number): string => `${formatIpv4(address)}${hasPorts ? `.${port}` : ''}`;
  return `${end(source, sourcePort)} > ${end(destination, destinationPort)}:`;
}

function contentOf(packet: Ipv4Packet): string {
  const { protocol, payload, fragmentOffset } = packet;
  if (fragmentOffset > 0) return ` ip-proto-${protocol} (frag offset ${fragmentOffset})`;
  if (protocol === ipProtocols.icmp) return icmpText(packet);
  if (protocol === ipProtocols.udp) return ` udp ${dataLengthOf(packet)}`;
  if (protocol === ipProtocols.tcp && payload.length >= 20) return tcpText(packet);
  return ` ip-proto-${protocol}, length ${payload.length}`;
}

const icmpNames: Readonly<Record<number, string>> = {
  0: 'echo reply',
  8: 'echo request',
  11: 'time exceeded in-transit',
};

const unreachables: Readonly<Record<number, string>> = {
  0: 'net unreachable',
  1: 'host unreachable',
  3: 'port unreachable',
  4: 'unreachable - need to frag',
  13: 'host unreachable - admin prohibited filter',
};

function icmpText(packet: Ipv4Packet): string {
  const { type, code } = icmpOf(packet);
  const name = type === 3 ? unreachables[code] : icmpNames[type];
  return `icmp: ${name ?? `type#${type}`} `;
}

function tcpText(packet: Ipv4Packet): string {
  const { payload } = packet;
  const { ack } = tcpFlagsOf(packet);
  const flags = flagsOf(packet);
  const sequence = u32(payload, 4);
  const length = dataLengthOf(packet);
  const data = flags !== '.' || length > 0 ? ` ${sequence}:${sequence + length}(${length})` : '';
  return `${flags}${data}${ack ? ` ack ${u32(payload, 8)}` : ''} win ${u16(payload, 14)} `;
}

/** `S`, `F`, `R`, `P`, and a dot where there is none of them. */
function flagsOf(packet: Ipv4Packet): string {
  const { syn, fin, rst } = tcpFlagsOf(packet);
  const isPushed = (u8(packet.payload, 13) & 8) !== 0;
  const set = [syn && 'S', fin && 'F', rst && 'R', isPushed && 'P'].filter((flag) => flag !== false);
  return set.join('') || '.';
}
