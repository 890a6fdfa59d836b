/** Nonces and, for perfect forward secrecy, a Diffie-Hellman exchange of the quick mode's own (RFC 2409 section 5.5). */
import { dhGroup } from '../crypto/dh.ts';
import type { DhKeyPair } from '../crypto/dh-group.ts';
import { findPayload, type Payload } from '../wire/isakmp/payloads.ts';
import type { Association } from './association.ts';
import type { ChildNegotiation } from './child-negotiation.ts';
import { isNonce, newNonce } from './nonce.ts';
import type { Task, Verdict } from './task.ts';

export function childKeys(association: Association, negotiation: ChildNegotiation): Task {
  const { random } = association.env;
  return {
    build: (message) => {
      const data = newNonce(random);
      negotiation.nonces[negotiation.isInitiator ? 'initiatorNonce' : 'responderNonce'] = data;
      message.push({ kind: 'nonce', data });
      const keyPair = keyPairOf(association, negotiation);
      if (keyPair) message.push({ kind: 'keyExchange', data: keyPair.publicValue });
    },
    process: (message) => {
      const nonce = findPayload(message, 'nonce');
      if (!nonce || !isNonce(nonce.data)) return 'unusable';
      note(association, negotiation, 'NONCE');
      negotiation.nonces[negotiation.isInitiator ? 'responderNonce' : 'initiatorNonce'] = nonce.data;
      return negotiation.pfsGroup === undefined ? 'done' : exchange(association, negotiation, message);
    },
  };
}

function exchange(association: Association, negotiation: ChildNegotiation, message: readonly Payload[]): Verdict {
  const theirs = findPayload(message, 'keyExchange');
  const sharedSecret = theirs && keyPairOf(association, negotiation)?.sharedSecret(theirs.data);
  if (!sharedSecret) return 'unusable';
  note(association, negotiation, 'KE');
  negotiation.sharedSecret = sharedSecret;
  return 'done';
}

function keyPairOf({ env }: Association, negotiation: ChildNegotiation): DhKeyPair | undefined {
  const group = negotiation.pfsGroup === undefined ? undefined : dhGroup(negotiation.pfsGroup);
  negotiation.keyPair ??= group?.keyPair(env.random);
  return negotiation.keyPair;
}

function note({ env, connectionId }: Association, { messageId }: ChildNegotiation, payload: 'NONCE' | 'KE'): void {
  env.trace({ kind: 'payload', connectionId, messageId, payload });
}
