/**
 * What the messages after main mode have in common: encrypted, and a hash first that covers the payloads behind it
 * (RFC 2409 sections 5.5 and 5.7).
 */
import { concat, putU16, u16 } from '../../base/bytes.ts';
import { payloadTypes } from '../wire/isakmp/numbers.ts';
import { emitPayloads, typeOfFirst, type Payload } from '../wire/isakmp/payloads.ts';
import { payloadsOf } from './task.ts';

const headerLength = 4;

/** @param hashOf makes the hash over the payloads with their generic headers */
export function emitHashed(payloads: readonly Payload[], hashOf: (rest: Uint8Array) => Uint8Array): Uint8Array {
  const rest = emitPayloads(payloads);
  const hash = hashOf(rest);
  const header = Uint8Array.of(typeOfFirst(payloads), 0, 0, 0);
  putU16(header, 2, headerLength + hash.length);
  return concat(header, hash, rest);
}

export interface HashedPayloads {
  hash: Uint8Array;
  /** What the hash covers. */
  rest: Uint8Array;
  /** Without the hash. */
  payloads: readonly Payload[];
}

/** Undefined when the plaintext is no chain of payloads or does not begin with a hash. */
export function parseHashed(nextPayload: number, plaintext: Uint8Array): HashedPayloads | undefined {
  if (nextPayload !== payloadTypes.HASH) return undefined;
  const chain = payloadsOf(nextPayload, plaintext);
  const [hash, ...payloads] = chain?.payloads ?? [];
  if (!chain || hash?.kind !== 'hash') return undefined;
  const rest = plaintext.subarray(u16(plaintext, 2), plaintext.length - chain.padding.length);
  return { hash: hash.data, rest, payloads };
}
