/** The keys of an association, as soon as both public values and both nonces are known (RFC 2409 section 5). */
import { cbcName } from '../crypto/ciphers.ts';
import { phase1CipherKey, phase1Iv, phase1Keys, type Phase1Secrets } from '../crypto/ikev1-keys.ts';
import type { Association } from './association.ts';
import { publicValues } from './key-exchange.ts';
import type { Phase1Negotiation } from './negotiation.ts';
import { Protection } from './protection.ts';
import { findPresharedKey } from './suite-judgement.ts';
import type { Task, Verdict } from './task.ts';

/** The last of a round's tasks, or the one before the proof: it sends nothing. */
export function keyDerivation(association: Association, negotiation: Phase1Negotiation): Task {
  return { build: () => undefined, process: () => derive(association, negotiation) };
}

function derive(association: Association, negotiation: Phase1Negotiation): Verdict {
  const { policy, role, initiatorCookie, responderCookie } = association;
  const { ownNonce, peerNonce } = negotiation;
  const secrets = secretsOf(association, negotiation);
  if (!policy || !secrets) return 'failed';
  const [initiatorNonce, responderNonce] = role === 'initiator' ? [ownNonce, peerNonce] : [peerNonce, ownNonce];
  const values = { initiatorNonce, responderNonce, initiatorCookie, responderCookie };
  const phase1 = phase1Keys(policy.hash, secrets, values);
  const cipher = cbcName(policy.cipher, policy.keyBits);
  const encryptionKey = phase1CipherKey(phase1, cipher);
  association.key({ phase1, origin: { keys: phase1, secrets, values }, cipher, encryptionKey });
  const iv = phase1Iv(phase1, cipher, publicValues(association, negotiation));
  negotiation.protection = new Protection(cipher, encryptionKey, iv);
  return 'done';
}

/** In main mode only the address tells whose key it is (RFC 2409 section 5.4), in aggressive mode the identity does. */
function secretsOf(
  association: Association,
  { sharedSecret, peerIdentification }: Phase1Negotiation,
): Phase1Secrets | undefined {
  const { policy } = association;
  if (!sharedSecret || !policy) return undefined;
  if (policy.authentication !== 'pre-share') return { sharedSecret, authentication: policy.authentication };
  const presharedKey = findPresharedKey(association, 'keys', peerIdentification);
  return presharedKey && { sharedSecret, presharedKey };
}
