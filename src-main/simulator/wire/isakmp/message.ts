/**
 * The ISAKMP header (RFC 2408 section 3.1; version 2 keeps its shape: RFC 7296 section 3.1) and what follows it, as
 * bytes: a chain of payloads (payloads.ts) when the encryption flag is clear, ciphertext when it is set.
 *
 *    0                   1                   2                   3
 *    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *   +---------------------------------------------------------------+
 *   |                        Initiator cookie                       |  0
 *   +                                                               +
 *   |                                                               |
 *   +---------------------------------------------------------------+
 *   |                        Responder cookie                       |  8
 *   +                                                               +
 *   |                                                               |
 *   +---------------+-------+-------+---------------+---------------+
 *   | Next payload  | Major | Minor | Exchange type |     Flags     | 16
 *   +---------------+-------+-------+---------------+---------------+
 *   |                          Message ID                           | 20
 *   +---------------------------------------------------------------+
 *   |                            Length                             | 24
 *   +---------------------------------------------------------------+
 */
import { freshBytes, hexOf, putU32, u32, u8 } from '../../../base/bytes.ts';
import { Malformed } from '../malformed.ts';
import { exchangeTypes, isakmpFlags, nameOf } from './numbers.ts';

const INITIATOR_COOKIE = 0;
const RESPONDER_COOKIE = 8;
const NEXT_PAYLOAD = 16;
const VERSION = 17;
const EXCHANGE_TYPE = 18;
const FLAGS = 19;
const MESSAGE_ID = 20;
const LENGTH = 24;
const BODY = 28;

/** For those who look at a message without taking it apart: where both versions of IKE have these. */
export const isakmpHeader = { version: VERSION, exchangeType: EXCHANGE_TYPE } as const;

/** Values of `version`: the major version in the high four bits, the minor in the low. */
export const isakmpVersions = { v1: 0x10, v2: 0x20 } as const;

export interface IsakmpMessage {
  /** Eight bytes, as is `responderCookie`, which is zeros in the first message. */
  initiatorCookie: Uint8Array;
  responderCookie: Uint8Array;
  /** The type of the first payload in `body` (payloadTypes). */
  nextPayload: number;
  version: number;
  exchangeType: number;
  /** Bits of isakmpFlags. */
  flags: number;
  /** 0 in phase 1. */
  messageId: number;
  /** All that follows the header. */
  body: Uint8Array;
}

export const isEncrypted = ({ flags }: IsakmpMessage): boolean => (flags & isakmpFlags.encryption) !== 0;

/** Any version: the caller answers INVALID-MAJOR-VERSION. What follows the header's length is left out. */
export function parseIsakmp(bytes: Uint8Array): IsakmpMessage | Malformed {
  if (bytes.length < BODY) return new Malformed('ISAKMP', `${bytes.length} bytes are no header`);
  const length = u32(bytes, LENGTH);
  if (length < BODY) return new Malformed('ISAKMP', `length ${length} is shorter than the header`);
  if (length > bytes.length) return new Malformed('ISAKMP', `length ${length}, and only ${bytes.length} bytes came`);
  return {
    initiatorCookie: bytes.subarray(INITIATOR_COOKIE, RESPONDER_COOKIE),
    responderCookie: bytes.subarray(RESPONDER_COOKIE, NEXT_PAYLOAD),
    nextPayload: u8(bytes, NEXT_PAYLOAD),
    version: u8(bytes, VERSION),
    exchangeType: u8(bytes, EXCHANGE_TYPE),
    flags: u8(bytes, FLAGS),
    messageId: u32(bytes, MESSAGE_ID),
    body: bytes.subarray(BODY, length),
  };
}

export function emitIsakmp(message: IsakmpMessage): Uint8Array {
  const bytes = freshBytes(BODY + message.body.length);
  bytes.set(message.initiatorCookie, INITIATOR_COOKIE);
  bytes.set(message.responderCookie, RESPONDER_COOKIE);
  bytes[NEXT_PAYLOAD] = message.nextPayload;
  bytes[VERSION] = message.version;
  bytes[EXCHANGE_TYPE] = message.exchangeType;
  bytes[FLAGS] = message.flags;
  putU32(bytes, MESSAGE_ID, message.messageId);
  putU32(bytes, LENGTH, bytes.length);
  bytes.set(message.body, BODY);
  return bytes;
}

export function describeIsakmp(message: IsakmpMessage): string {
  const cookies = `${hexOf(message.initiatorCookie)}:${hexOf(message.responderCookie)}`;
  const exchange = nameOf(exchangeTypes, message.exchangeType).toLowerCase();
  const version = `${message.version >>> 4}.${message.version & 15}`;
  const encrypted = isEncrypted(message) ? ' encrypted' : '';
  const id = message.messageId.toString(16).padStart(8, '0');
  return `ISAKMP ${version} ${exchange} ${cookies} message ${id} length ${BODY + message.body.length}${encrypted}`;
}
