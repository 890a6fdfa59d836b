/** How long an IP packet becomes on its way through a tunnel, header by header, as the built-in routers build it. */
import { espLengths, icvLengths } from './esp-algorithms.ts';
import type { IpsecProposal } from './proposal.ts';

/** What is put around a packet. */
export interface Encapsulation {
  /** The bytes of the GRE header: 4, and 4 more with a key (RFC 2890). Undefined without GRE. */
  gre: 4 | 8 | undefined;
  /** Undefined where nothing is protected. */
  ipsec: IpsecProposal | undefined;
  /** ESP in UDP, because there is NAT between the peers (RFC 3948). */
  isInUdp: boolean;
}

/** A part of the packet on the wire. */
export interface PacketPart {
  name: string;
  bytes: number;
}

const ipHeader = 20;
const udpHeader = 8;
const espHeader = 8;
/** Pad length and next header (RFC 4303 section 2). */
const espTrailer = 2;
/** Of AH before its check value (RFC 4302 section 2); with IPv4 the whole is a multiple of 4 by itself. */
const ahHeader = 12;

/**
 * The parts of the packet on the wire, in their order there; together they are its length.
 * @param length bytes of the IP packet that is sent, with its header
 */
export function packetParts({ gre, ipsec, isInUdp }: Encapsulation, length: number): PacketPart[] {
  const own = { name: 'the packet itself', bytes: length };
  const delivery = { name: 'IP header of GRE', bytes: ipHeader };
  const inGre = gre === undefined ? [own] : [{ name: gre === 8 ? 'GRE with its key' : 'GRE', bytes: gre }, own];
  if (!ipsec) return gre === undefined ? [own] : [delivery, ...inGre];
  const udp = isInUdp ? [{ name: 'UDP, for NAT', bytes: udpHeader }] : [];
  if (ipsec.mode === 'tunnel') {
    const inside = gre === undefined ? [own] : [delivery, ...inGre];
    return [{ name: 'IP header of IPsec', bytes: ipHeader }, ...udp, ...protectedParts(ipsec, inside)];
  }
  // Transport mode leaves the first IP header where it is: GRE's, or the packet's own.
  if (gre !== undefined) return [delivery, ...udp, ...protectedParts(ipsec, inGre)];
  const rest = [{ name: 'the rest of the packet', bytes: length - ipHeader }];
  return [{ name: "the packet's IP header", bytes: ipHeader }, ...udp, ...protectedParts(ipsec, rest)];
}

function protectedParts({ esp, ah }: IpsecProposal, payload: readonly PacketPart[]): PacketPart[] {
  const before = ah === undefined ? [] : [{ name: 'AH', bytes: ahHeader + icvLengths[ah] }];
  if (!esp) return [...before, ...payload];
  const { iv, block, icv } = espLengths(esp);
  const text = lengthOf(payload) + espTrailer;
  const unit = Math.max(4, block);
  const parts = [
    { name: 'ESP: SPI and sequence number', bytes: espHeader },
    { name: 'ESP: initialisation vector', bytes: iv },
    ...payload,
    { name: 'ESP: padding', bytes: (unit - (text % unit)) % unit },
    { name: 'ESP: pad length and next header', bytes: espTrailer },
    { name: 'ESP: integrity check value', bytes: icv },
  ];
  return [...before, ...parts.filter(({ name, bytes }) => bytes > 0 || name === 'ESP: padding')];
}

export function lengthOf(parts: readonly PacketPart[]): number {
  return parts.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** The longest IP packet that needs no fragments on a way whose interfaces take `mtu` bytes; at least its header. */
export function largestPacket(encapsulation: Encapsulation, mtu: number): number {
  let length = mtu;
  while (length > ipHeader && lengthOf(packetParts(encapsulation, length)) > mtu) length--;
  return length;
}
