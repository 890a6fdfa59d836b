/**
 * The NAT original address payload (RFC 3947 section 5.2).
 *
 *   0         1          4
 *   +---------+----------+--------------------
 *   | ID type | 0        | IPv4 or IPv6 address
 *   +---------+----------+--------------------
 */
import { concat, hexOf, u16, u8 } from '../../../base/bytes.ts';
import { Malformed } from '../malformed.ts';
import { identificationTypes, nameOf, payloadTypes } from './numbers.ts';
import type { PayloadCodec } from './payload.ts';

const TYPE = 0;
const RESERVED = 1;
const ADDRESS = 4;

export interface NatOriginalAddressPayload {
  kind: 'natOriginalAddress';
  /** ID_IPV4_ADDR or ID_IPV6_ADDR of identificationTypes. */
  type: number;
  address: Uint8Array;
}

function parse(body: Uint8Array): NatOriginalAddressPayload | Malformed {
  if (body.length < ADDRESS) return new Malformed('ISAKMP NAT-OA', `${body.length} bytes are no header`);
  if ((u8(body, RESERVED) | u16(body, RESERVED + 1)) !== 0)
    return new Malformed('ISAKMP NAT-OA', 'the reserved field is not zero');
  return { kind: 'natOriginalAddress', type: u8(body, TYPE), address: body.subarray(ADDRESS) };
}

export const natOriginalAddress: PayloadCodec<NatOriginalAddressPayload> = {
  type: payloadTypes['NAT-OA'],
  parse,
  emit: ({ type, address }) => concat(Uint8Array.of(type, 0, 0, 0), address),
  describe: ({ type, address }) => `${nameOf(identificationTypes, type)} ${hexOf(address)}`,
};
