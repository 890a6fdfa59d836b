/**
 * Each end proves that it is who it says it is and saw the same exchange (RFC 2409 section 5): by a hash that needs the
 * pre-shared key or the decrypted nonces, or by a signature over that hash.
 */
import { equalBytes } from '../../base/bytes.ts';
import { hashOfInitiator, hashOfResponder } from '../crypto/ikev1-keys.ts';
import { emitPayloadBody, findPayload, type Payload } from '../wire/isakmp/payloads.ts';
import type { IdentificationPayload } from '../wire/isakmp/identification.ts';
import type { Association } from './association.ts';
import type { IkeRole } from './events.ts';
import { acceptIdentity } from './identification.ts';
import { publicValues } from './key-exchange.ts';
import type { Phase1Negotiation } from './negotiation.ts';
import type { Task, Verdict } from './task.ts';

/** @param from whose proof this message carries; both ends' where each message of the round has one */
export function proof(association: Association, negotiation: Phase1Negotiation, from?: IkeRole): Task {
  const { role } = association;
  return {
    build: (message) => {
      const { ownIdentification } = negotiation;
      if (!ownIdentification || (from ?? role) !== role) return;
      const data = hashOf(association, negotiation, role, ownIdentification);
      if (data) add(association, message, data);
    },
    process: (message) => ((from ?? 'both') === role ? 'done' : check(association, negotiation, message)),
  };
}

const isSigned = ({ policy }: Association): boolean => policy?.authentication === 'rsa-sig';

function add(association: Association, message: Payload[], hash: Uint8Array): void {
  if (!isSigned(association)) {
    message.push({ kind: 'hash', data: hash });
    return;
  }
  const own = association.env.credentials?.identity(association.trustpoints);
  if (own) message.push({ kind: 'signature', data: own.signRaw(hash) });
}

function check(association: Association, negotiation: Phase1Negotiation, message: readonly Payload[]): Verdict {
  const { peerIdentification } = negotiation;
  const other = association.role === 'initiator' ? 'responder' : 'initiator';
  const expected = peerIdentification && hashOf(association, negotiation, other, peerIdentification);
  if (!expected) return 'unusable';
  return isSigned(association)
    ? checkSignature(association, negotiation, message, expected)
    : checkHash(association, negotiation, message, expected);
}

function checkHash(
  association: Association,
  { peerIdentification }: Phase1Negotiation,
  message: readonly Payload[],
  expected: Uint8Array,
): Verdict {
  const hash = findPayload(message, 'hash');
  if (!hash || !peerIdentification) return 'unusable';
  const { connectionId, remote } = association;
  if (!equalBytes(hash.data, expected)) {
    association.trace({ kind: 'proof-failed', connectionId, remote, why: 'hash' });
    return 'unusable';
  }
  acceptIdentity(association, peerIdentification, undefined);
  association.trace({ kind: 'payload', connectionId, payload: 'HASH', messageId: 0 });
  return 'done';
}

function checkSignature(
  association: Association,
  negotiation: Phase1Negotiation,
  message: readonly Payload[],
  expected: Uint8Array,
): Verdict {
  const { peerKey, peerIdentification } = negotiation;
  const signature = findPayload(message, 'signature');
  if (!signature || !peerIdentification) return 'unusable';
  const { connectionId, remote } = association;
  if (peerKey?.keyKind !== 'rsa' || !peerKey.verifyRaw(expected, signature.data)) {
    association.trace({ kind: 'proof-failed', connectionId, remote, why: 'signature' });
    negotiation.isProofBad = true;
    return 'failed';
  }
  acceptIdentity(association, peerIdentification, negotiation.peerCertificate);
  association.trace({ kind: 'payload', connectionId, payload: 'SIG', messageId: 0 });
  return 'done';
}

/** HASH_I or HASH_R. */
function hashOf(
  association: Association,
  negotiation: Phase1Negotiation,
  role: IkeRole,
  identification: IdentificationPayload,
): Uint8Array | undefined {
  const { keys, initiatorCookie, responderCookie } = association;
  if (!keys) return undefined;
  const cookies = { initiatorCookie, responderCookie };
  const values = publicValues(association, negotiation);
  const transcript = { initiatorSecurityAssociation: negotiation.offer, ...values, ...cookies };
  const hash = role === 'initiator' ? hashOfInitiator : hashOfResponder;
  return hash(keys.phase1, transcript, emitPayloadBody(identification));
}
