/** The key exchange inside of the exchanges that make keys: what must be there, our half of it, and what both come to. */
import { dhGroup } from '../crypto/dh.ts';
import type { DhKeyPair } from '../crypto/dh-group.ts';
import { findPayload, type Payload, type PayloadOf } from '../wire/ikev2/payloads.ts';
import type { Proposal } from '../wire/ikev2/proposal.ts';
import type { Association } from './association.ts';
import { isNonce } from './nonce.ts';

interface KeyMaking {
  proposals: readonly Proposal[];
  ke: PayloadOf<'ke'>;
  nonce: Uint8Array;
}

/** What keys of an association are made of (RFC 7296 sections 1.2 and 1.3.2); undefined when something is missing. */
export function keyMakingIn(payloads: readonly Payload[]): KeyMaking | undefined {
  const sa = findPayload(payloads, 'sa');
  const ke = findPayload(payloads, 'ke');
  const nonce = nonceIn(payloads);
  return sa && ke && nonce && { proposals: sa.proposals, ke, nonce };
}

/** Undefined also for one of a length that is not allowed. */
export function nonceIn(payloads: readonly Payload[]): Uint8Array | undefined {
  const nonce = findPayload(payloads, 'nonce')?.data;
  return nonce && isNonce(nonce) ? nonce.slice() : undefined;
}

export function keyPair(association: Association, group: number): DhKeyPair | undefined {
  const pair = dhGroup(group)?.keyPair(association.env.random);
  association.trace({ kind: 'key-exchange', sa: association, step: 'public', group, isGood: pair !== undefined });
  return pair;
}

/** Undefined for a public value that is none. */
export function sharedSecret(
  association: Association,
  pair: DhKeyPair | undefined,
  { group, data }: PayloadOf<'ke'>,
): Uint8Array | undefined {
  const secret = pair?.sharedSecret(data);
  association.trace({ kind: 'key-exchange', sa: association, step: 'secret', group, isGood: secret !== undefined });
  return secret;
}

export interface Halves {
  pair: DhKeyPair;
  secret: Uint8Array;
}

/** The responder's part. */
export function answerKeyExchange(association: Association, ke: PayloadOf<'ke'>): Halves | undefined {
  const pair = keyPair(association, ke.group);
  const secret = pair && sharedSecret(association, pair, ke);
  return pair && secret && { pair, secret };
}
