/**
 * Diffie-Hellman and nonces (RFC 2409 section 5). Where encryption with RSA authenticates, each nonce is encrypted for
 * the other end, and so is the identity before it (section 5.2): rsa-encryption.ts.
 */
import { dhGroup } from '../crypto/dh.ts';
import type { DhKeyPair } from '../crypto/dh-group.ts';
import { findPayload, type Payload } from '../wire/isakmp/payloads.ts';
import type { Association } from './association.ts';
import { isNonce, newNonce } from './nonce.ts';
import { policyOf, type Phase1Negotiation } from './negotiation.ts';
import { addEncrypted, nonceIn } from './rsa-encryption.ts';
import type { Task, Verdict } from './task.ts';

export function keyExchange(association: Association, negotiation: Phase1Negotiation): Task {
  negotiation.ownNonce = newNonce(association.env.random);
  return {
    build: (message) => {
      const keyPair = keyPairOf(association, negotiation);
      if (keyPair) message.push({ kind: 'keyExchange', data: keyPair.publicValue });
      if (isEncrypted(association, negotiation)) addEncrypted(association, negotiation, message);
      else message.push({ kind: 'nonce', data: negotiation.ownNonce });
    },
    process: (message) => process(association, negotiation, message),
  };
}

function process(association: Association, negotiation: Phase1Negotiation, message: readonly Payload[]): Verdict {
  const theirs = findPayload(message, 'keyExchange');
  const nonce = isEncrypted(association, negotiation)
    ? nonceIn(association, negotiation, message)
    : findPayload(message, 'nonce')?.data;
  if (!theirs || !nonce || !isNonce(nonce)) return 'unusable';
  const sharedSecret = keyPairOf(association, negotiation)?.sharedSecret(theirs.data);
  if (!sharedSecret) return 'unusable';
  const { connectionId } = association;
  association.trace({ kind: 'payload', connectionId, payload: 'KE', messageId: 0 });
  association.trace({ kind: 'payload', connectionId, payload: 'NONCE', messageId: 0 });
  negotiation.peerPublic = theirs.data.slice();
  negotiation.peerNonce = nonce.slice();
  negotiation.sharedSecret = sharedSecret;
  return 'done';
}

function isEncrypted(association: Association, negotiation: Phase1Negotiation): boolean {
  return policyOf(association, negotiation)?.authentication === 'rsa-encr';
}

/** Ours, made when it is first needed: no earlier than the group is known. */
function keyPairOf(association: Association, negotiation: Phase1Negotiation): DhKeyPair | undefined {
  const policy = policyOf(association, negotiation);
  const group = policy && dhGroup(policy.group);
  negotiation.keyPair ??= group?.keyPair(association.env.random);
  return negotiation.keyPair;
}

export function publicValues(
  { role }: Association,
  { keyPair, peerPublic }: Phase1Negotiation,
): { initiatorPublic: Uint8Array; responderPublic: Uint8Array } {
  const own = keyPair?.publicValue ?? peerPublic;
  return role === 'initiator'
    ? { initiatorPublic: own, responderPublic: peerPublic }
    : { initiatorPublic: peerPublic, responderPublic: own };
}
