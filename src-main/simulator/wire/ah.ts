/**
 * Authentication Header (RFC 4302), on IPv4.
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +---------------+---------------+-------------------------------+
 *   |  Next header  |  Payload len  |           RESERVED            |  0
 *   +---------------+---------------+-------------------------------+
 *   |               Security Parameters Index (SPI)                 |  4
 *   +---------------------------------------------------------------+
 *   |                      Sequence number                          |  8
 *   +---------------------------------------------------------------+
 *   |      Integrity check value, a multiple of 32 bits             | 12
 *   +---------------------------------------------------------------+
 */
import { putU32, u16, u32, u8 } from '../../base/bytes.ts';
import { Malformed } from './malformed.ts';

const NEXT_HEADER = 0;
const PAYLOAD_LENGTH = 1;
const RESERVED = 2;
const SPI = 4;
const SEQUENCE = 8;
const ICV = 12;

export interface AhPacket {
  nextHeader: number;
  spi: number;
  sequence: number;
  /** A multiple of 4 bytes: 12 for the 96-bit truncations. */
  integrityCheckValue: Uint8Array;
  payload: Uint8Array;
}

export function parseAh(bytes: Uint8Array): AhPacket | Malformed {
  if (bytes.length < ICV) return new Malformed('AH', `${bytes.length} bytes are no header`);
  // The header's length in 32-bit words, minus 2 (section 2.2).
  const length = (u8(bytes, PAYLOAD_LENGTH) + 2) * 4;
  if (length < ICV) return new Malformed('AH', `length ${length} is shorter than the header`);
  if (length > bytes.length) return new Malformed('AH', `length ${length}, and only ${bytes.length} bytes came`);
  if (u16(bytes, RESERVED) !== 0) return new Malformed('AH', 'the reserved field is not zero');
  return {
    nextHeader: u8(bytes, NEXT_HEADER),
    spi: u32(bytes, SPI),
    sequence: u32(bytes, SEQUENCE),
    integrityCheckValue: bytes.subarray(ICV, length),
    payload: bytes.subarray(length),
  };
}

export function emitAh({ nextHeader, spi, sequence, integrityCheckValue, payload }: AhPacket): Uint8Array {
  const length = ICV + integrityCheckValue.length;
  const bytes = new Uint8Array(length + payload.length);
  bytes[NEXT_HEADER] = nextHeader;
  bytes[PAYLOAD_LENGTH] = length / 4 - 2;
  putU32(bytes, SPI, spi);
  putU32(bytes, SEQUENCE, sequence);
  bytes.set(integrityCheckValue, ICV);
  bytes.set(payload, length);
  return bytes;
}

export function describeAh({ nextHeader, spi, sequence }: AhPacket): string {
  return `AH spi 0x${spi.toString(16).padStart(8, '0')} seq ${sequence} next header ${nextHeader}`;
}
