/**
 * The attributes payload of transaction exchanges (draft-dukes-ike-mode-cfg-02 section 3.2), and the attributes of mode
 * config (section 3.3) and of extended authentication (draft-ietf-ipsec-isakmp-xauth-06 section 6.2). Those from 28672
 * on are Cisco's (Unity), as strongSwan 5.9 and Wireshark 4.0 know them.
 *
 *   0      1   2            4
 *   +------+---+------------+------------------
 *   | type | 0 | identifier | attributes
 *   +------+---+------------+------------------
 */
import { concat, u16, u8 } from '../../../base/bytes.ts';
import { isMalformed, Malformed } from '../malformed.ts';
import { describeAttribute, emitAttributes, parseAttributes, type Attribute } from './attribute.ts';
import { nameOf, payloadTypes } from './numbers.ts';
import type { PayloadCodec } from './payload.ts';

const TYPE = 0;
const IDENTIFIER = 2;
const ATTRIBUTES = 4;

export const configTypes = { REQUEST: 1, REPLY: 2, SET: 3, ACK: 4 } as const;

export const configAttributes = {
  INTERNAL_IP4_ADDRESS: 1,
  INTERNAL_IP4_NETMASK: 2,
  INTERNAL_IP4_DNS: 3,
  INTERNAL_IP4_NBNS: 4,
  INTERNAL_ADDRESS_EXPIRY: 5,
  INTERNAL_IP4_DHCP: 6,
  APPLICATION_VERSION: 7,
  XAUTH_TYPE: 16520,
  XAUTH_USER_NAME: 16521,
  XAUTH_USER_PASSWORD: 16522,
  XAUTH_PASSCODE: 16523,
  XAUTH_MESSAGE: 16524,
  XAUTH_CHALLENGE: 16525,
  XAUTH_DOMAIN: 16526,
  XAUTH_STATUS: 16527,
  UNITY_BANNER: 28672,
  UNITY_SAVE_PASSWD: 28673,
  UNITY_DEF_DOMAIN: 28674,
  UNITY_SPLIT_INCLUDE: 28676,
} as const;

export interface AttributesPayload {
  kind: 'attributes';
  /** One of configTypes. */
  type: number;
  /** The same in a request and its reply. */
  identifier: number;
  attributes: readonly Attribute[];
}

function parse(body: Uint8Array): AttributesPayload | Malformed {
  if (body.length < ATTRIBUTES) return new Malformed('ISAKMP attributes', `${body.length} bytes are no header`);
  if (u8(body, TYPE + 1) !== 0) return new Malformed('ISAKMP attributes', 'the reserved field is not zero');
  const attributes = parseAttributes(body.subarray(ATTRIBUTES));
  if (isMalformed(attributes)) return attributes;
  return { kind: 'attributes', type: u8(body, TYPE), identifier: u16(body, IDENTIFIER), attributes };
}

function emit({ type, identifier, attributes }: AttributesPayload): Uint8Array {
  return concat(Uint8Array.of(type, 0, identifier >>> 8, identifier), emitAttributes(attributes));
}

const names = { types: configAttributes, values: new Map<number, Readonly<Record<string, number>>>() };

function describe({ type, attributes }: AttributesPayload): string {
  return [nameOf(configTypes, type), ...attributes.map((one) => describeAttribute(one, names))].join(' ');
}

export const attributes: PayloadCodec<AttributesPayload> = { type: payloadTypes.ATTRIBUTES, parse, emit, describe };
