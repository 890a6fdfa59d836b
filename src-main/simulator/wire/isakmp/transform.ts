/**
 * The transform payload (RFC 2408 section 3.6), which exists inside proposals only.
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +---------------+---------------+-------------------------------+
 *   | 3: more, 0: no|       0       |            Length             |  0
 *   +---------------+---------------+-------------------------------+
 *   |  Transform #  | Transform ID  |               0               |  4
 *   +---------------+---------------+-------------------------------+
 *   |                        SA attributes                          |  8
 *   +---------------------------------------------------------------+
 */
import { u16, u8 } from '../../../base/bytes.ts';
import { isMalformed, Malformed } from '../malformed.ts';
import { describeAttribute, emitAttributes, parseAttributes, type Attribute } from './attribute.ts';
import { ahTransforms, espTransforms, ipcompTransforms, ipsecAttributes, ipsecValues } from './ipsec-numbers.ts';
import { nameOf, securityProtocols } from './numbers.ts';
import { isakmpTransforms, phase1Attributes, phase1Values } from './phase1-numbers.ts';

// Without the generic header.
const NUMBER = 0;
const ID = 1;
const RESERVED = 2;
const ATTRIBUTES = 4;

export interface Transform {
  number: number;
  /** By the proposal's protocol: isakmpTransforms, espTransforms, ahTransforms. */
  id: number;
  attributes: readonly Attribute[];
}

export function parseTransform(body: Uint8Array): Transform | Malformed {
  if (body.length < ATTRIBUTES) return new Malformed('ISAKMP transform', `${body.length} bytes are no header`);
  if (u16(body, RESERVED) !== 0) return new Malformed('ISAKMP transform', 'the reserved field is not zero');
  const attributes = parseAttributes(body, ATTRIBUTES);
  return isMalformed(attributes) ? attributes : { number: u8(body, NUMBER), id: u8(body, ID), attributes };
}

export function emitTransform({ number, id, attributes }: Transform): Uint8Array {
  const bytes = emitAttributes(attributes, ATTRIBUTES);
  bytes[NUMBER] = number;
  bytes[ID] = id;
  return bytes;
}

const isakmp = { types: phase1Attributes, values: phase1Values };
const ipsec = { types: ipsecAttributes, values: ipsecValues };

const transformsOf = new Map<number, Readonly<Record<string, number>>>([
  [securityProtocols.PROTO_ISAKMP, isakmpTransforms],
  [securityProtocols.PROTO_IPSEC_AH, ahTransforms],
  [securityProtocols.PROTO_IPSEC_ESP, espTransforms],
  [securityProtocols.PROTO_IPCOMP, ipcompTransforms],
]);

/** @param protocol the proposal's: it decides what the numbers mean */
export function describeTransform({ number, id, attributes }: Transform, protocol: number): string {
  const names = protocol === securityProtocols.PROTO_ISAKMP ? isakmp : ipsec;
  const parts = [
    nameOf(transformsOf.get(protocol) ?? {}, id),
    ...attributes.map((attribute) => describeAttribute(attribute, names)),
  ];
  return `transform ${number} ${parts.join(', ')}`;
}
