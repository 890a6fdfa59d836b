/**
 * The identification payload (RFC 2408 section 3.8) of the IPsec domain of interpretation (RFC 2407 section 4.6.2).
 *
 *   0         1             2      4
 *   +---------+-------------+------+-------------------------
 *   | ID type | protocol ID | port | identification data
 *   +---------+-------------+------+-------------------------
 */
import { formatIpv4 } from '../../../base/address.ts';
import { freshBytes, hexOf, latin1Of, putU16, u16, u32, u8 } from '../../../base/bytes.ts';
import { Malformed } from '../malformed.ts';
import { identificationTypes, nameOf, payloadTypes } from './numbers.ts';
import type { PayloadCodec } from './payload.ts';

const TYPE = 0;
const PROTOCOL = 1;
const PORT = 2;
const DATA = 4;

export interface IdentificationPayload {
  kind: 'identification';
  /** One of identificationTypes. */
  type: number;
  /** An IP protocol; 0 for any. */
  protocol: number;
  /** 0 for any. */
  port: number;
  data: Uint8Array;
}

function parse(body: Uint8Array): IdentificationPayload | Malformed {
  if (body.length < DATA) return new Malformed('ISAKMP ID', `${body.length} bytes are no header`);
  return {
    kind: 'identification',
    type: u8(body, TYPE),
    protocol: u8(body, PROTOCOL),
    port: u16(body, PORT),
    data: body.subarray(DATA),
  };
}

function emit({ type, protocol, port, data }: IdentificationPayload): Uint8Array {
  const bytes = freshBytes(DATA + data.length);
  bytes[TYPE] = type;
  bytes[PROTOCOL] = protocol;
  putU16(bytes, PORT, port);
  bytes.set(data, DATA);
  return bytes;
}

function describe({ type, protocol, port, data }: IdentificationPayload): string {
  return `${nameOf(identificationTypes, type)} ${describeData(type, data)} protocol ${protocol} port ${port}`;
}

function describeData(type: number, data: Uint8Array): string {
  const { ID_IPV4_ADDR, ID_IPV4_ADDR_SUBNET, ID_IPV4_ADDR_RANGE, ID_FQDN, ID_USER_FQDN } = identificationTypes;
  if (type === ID_IPV4_ADDR && data.length === 4) return formatIpv4(u32(data, 0));
  if ((type === ID_IPV4_ADDR_SUBNET || type === ID_IPV4_ADDR_RANGE) && data.length === 8) {
    const between = type === ID_IPV4_ADDR_SUBNET ? '/' : '-';
    return `${formatIpv4(u32(data, 0))}${between}${formatIpv4(u32(data, 4))}`;
  }
  if (type === ID_FQDN || type === ID_USER_FQDN) return latin1Of(data).replace(/[^\x20-\x7e]/g, '?');
  return hexOf(data);
}

export const identification: PayloadCodec<IdentificationPayload> = {
  type: payloadTypes.ID,
  parse,
  emit,
  describe,
};
