/**
 * The delete payload (RFC 2408 section 3.15).
 *
 *   0                           4          5          6           8
 *   +---------------------------+----------+----------+-----------+------------------
 *   | domain of interpretation  | protocol | SPI size | # of SPIs | SPIs
 *   +---------------------------+----------+----------+-----------+------------------
 */
import { concat, hexOf, putU16, putU32, u16, u32, u8 } from '../../../base/bytes.ts';
import { Malformed } from '../malformed.ts';
import { nameOf, payloadTypes, securityProtocols } from './numbers.ts';
import type { PayloadCodec } from './payload.ts';

const DOI = 0;
const PROTOCOL = 4;
const SPI_SIZE = 5;
const COUNT = 6;
const SPIS = 8;

export interface DeletePayload {
  kind: 'delete';
  doi: number;
  /** One of securityProtocols. */
  protocol: number;
  /** 4 for ESP and AH, 16 (both cookies) for ISAKMP. */
  spiSize: number;
  /** The sender's own inbound SPIs, each of `spiSize` bytes. */
  spis: readonly Uint8Array[];
}

function parse(body: Uint8Array): DeletePayload | Malformed {
  if (body.length < SPIS) return new Malformed('ISAKMP delete', `${body.length} bytes are no header`);
  const spiSize = u8(body, SPI_SIZE);
  const count = u16(body, COUNT);
  if (spiSize === 0 && count > 0) return new Malformed('ISAKMP delete', 'SPIs of no length');
  if (SPIS + count * spiSize !== body.length)
    return new Malformed('ISAKMP delete', `${count} SPIs of ${spiSize} bytes in ${body.length - SPIS} bytes`);
  const spis = Array.from({ length: count }, (_, i) => body.subarray(SPIS + i * spiSize, SPIS + (i + 1) * spiSize));
  return { kind: 'delete', doi: u32(body, DOI), protocol: u8(body, PROTOCOL), spiSize, spis };
}

function emit({ doi, protocol, spiSize, spis }: DeletePayload): Uint8Array {
  const head = new Uint8Array(SPIS);
  putU32(head, DOI, doi);
  head[PROTOCOL] = protocol;
  head[SPI_SIZE] = spiSize;
  putU16(head, COUNT, spis.length);
  return concat(head, ...spis);
}

function describe({ protocol, spis }: DeletePayload): string {
  return `${nameOf(securityProtocols, protocol)} ${spis.map((spi) => `0x${hexOf(spi)}`).join(' ')}`;
}

export const deletion: PayloadCodec<DeletePayload> = { type: payloadTypes.D, parse, emit, describe };
