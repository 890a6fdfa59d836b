/** Messages as bytes, in clear or sealed, whole or in fragments; and back. */
import { concat, bytesOfNumber } from '../../base/bytes.ts';
import type { Random } from '../../base/random.ts';
import { emitLinks, type Link } from '../wire/ikev2/chain.ts';
import { payloadNumbers } from '../wire/ikev2/numbers.ts';
import { emitPayloads, parsePayloads, typeOfFirst, type Payload } from '../wire/ikev2/payloads.ts';
import { emitIsakmp, isakmpVersions, type IsakmpMessage } from '../wire/isakmp/message.ts';
import { isMalformed } from '../wire/malformed.ts';
import { isTooLong, split } from './fragments.ts';
import type { Protection } from './protection.ts';

export interface Head {
  initiatorSpi: Uint8Array;
  responderSpi: Uint8Array;
  exchange: number;
  flags: number;
  messageId: number;
}

function emitMessage(head: Head, nextPayload: number, body: Uint8Array): Uint8Array {
  return emitIsakmp({
    initiatorCookie: head.initiatorSpi,
    responderCookie: head.responderSpi,
    nextPayload,
    version: isakmpVersions.v2,
    exchangeType: head.exchange,
    flags: head.flags,
    messageId: head.messageId,
    body,
  });
}

export function emitClear(head: Head, payloads: readonly Payload[]): Uint8Array {
  return emitMessage(head, typeOfFirst(payloads), emitPayloads(payloads));
}

interface Seal {
  protection: Protection;
  random: Random;
  /** Longer ones go in fragments; undefined when the peer cannot put them together. */
  mtu: number | undefined;
}

export function emitSealed(head: Head, payloads: readonly Payload[], seal: Seal): Uint8Array[] {
  const text = emitPayloads(payloads);
  const first = typeOfFirst(payloads);
  const whole = sealPiece(head, seal, { type: payloadNumbers.SK, inner: first, prefix: new Uint8Array(), text });
  if (seal.mtu === undefined || !isTooLong(whole.length, seal.mtu)) return [whole];
  const pieces = split(text, seal.mtu, seal.protection.overhead);
  return pieces.map((piece, i) => {
    const prefix = concat(bytesOfNumber(i + 1, 2), bytesOfNumber(pieces.length, 2));
    return sealPiece(head, seal, { type: payloadNumbers.SKF, inner: i === 0 ? first : 0, prefix, text: piece });
  });
}

function sealPiece(
  head: Head,
  { protection, random }: Seal,
  { type, inner, prefix, text }: { type: number; inner: number; prefix: Uint8Array; text: Uint8Array },
): Uint8Array {
  let header = new Uint8Array();
  const headerOf = (length: number): Uint8Array => {
    const link: Link = { type, isCritical: false, body: concat(prefix, new Uint8Array(length)) };
    const blank = emitMessage(head, type, emitLinks([link], inner));
    header = blank.slice(0, blank.length - length);
    return header;
  };
  const body = protection.seal(text, headerOf, random);
  return concat(header, body);
}

export type Opened =
  | { kind: 'whole'; inner: number; text: Uint8Array }
  | { kind: 'fragment'; inner: number; text: Uint8Array; number: number; total: number };

/** What is inside an encrypted message; undefined when it is not genuine, or not encrypted at all. */
export function openSealed(message: IsakmpMessage, datagram: Uint8Array, protection: Protection): Opened | undefined {
  const chain = parsePayloads(message.nextPayload, message.body);
  const last = isMalformed(chain) ? undefined : chain.payloads.at(-1);
  if (isMalformed(chain) || (last?.kind !== 'sk' && last?.kind !== 'skf')) return undefined;
  const end = datagram.length - last.data.length;
  const text = protection.open(last.data, datagram.subarray(0, end));
  if (!text) return undefined;
  const { inner } = chain;
  return last.kind === 'sk'
    ? { kind: 'whole', inner, text }
    : { kind: 'fragment', inner, text, number: last.number, total: last.total };
}
