/** What is written about packets. */
import type { ChildView, LinkView, NodeView, PacketRow, SecurityView } from '../../src-main/api/contract/laboratory.ts';

export function linkTitle({ ends }: LinkView, nodes: readonly NodeView[]): string {
  const nameOf = (id: string): string => nodes.find((node) => node.id === id)?.name ?? id;
  return ends.map(({ node, interface: name }) => `${nameOf(node)} ${name}`).join(' – ');
}

/** The Security Parameters Index in the clear of ESP and AH. */
export function spiOf({ fields }: PacketRow): number | undefined {
  const text = fields.find(([name]) => name === 'spi')?.[1];
  return text === undefined ? undefined : Number(text);
}

/** What a row has no room for, and the SPI, which is shown with where it leads. */
const elsewhere: ReadonlySet<string> = new Set(['spi', 'ttl', 'sourcePort', 'destinationPort']);

/** The fields that stand in a row. */
export function detailOf({ fields }: PacketRow): string {
  return fields.flatMap(([name, value]) => (elsewhere.has(name) ? [] : `${fieldName(name)} ${value}`)).join(', ');
}

/** "initiatorCookie" -> "initiator cookie" */
export function fieldName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** "R1 sends, R3 expects it": whose associations have this SPI; undefined where nobody's. */
export function ownersOf(spi: number, { pairs }: SecurityView): string | undefined {
  const children = pairs.flatMap((pair) => pair.children);
  const rolesOf = (side: (child: ChildView) => string | undefined): string[] => [
    ...new Set(children.filter((child) => Number(side(child)) === spi).map(({ role }) => role)),
  ];
  const senders = rolesOf(({ outboundSpi }) => outboundSpi);
  const receivers = rolesOf(({ inboundSpi }) => inboundSpi);
  const parts = [
    senders.length > 0 ? `${senders.join(', ')} outbound` : '',
    receivers.length > 0 ? `${receivers.join(', ')} inbound` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? undefined : parts.join(', ');
}

export function secondsOf({ seconds }: PacketRow): string {
  return seconds.toFixed(6);
}

/** The frame, 16 bytes a line: where, in hexadecimal, and as letters where they are some. */
export function dumpOf(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 16) {
    const row = [...bytes.subarray(at, at + 16)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0'));
    const halves = [hex.slice(0, 8).join(' '), hex.slice(8).join(' ')].join('  ').padEnd(48);
    const letters = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(4, '0')}  ${halves}  ${letters}`);
  }
  return lines.join('\n');
}
