/**
 * Encapsulating Security Payload (RFC 4303). Where the initialization vector ends and the integrity check value
 * begins is known to the security association alone, so here they are one opaque rest.
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +---------------------------------------------------------------+
 *   |               Security Parameters Index (SPI)                 |  0
 *   +---------------------------------------------------------------+
 *   |                      Sequence Number                          |  4
 *   +---------------------------------------------------------------+
 *   |  IV, then encrypted: payload, padding 1 2 3 .., pad length,   |  8
 *   |  next header; then the integrity check value                  |
 *   +---------------------------------------------------------------+
 */
import { freshBytes, putU32, u32, u8 } from '../../base/bytes.ts';
import { Malformed } from './malformed.ts';

const SPI = 0;
const SEQUENCE = 4;
const REST = 8;

const TRAILER = 2;

export interface EspPacket {
  spi: number;
  sequence: number;
  /** IV, ciphertext and integrity check value. */
  rest: Uint8Array;
}

export function parseEsp(bytes: Uint8Array): EspPacket | Malformed {
  if (bytes.length < REST) return new Malformed('ESP', `${bytes.length} bytes are no header`);
  return { spi: u32(bytes, SPI), sequence: u32(bytes, SEQUENCE), rest: bytes.subarray(REST) };
}

/** @param after how many bytes to leave free at the end, for the integrity check value */
export function emitEsp({ spi, sequence, rest }: EspPacket, after = 0): Uint8Array {
  const bytes = freshBytes(REST + rest.length + after);
  putU32(bytes, SPI, spi);
  putU32(bytes, SEQUENCE, sequence);
  bytes.set(rest, REST);
  return bytes;
}

export function describeEsp({ spi, sequence, rest }: EspPacket): string {
  return `ESP spi 0x${spi.toString(16).padStart(8, '0')} seq ${sequence} length ${REST + rest.length}`;
}

export interface EspPlaintext {
  payload: Uint8Array;
  /** The protocol of the payload: 4 for IPv4 in tunnel mode, 59 for a dummy packet. */
  nextHeader: number;
}

/**
 * The plaintext to encrypt: payload, padding, pad length, next header (RFC 4303 section 2.4).
 * @param blockLength the cipher's; the whole becomes a multiple of it, and of 4
 * @param before how many bytes to leave free at the beginning, for the initialization vector
 */
export function padEsp({ payload, nextHeader }: EspPlaintext, blockLength: number, before = 0): Uint8Array {
  const block = Math.max(4, blockLength);
  const padLength = (block - ((payload.length + TRAILER) % block)) % block;
  const end = before + payload.length;
  const bytes = freshBytes(end + padLength + TRAILER);
  bytes.set(payload, before);
  for (let i = 0; i < padLength; i++) bytes[end + i] = i + 1;
  bytes[bytes.length - 2] = padLength;
  bytes[bytes.length - 1] = nextHeader;
  return bytes;
}

/** Takes the trailer off a decrypted plaintext. Padding that is not 1, 2, 3 .. says that the decryption went wrong. */
export function unpadEsp(plaintext: Uint8Array): EspPlaintext | Malformed {
  const end = plaintext.length - TRAILER;
  if (end < 0) return new Malformed('ESP', `${plaintext.length} bytes are no trailer`);
  const padLength = u8(plaintext, end);
  if (padLength > end) return new Malformed('ESP', `pad length ${padLength} exceeds the payload`);
  const start = end - padLength;
  for (let i = 0; i < padLength; i++)
    if (u8(plaintext, start + i) !== i + 1) return new Malformed('ESP', 'the padding is not 1, 2, 3 and so on');
  return { payload: plaintext.subarray(0, start), nextHeader: u8(plaintext, end + 1) };
}
