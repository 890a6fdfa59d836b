/**
 * The notification payload (RFC 2408 section 3.14; data of the IPsec domain: RFC 2407 section 4.6.3).
 *
 *   0                           4          5          6             8
 *   +---------------------------+----------+----------+-------------+-----+-------------------
 *   | domain of interpretation  | protocol | SPI size | notify type | SPI | notification data
 *   +---------------------------+----------+----------+-------------+-----+-------------------
 */
import { concat, hexOf, putU16, putU32, u16, u32, u8 } from '../../../base/bytes.ts';
import { Malformed } from '../malformed.ts';
import { nameOf, notifyTypes, payloadTypes, securityProtocols } from './numbers.ts';
import type { PayloadCodec } from './payload.ts';

const DOI = 0;
const PROTOCOL = 4;
const SPI_SIZE = 5;
const TYPE = 6;
const SPI = 8;

export interface NotificationPayload {
  kind: 'notification';
  doi: number;
  /** One of securityProtocols. */
  protocol: number;
  /** Of PROTO_ISAKMP: both cookies, or nothing. */
  spi: Uint8Array;
  /** One of notifyTypes. */
  type: number;
  data: Uint8Array;
}

function parse(body: Uint8Array): NotificationPayload | Malformed {
  if (body.length < SPI) return new Malformed('ISAKMP notification', `${body.length} bytes are no header`);
  const start = SPI + u8(body, SPI_SIZE);
  if (start > body.length) return new Malformed('ISAKMP notification', `SPI of ${start - SPI} bytes does not fit`);
  return {
    kind: 'notification',
    doi: u32(body, DOI),
    protocol: u8(body, PROTOCOL),
    spi: body.subarray(SPI, start),
    type: u16(body, TYPE),
    data: body.subarray(start),
  };
}

function emit({ doi, protocol, spi, type, data }: NotificationPayload): Uint8Array {
  const head = new Uint8Array(SPI);
  putU32(head, DOI, doi);
  head[PROTOCOL] = protocol;
  head[SPI_SIZE] = spi.length;
  putU16(head, TYPE, type);
  return concat(head, spi, data);
}

function describe({ protocol, spi, type, data }: NotificationPayload): string {
  const spiText = spi.length === 0 ? '' : ` spi 0x${hexOf(spi)}`;
  const dataText = data.length === 0 ? '' : ` data ${hexOf(data)}`;
  return `${nameOf(notifyTypes, type)} ${nameOf(securityProtocols, protocol)}${spiText}${dataText}`;
}

export const notification: PayloadCodec<NotificationPayload> = { type: payloadTypes.N, parse, emit, describe };
