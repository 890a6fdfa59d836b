/** Identities in phase 1 (RFC 2409 section 5): ours goes out, the peer's chooses a profile of ours. */
import { findPayload } from '../wire/isakmp/payloads.ts';
import type { IdentificationPayload } from '../wire/isakmp/identification.ts';
import type { Association } from './association.ts';
import { policyOf, type Phase1Negotiation } from './negotiation.ts';
import { ownIdentification } from './own-identification.ts';
import type { Task } from './task.ts';

/** Where RSA encrypts, the identities have gone with the nonces. */
export function identification(association: Association, negotiation: Phase1Negotiation): Task {
  return {
    build: (message) => {
      const method = policyOf(association, negotiation)?.authentication ?? 'pre-share';
      if (method === 'rsa-encr') return;
      const { connectionId } = association;
      const own = ownIdentification(association, method);
      association.trace({ kind: 'authenticating', connectionId, method, idType: own.type });
      noteIdentification(association, own, true);
      negotiation.ownIdentification = own;
      message.push(own);
    },
    process: (message) => {
      if (policyOf(association, negotiation)?.authentication !== 'rsa-encr') {
        const theirs = findPayload(message, 'identification');
        if (!theirs) return 'unusable';
        negotiation.peerIdentification = { ...theirs, data: theirs.data.slice() };
      }
      return negotiation.peerIdentification ? 'done' : 'unusable';
    },
  };
}

/** The peer is who it says it is. */
export function acceptIdentity(
  association: Association,
  identification: IdentificationPayload,
  certificate: Uint8Array | undefined,
): void {
  const { connectionId, env, remote } = association;
  association.trace({ kind: 'payload', connectionId, payload: 'ID', messageId: 0 });
  noteIdentification(association, identification, false);
  const { type, data } = identification;
  association.peerIdentity = { type, data, ...(certificate && { certificate }) };
  association.profile = env.profileFor?.(remote, association.peerIdentity);
  association.trace({ kind: 'profile-matched', connectionId, profile: association.profile?.name });
}

function noteIdentification(
  { env, connectionId }: Association,
  { type, data, protocol, port }: IdentificationPayload,
  isOurs: boolean,
): void {
  env.trace({ kind: 'identification', connectionId, isOurs, type, data, protocol, port });
}
