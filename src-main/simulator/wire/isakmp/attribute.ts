/**
 * Data attributes (RFC 2408 section 3.3): type and value (TV) in four bytes, or type, length and value (TLV).
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +-+-----------------------------+-------------------------------+
 *   |F|       Attribute type        |  F = 1: value, F = 0: length  |  0
 *   +-+-----------------------------+-------------------------------+
 *   |                      F = 0: value                             |  4
 *   +---------------------------------------------------------------+
 */
import { concat, hexOf, putU16, u16, u8 } from '../../../base/bytes.ts';
import { Malformed } from '../malformed.ts';
import { nameOf } from './numbers.ts';

const TYPE = 0;
const VALUE_OR_LENGTH = 2;
const LONG_VALUE = 4;

const SHORT = 0x8000;

export interface Attribute {
  /** 15 bits. */
  type: number;
  /** A number was, or will be, sent in the short form (16 bits), bytes in the long one. */
  value: number | Uint8Array;
}

/** In their order, the unknown ones too. */
export function parseAttributes(bytes: Uint8Array): Attribute[] | Malformed {
  const attributes: Attribute[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    if (bytes.length - offset < LONG_VALUE) return new Malformed('ISAKMP attribute', 'cut in its first four bytes');
    const head = u16(bytes, offset + TYPE);
    const second = u16(bytes, offset + VALUE_OR_LENGTH);
    const isShort = (head & SHORT) !== 0;
    const end = offset + LONG_VALUE + (isShort ? 0 : second);
    if (end > bytes.length) return new Malformed('ISAKMP attribute', `value of ${second} bytes does not fit`);
    attributes.push({ type: head & ~SHORT, value: isShort ? second : bytes.subarray(offset + LONG_VALUE, end) });
    offset = end;
  }
  return attributes;
}

export function emitAttributes(attributes: readonly Attribute[]): Uint8Array {
  return concat(...attributes.map(emitAttribute));
}

function emitAttribute({ type, value }: Attribute): Uint8Array {
  const long = typeof value === 'number' ? 0 : value.length;
  const bytes = new Uint8Array(LONG_VALUE + long);
  putU16(bytes, TYPE, typeof value === 'number' ? type | SHORT : type);
  putU16(bytes, VALUE_OR_LENGTH, typeof value === 'number' ? value : long);
  if (typeof value !== 'number') bytes.set(value, LONG_VALUE);
  return bytes;
}

/** The value as a number, whichever form it has; exact up to 6 bytes. Lifetimes come in both (RFC 2407 section 4.5). */
export function numberOfAttribute({ value }: Attribute): number {
  if (typeof value === 'number') return value;
  let number = 0;
  for (let i = 0; i < value.length; i++) number = number * 256 + u8(value, i);
  return number;
}

/** The names of attribute types and of the values that have any: phase1-numbers.ts and ipsec-numbers.ts have them. */
interface AttributeNames {
  types: Readonly<Record<string, number>>;
  values: ReadonlyMap<number, Readonly<Record<string, number>>>;
}

export function describeAttribute(attribute: Attribute, { types, values }: AttributeNames): string {
  const { type, value } = attribute;
  const isNumber = typeof value === 'number' || value.length <= 6;
  const number = isNumber ? numberOfAttribute(attribute) : undefined;
  const text = number === undefined ? hexOf(value as Uint8Array) : nameOf(values.get(type) ?? {}, number);
  return `${nameOf(types, type)} ${text}`;
}
