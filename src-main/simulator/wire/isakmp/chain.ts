/**
 * Payloads one after the other, each saying what the next one is (RFC 2408 section 3.2): those of a message, and in
 * the same way the proposals of a security association and the transforms of a proposal.
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +---------------+---------------+-------------------------------+
 *   | Next payload  |       0       | Length, with this header      |  0
 *   +---------------+---------------+-------------------------------+
 *   |                             Body                              |  4
 *   +---------------------------------------------------------------+
 */
import { freshBytes, noBytes, putU16, u16, u8 } from '../../../base/bytes.ts';
import { Malformed } from '../malformed.ts';

const NEXT = 0;
const RESERVED = 1;
const LENGTH = 2;
const BODY = 4;

interface Link {
  /** The payload's own type. */
  type: number;
  body: Uint8Array;
}

/**
 * @param first the type of the first payload; 0 for none
 * @param start where it begins
 */
export function parseChain(
  first: number,
  bytes: Uint8Array,
  start = 0,
): { links: Link[]; rest: Uint8Array } | Malformed {
  const links: Link[] = [];
  let type = first;
  let offset = start;
  while (type !== 0) {
    const available = bytes.length - offset;
    if (available < BODY) return new Malformed('ISAKMP', `payload ${links.length + 1} (type ${type}) is missing`);
    const length = u16(bytes, offset + LENGTH);
    if (u8(bytes, offset + RESERVED) !== 0)
      return new Malformed('ISAKMP', `payload ${links.length + 1} (type ${type}): the reserved field is not zero`);
    if (length < BODY || length > available)
      return new Malformed('ISAKMP', `payload ${links.length + 1} (type ${type}): length ${length} of ${available}`);
    links.push({ type, body: bytes.subarray(offset + BODY, offset + length) });
    type = u8(bytes, offset + NEXT);
    offset += length;
  }
  return { links, rest: offset === bytes.length ? noBytes : bytes.subarray(offset) };
}

/** @param room so many bytes stand before the chain, for whoever writes a header there */
export function emitChain(links: readonly Link[], room = 0): Uint8Array {
  let end = room;
  for (const { body } of links) end += BODY + body.length;
  const bytes = freshBytes(end);
  let offset = room;
  let last = -1;
  for (const { type, body } of links) {
    if (last >= 0) bytes[last + NEXT] = type;
    putU16(bytes, offset + LENGTH, BODY + body.length);
    bytes.set(body, offset + BODY);
    last = offset;
    offset += BODY + body.length;
  }
  return bytes;
}
