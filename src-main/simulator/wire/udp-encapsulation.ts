/**
 * What shares UDP port 4500: IKE behind four zero bytes, ESP (whose SPI is never zero), and keepalives
 * (RFC 3948 section 2, RFC 3947 section 4).
 *
 *   IKE        00 00 00 00 | ISAKMP message
 *   ESP        SPI         | sequence number ..
 *   keepalive  ff
 */
import { concat, u32, u8 } from '../../base/bytes.ts';
import { Malformed } from './malformed.ts';

const MARKER = 0;
const ISAKMP = 4;

const KEEPALIVE = 0xff;

export type UdpEncapsulated =
  | { kind: 'keepalive' }
  /** The marker is taken off. */
  | { kind: 'isakmp'; message: Uint8Array }
  | { kind: 'esp'; packet: Uint8Array };

export function parseUdpEncapsulated(bytes: Uint8Array): UdpEncapsulated | Malformed {
  if (bytes.length === 1 && u8(bytes, 0) === KEEPALIVE) return { kind: 'keepalive' };
  if (bytes.length < ISAKMP) return new Malformed('UDP encapsulation', `${bytes.length} bytes are no SPI`);
  return u32(bytes, MARKER) === 0
    ? { kind: 'isakmp', message: bytes.subarray(ISAKMP) }
    : { kind: 'esp', packet: bytes };
}

export function emitUdpEncapsulated(content: UdpEncapsulated): Uint8Array {
  switch (content.kind) {
    case 'keepalive':
      return Uint8Array.of(KEEPALIVE);
    case 'isakmp':
      return concat(new Uint8Array(ISAKMP), content.message);
    case 'esp':
      return content.packet;
  }
}

export function describeUdpEncapsulated(content: UdpEncapsulated): string {
  switch (content.kind) {
    case 'keepalive':
      return 'NAT keepalive';
    case 'isakmp':
      return `ISAKMP after a non-ESP marker, ${content.message.length} bytes`;
    case 'esp':
      return `ESP in UDP, ${content.packet.length} bytes`;
  }
}
