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
import { freshBytes, hexOf, putU16, u16, u8 } from '../../../base/bytes.ts';
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

/**
 * In their order, the unknown ones too.
 * @param start where they begin
 */
export function parseAttributes(bytes: Uint8Array, start = 0): Attribute[] | Malformed {
  const attributes: Attribute[] = [];
  let offset = start;
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

/** @param room so many bytes stand before them, for whoever writes a header there */
export function emitAttributes(attributes: readonly Attribute[], room = 0): Uint8Array {
  let end = room;
  for (const attribute of attributes) end += lengthOf(attribute);
  const bytes = freshBytes(end);
  let offset = room;
  for (const attribute of attributes) {
    putAttribute(bytes, offset, attribute);
    offset += lengthOf(attribute);
  }
  return bytes;
}

function lengthOf({ value }: Attribute): number {
  return typeof value === 'number' ? LONG_VALUE : LONG_VALUE + value.length;
}

function putAttribute(bytes: Uint8Array, offset: number, { type, value }: Attribute): void {
  const isShort = typeof value === 'number';
  putU16(bytes, offset + TYPE, isShort ? type | SHORT : type);
  putU16(bytes, offset + VALUE_OR_LENGTH, isShort ? value : value.length);
  if (!isShort) bytes.set(value, offset + LONG_VALUE);
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
