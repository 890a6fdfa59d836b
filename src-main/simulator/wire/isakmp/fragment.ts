/**
 * The fragment payload, the only one of its message: a piece of another message, with that one's header (Cisco's, of no
 * RFC; MS-IKEE section 2.2.3.1 has its shape, racoon and strongSwan 5.9 the rest).
 *
 *   0             2        3       4
 *   +-------------+--------+-------+------
 *   | fragment id | number | flags | bytes
 *   +-------------+--------+-------+------
 */
import { concat, u16, u8 } from '../../../base/bytes.ts';
import { Malformed } from '../malformed.ts';
import { payloadTypes } from './numbers.ts';
import type { PayloadCodec } from './payload.ts';

const NUMBER = 2;
const FLAGS = 3;
const BYTES = 4;

/** In its flags: no piece comes after it. The other bits mean nothing. */
export const lastFragment = 1;

export interface FragmentPayload {
  kind: 'fragment';
  /** The same for all pieces of a message. */
  id: number;
  /** From 1. */
  number: number;
  flags: number;
  data: Uint8Array;
}

function parse(body: Uint8Array): FragmentPayload | Malformed {
  if (body.length < BYTES) return new Malformed('ISAKMP fragment', `${body.length} bytes are no header`);
  const number = u8(body, NUMBER);
  if (number === 0) return new Malformed('ISAKMP fragment', 'pieces are numbered from 1');
  return { kind: 'fragment', id: u16(body, 0), number, flags: u8(body, FLAGS), data: body.subarray(BYTES) };
}

export const fragment: PayloadCodec<FragmentPayload> = {
  type: payloadTypes.FRAGMENT,
  parse,
  emit: ({ id, number, flags, data }) => concat(Uint8Array.of(id >>> 8, id, number, flags), data),
  describe: ({ id, number, flags, data }) => `${id}/${number} flags ${flags}: ${data.length} bytes`,
};
