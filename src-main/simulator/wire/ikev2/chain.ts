/**
 * Payloads one after the other (RFC 7296 section 3.2). The chain ends with an encrypted payload (section 3.14, or a
 * fragment of one: RFC 7383 section 2.5), whose next-payload field says what the encrypted chain inside begins with.
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +---------------+-+-------------+-------------------------------+
 *   | Next payload  |C|      0      | Length, with this header      |  0
 *   +---------------+-+-------------+-------------------------------+
 */
import { freshBytes, putU16, u16, u8 } from '../../../base/bytes.ts';
import { Malformed } from '../malformed.ts';
import { payloadNumbers } from './numbers.ts';

const NEXT = 0;
const FLAGS = 1;
const LENGTH = 2;
const BODY = 4;
const CRITICAL = 0x80;

export interface Link {
  type: number;
  isCritical: boolean;
  body: Uint8Array;
}

export interface Chain {
  links: Link[];
  /** Where the last link is an encrypted payload: the type of the first payload inside it. */
  inner: number;
}

/** @param first the type of the first payload; 0 for none */
export function parseLinks(first: number, bytes: Uint8Array): Chain | Malformed {
  const links: Link[] = [];
  let type = first;
  let offset = 0;
  while (type !== payloadNumbers.NONE) {
    const available = bytes.length - offset;
    const length = u16(bytes, offset + LENGTH);
    if (available < BODY || length < BODY || length > available)
      return new Malformed('IKEv2', `payload ${links.length + 1} (type ${type}): ${available} bytes for it`);
    const isCritical = (u8(bytes, offset + FLAGS) & CRITICAL) !== 0;
    links.push({ type, isCritical, body: bytes.subarray(offset + BODY, offset + length) });
    const next = u8(bytes, offset + NEXT);
    offset += length;
    if (isSealedType(type))
      return offset === bytes.length ? { links, inner: next } : new Malformed('IKEv2', 'bytes after encrypted ones');
    type = next;
  }
  return offset === bytes.length ? { links, inner: 0 } : new Malformed('IKEv2', 'bytes after the last payload');
}

/** @param inner for an encrypted payload at the end: what it begins with */
export function emitLinks(links: readonly Link[], inner = 0): Uint8Array {
  let end = 0;
  for (const { body } of links) end += BODY + body.length;
  const bytes = freshBytes(end);
  let offset = 0;
  let last = -1;
  for (const { type, body, isCritical } of links) {
    if (last >= 0) bytes[last + NEXT] = type;
    bytes[offset + NEXT] = inner;
    bytes[offset + FLAGS] = isCritical ? CRITICAL : 0;
    putU16(bytes, offset + LENGTH, BODY + body.length);
    bytes.set(body, offset + BODY);
    last = offset;
    offset += BODY + body.length;
  }
  return bytes;
}

function isSealedType(type: number): boolean {
  return type === payloadNumbers.SK || type === payloadNumbers.SKF;
}
