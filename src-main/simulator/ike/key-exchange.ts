/** The second round of main mode: Diffie-Hellman and nonces, from which both ends derive their keys (RFC 2409 section 5). */
import { dhGroup } from '../crypto/dh.ts';
import type { DhKeyPair } from '../crypto/dh-group.ts';
import { phase1CipherKey, phase1Iv, phase1Keys } from '../crypto/ikev1-keys.ts';
import { findPayload } from '../wire/isakmp/payloads.ts';
import type { Association } from './association.ts';
import { isNonce, newNonce } from './nonce.ts';
import type { Phase1Negotiation } from './negotiation.ts';
import { cipherNameOf } from './phase1-transform.ts';
import { Protection } from './protection.ts';
import { hasPresharedKey } from './suite-judgement.ts';
import type { Task } from './task.ts';

export function keyExchange(association: Association, negotiation: Phase1Negotiation): Task {
  const nonce = newNonce(association.env.random);
  return {
    build: (message) => {
      const keyPair = keyPairOf(association, negotiation);
      if (keyPair) message.push({ kind: 'keyExchange', data: keyPair.publicValue });
      message.push({ kind: 'nonce', data: nonce });
    },
    process: (message) => {
      const theirs = findPayload(message, 'keyExchange');
      const theirNonce = findPayload(message, 'nonce');
      if (!theirs || !theirNonce || !isNonce(theirNonce.data)) return 'unusable';
      const sharedSecret = keyPairOf(association, negotiation)?.sharedSecret(theirs.data);
      if (!sharedSecret) return 'unusable';
      const { connectionId } = association;
      association.trace({ kind: 'payload', connectionId, payload: 'KE', messageId: 0 });
      association.trace({ kind: 'payload', connectionId, payload: 'NONCE', messageId: 0 });
      const presharedKey = association.env.preSharedKey(association.remote);
      if (!hasPresharedKey(association, 'keys') || !presharedKey) return 'failed';
      negotiation.peerPublic = theirs.data;
      derive(association, negotiation, { presharedKey, sharedSecret, nonces: [nonce, theirNonce.data] });
      return 'done';
    },
  };
}

/** Ours, made when it is first needed: no earlier than the group is agreed on. */
function keyPairOf({ policy, env }: Association, negotiation: Phase1Negotiation): DhKeyPair | undefined {
  const group = policy && dhGroup(policy.group);
  negotiation.keyPair ??= group?.keyPair(env.random);
  return negotiation.keyPair;
}

interface Secrets {
  presharedKey: Uint8Array;
  sharedSecret: Uint8Array;
  /** Ours and theirs. */
  nonces: [Uint8Array, Uint8Array];
}

function derive(
  association: Association,
  negotiation: Phase1Negotiation,
  { presharedKey, sharedSecret, nonces: [ours, theirs] }: Secrets,
): void {
  const { policy, role, initiatorCookie, responderCookie } = association;
  if (!policy) return;
  const [initiatorNonce, responderNonce] = role === 'initiator' ? [ours, theirs] : [theirs, ours];
  const inputs = { initiatorNonce, responderNonce, initiatorCookie, responderCookie };
  const phase1 = phase1Keys(policy.hash, { presharedKey, sharedSecret }, inputs);
  const cipher = cipherNameOf(policy);
  const encryptionKey = phase1CipherKey(phase1, cipher);
  association.key({ phase1, cipher, encryptionKey });
  const iv = phase1Iv(phase1, cipher, publicValues(association, negotiation));
  negotiation.protection = new Protection(cipher, encryptionKey, iv);
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
