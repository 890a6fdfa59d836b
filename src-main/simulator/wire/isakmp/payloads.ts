/**
 * The payloads of a message of IKE version 1: the table of those that we know, and the chain that they form. Kept raw,
 * as unknown: the NAT payloads of the drafts, and everything of version 2.
 */
import { hexOf } from '../../../base/bytes.ts';
import { isMalformed, type Malformed } from '../malformed.ts';
import { certificate, certificateRequest } from './certificate.ts';
import { emitChain, parseChain } from './chain.ts';
import { deletion } from './delete.ts';
import { fragment } from './fragment.ts';
import { identification } from './identification.ts';
import { natOriginalAddress } from './nat-original-address.ts';
import { attributes } from './mode-config.ts';
import { notification } from './notification.ts';
import { nameOf, payloadTypes } from './numbers.ts';
import { hash, keyExchange, natDiscovery, nonce, signature } from './opaque.ts';
import type { PayloadCodec, UnknownPayload } from './payload.ts';
import { securityAssociation } from './security-association.ts';
import { vendorId } from './vendor-id.ts';

const codecs = {
  securityAssociation,
  keyExchange,
  identification,
  certificate,
  certificateRequest,
  hash,
  signature,
  nonce,
  notification,
  delete: deletion,
  vendorId,
  natDiscovery,
  natOriginalAddress,
  attributes,
  fragment,
};

type PayloadOf<Codec> = Codec extends PayloadCodec<infer P> ? P : never;
type KnownPayload = { [Kind in keyof typeof codecs]: PayloadOf<(typeof codecs)[Kind]> }[keyof typeof codecs];

export type Payload = KnownPayload | UnknownPayload;
export type PayloadKind = Payload['kind'];

export interface PayloadChain {
  payloads: Payload[];
  /** What follows the last payload: the padding of an encrypted message, nothing in a clear one. */
  padding: Uint8Array;
}

const codecOfType = new Map<number, PayloadCodec<KnownPayload>>(
  Object.values(codecs).map((codec) => [codec.type, codec as PayloadCodec<KnownPayload>]),
);
const codecOf = (payload: KnownPayload): PayloadCodec<KnownPayload> =>
  codecs[payload.kind] as PayloadCodec<KnownPayload>;

/**
 * @param first the type of the first payload: the header's next payload
 * @param bytes a clear message's body, or what decrypting it gave
 */
export function parsePayloads(first: number, bytes: Uint8Array): PayloadChain | Malformed {
  const chain = parseChain(first, bytes);
  if (isMalformed(chain)) return chain;
  const payloads: Payload[] = [];
  for (const { type, body } of chain.links) {
    const payload = codecOfType.get(type)?.parse(body) ?? { kind: 'unknown', type, body };
    if (isMalformed(payload)) return payload;
    payloads.push(payload);
  }
  return { payloads, padding: chain.rest };
}

/** The chain with its generic headers, without padding. What it begins with: typeOfFirst. */
export function emitPayloads(payloads: readonly Payload[]): Uint8Array {
  return emitChain(payloads.map((payload) => ({ type: typeOfPayload(payload), body: emitPayloadBody(payload) })));
}

/** The payload without its generic header: what RFC 2409 writes as SAi_b, IDii_b, Ni_b. */
export function emitPayloadBody(payload: Payload): Uint8Array {
  return payload.kind === 'unknown' ? payload.body : codecOf(payload).emit(payload);
}

/** One payload's body, from wherever it came. */
export function parsePayloadBody(type: number, body: Uint8Array): Payload | undefined {
  const payload = codecOfType.get(type)?.parse(body) ?? { kind: 'unknown', type, body };
  return isMalformed(payload) ? undefined : payload;
}

function typeOfPayload(payload: Payload): number {
  return payload.kind === 'unknown' ? payload.type : codecOf(payload).type;
}

/** For the header's next payload; 0 when there are none. */
export function typeOfFirst(payloads: readonly Payload[]): number {
  const [first] = payloads;
  return first ? typeOfPayload(first) : payloadTypes.NONE;
}

/** The first payload of a kind. */
export function findPayload<Kind extends PayloadKind>(
  payloads: readonly Payload[],
  kind: Kind,
): Extract<Payload, { kind: Kind }> | undefined {
  return payloads.find((payload) => payload.kind === kind) as Extract<Payload, { kind: Kind }> | undefined;
}

export function describePayload(payload: Payload): string {
  const name = nameOf(payloadTypes, typeOfPayload(payload));
  return payload.kind === 'unknown'
    ? `payload ${name}: ${hexOf(payload.body)}`
    : `${name}: ${codecOf(payload).describe(payload)}`;
}

export function describePayloads({ payloads }: PayloadChain): string {
  return payloads.map(describePayload).join(' | ');
}
