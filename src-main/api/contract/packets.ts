/** Packets: how long they become in a tunnel, and which go over a link. */

export const espCiphers = ['des', '3des', 'aes', 'aes-gcm', 'null'] as const;
export const integrityAlgorithms = ['md5', 'sha1', 'sha256', 'sha384', 'sha512'] as const;

export interface PacketQuestion {
  /** Bytes of the IP packet that is sent, with its header. */
  length: number;
  /** Bytes of the largest IP packet that the way takes. */
  mtu: number;
  gre: 'none' | 'plain' | 'with key';
  mode: 'tunnel' | 'transport';
  /** Left out without ESP. AES counts the same with keys of every length. */
  cipher?: (typeof espCiphers)[number] | undefined;
  /** Of ESP; an authenticating cipher (aes-gcm) has none. */
  integrity?: (typeof integrityAlgorithms)[number] | undefined;
  /** Left out without AH. */
  ah?: (typeof integrityAlgorithms)[number] | undefined;
  /** There is NAT on the way: ESP travels in UDP. */
  isInUdp: boolean;
}

export interface PacketLength {
  /** From the first byte on the wire to the last. */
  parts: { name: string; bytes: number }[];
  total: number;
  /** The longest IP packet that is not broken up: what `ip mtu` of the tunnel may be. */
  largest: number;
  /** TCP's data in it, without headers of IP and TCP: what `ip tcp adjust-mss` may be. */
  segment: number;
}

/** A packet on a link, as anybody there could read it: nothing is decrypted. */
export interface PacketRow {
  /** From 1, since one looks on; numbers are left out where too many came at once. */
  number: number;
  /** Since the first one after the latest start of the routers. */
  seconds: number;
  source: string;
  destination: string;
  /** ESP, AH, ISAKMP, GRE, ICMP … */
  protocol: string;
  /** By their names, in order: length, ttl, spi, sequence … */
  fields: (readonly [name: string, value: string])[];
  /** The frame, with its header of Ethernet. */
  bytes: Uint8Array;
}

export type PacketsEvent = { kind: 'packets'; packets: PacketRow[] } | { kind: 'refused'; reason: string };

export interface Packets {
  packetLength(question: PacketQuestion): Promise<PacketLength>;
}

export const packetsCalls = ['packetLength'] as const satisfies readonly (keyof Packets)[];
