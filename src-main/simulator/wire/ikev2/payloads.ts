/**
 * The payloads of a message of IKE version 2 (RFC 7296 section 3.2 and on): the table of those that we know, and the
 * chain that they form. A type that is not known is kept raw with its critical bit, which decides whether it matters.
 */
import { isMalformed, type Malformed } from '../malformed.ts';
import * as bodies from './bodies.ts';
import { emitLinks, parseLinks, type Link } from './chain.ts';
import { keyOf, payloadNumbers } from './numbers.ts';
import { describeSa, emitSa, parseSa, type SaPayload } from './proposal.ts';
import {
  describeTrafficSelectors,
  emitTrafficSelectors,
  parseTrafficSelectors,
  type TrafficSelectors,
} from './traffic-selectors.ts';

/** What stands in the body of each kind. */
interface Bodies {
  sa: Omit<SaPayload, 'kind'>;
  ke: bodies.KeyExchange;
  idi: bodies.Typed;
  idr: bodies.Typed;
  cert: bodies.Typed;
  certreq: bodies.Typed;
  auth: bodies.Typed;
  nonce: bodies.Bytes;
  notify: bodies.Notification;
  delete: bodies.Deletion;
  vendorId: bodies.Bytes;
  tsi: TrafficSelectors;
  tsr: TrafficSelectors;
  sk: bodies.Bytes;
  cp: bodies.Configuration;
  eap: bodies.Bytes;
  skf: bodies.Fragment;
}

type Kind = keyof Bodies;

export interface UnknownPayload {
  kind: 'unknown';
  type: number;
  isCritical: boolean;
  data: Uint8Array;
}

type KnownPayload = { [K in Kind]: { kind: K } & Bodies[K] }[Kind];
export type Payload = KnownPayload | UnknownPayload;
export type PayloadOf<K extends Payload['kind']> = Extract<Payload, { kind: K }>;

interface Codec<Body> {
  type: number;
  parse(body: Uint8Array): Body | Malformed;
  emit(body: Body): Uint8Array;
  describe(body: Body): string;
}

const trafficSelectors = {
  parse: parseTrafficSelectors,
  emit: emitTrafficSelectors,
  describe: describeTrafficSelectors,
};
const sa = {
  parse: parseSa,
  emit: ({ proposals }: Bodies['sa']): Uint8Array => emitSa({ kind: 'sa', proposals }),
  describe: ({ proposals }: Bodies['sa']): string => describeSa({ kind: 'sa', proposals }),
};

const codecs: { [K in Kind]: Codec<Bodies[K]> } = {
  sa: { type: payloadNumbers.SA, ...sa },
  ke: { type: payloadNumbers.KE, ...bodies.keyExchange },
  idi: { type: payloadNumbers.IDi, ...bodies.identification },
  idr: { type: payloadNumbers.IDr, ...bodies.identification },
  cert: { type: payloadNumbers.CERT, ...bodies.encoded },
  certreq: { type: payloadNumbers.CERTREQ, ...bodies.encoded },
  auth: { type: payloadNumbers.AUTH, ...bodies.authentication },
  nonce: { type: payloadNumbers.N, ...bodies.bytes },
  notify: { type: payloadNumbers.NOTIFY, ...bodies.notification },
  delete: { type: payloadNumbers.DELETE, ...bodies.deletion },
  vendorId: { type: payloadNumbers.VID, ...bodies.bytes },
  tsi: { type: payloadNumbers.TSi, ...trafficSelectors },
  tsr: { type: payloadNumbers.TSr, ...trafficSelectors },
  sk: { type: payloadNumbers.SK, ...bodies.bytes },
  cp: { type: payloadNumbers.CFG, ...bodies.configuration },
  eap: { type: payloadNumbers.EAP, ...bodies.bytes },
  skf: { type: payloadNumbers.SKF, ...bodies.fragment },
};

const kindOfType = new Map<number, Kind>(
  (Object.keys(codecs) as Kind[]).map((kind): [number, Kind] => [codecs[kind].type, kind]),
);
const codecOf = (kind: Kind): Codec<unknown> => codecs[kind];

export interface PayloadChain {
  payloads: Payload[];
  /** What an encrypted payload at the end begins with. */
  inner: number;
}

/**
 * @param first the header's next payload, or what the encrypted payload begins with
 * @param bytes a clear message's body, or what decrypting it gave, without padding
 */
export function parsePayloads(first: number, bytes: Uint8Array): PayloadChain | Malformed {
  const chain = parseLinks(first, bytes);
  if (isMalformed(chain)) return chain;
  const payloads: Payload[] = [];
  for (const link of chain.links) {
    const payload = parsePayload(link);
    if (isMalformed(payload)) return payload;
    payloads.push(payload);
  }
  return { payloads, inner: chain.inner };
}

function parsePayload({ type, isCritical, body }: Link): Payload | Malformed {
  const kind = kindOfType.get(type);
  if (!kind) return { kind: 'unknown', type, isCritical, data: body };
  const parsed = codecOf(kind).parse(body);
  return isMalformed(parsed) ? parsed : named(kind, parsed as object);
}

/** The body has just been made, and nobody else has it. To copy it takes V8 ten times as long. */
function named(kind: Kind, body: { kind?: Kind }): Payload {
  body.kind = kind;
  return body as Payload;
}

/** @param inner for an encrypted payload at the end: what it begins with */
export function emitPayloads(payloads: readonly Payload[], inner = 0): Uint8Array {
  const links = payloads.map((payload) => ({
    type: typeOfPayload(payload),
    isCritical: payload.kind === 'unknown' && payload.isCritical,
    body: emitBody(payload),
  }));
  return emitLinks(links, inner);
}

/** The payload without its generic header: what RFC 7296 writes as IDi', and signs. */
export function emitBody(payload: Payload): Uint8Array {
  return payload.kind === 'unknown' ? payload.data : codecOf(payload.kind).emit(payload);
}

function typeOfPayload(payload: Payload): number {
  return payload.kind === 'unknown' ? payload.type : codecs[payload.kind].type;
}

/** For the header's next payload; 0 when there are none. */
export function typeOfFirst(payloads: readonly Payload[]): number {
  const [first] = payloads;
  return first ? typeOfPayload(first) : payloadNumbers.NONE;
}

/** The first payload of a kind. */
export function findPayload<K extends Payload['kind']>(
  payloads: readonly Payload[],
  kind: K,
): PayloadOf<K> | undefined {
  return payloads.find((payload): payload is PayloadOf<K> => payload.kind === kind);
}

export function payloadsOfKind<K extends Payload['kind']>(payloads: readonly Payload[], kind: K): PayloadOf<K>[] {
  return payloads.filter((payload): payload is PayloadOf<K> => payload.kind === kind);
}

export function describePayload(payload: Payload): string {
  if (payload.kind === 'unknown') return `payload ${payload.type}: ${payload.data.length} bytes`;
  const codec = codecOf(payload.kind);
  return `${keyOf(payloadNumbers, codec.type) ?? codec.type}: ${codec.describe(payload)}`;
}
