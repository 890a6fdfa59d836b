/**
 * Authentication with public key encryption (RFC 2409 section 5.2): identity and nonce are encrypted with the other
 * end's key, and only who can decrypt them has the keys of the association. The key of a peer has been typed in by hand
 * (`crypto key pubkey-chain rsa`); HASH(1), which says which of several keys was taken, is not sent.
 */
import type { OwnIdentity } from '../pki/credentials.ts';
import { payloadTypes } from '../wire/isakmp/numbers.ts';
import { emitPayloadBody, findPayload, parsePayloadBody, type Payload } from '../wire/isakmp/payloads.ts';
import type { Association } from './association.ts';
import { ownIdentification } from './own-identification.ts';
import type { Phase1Negotiation } from './negotiation.ts';

/** Of PKCS #1 version 1.5, at least. */
const paddingLength = 11;

/** Nothing when there is no key, or the identity is too long for it: the peer cannot answer that. */
export function addEncrypted(association: Association, negotiation: Phase1Negotiation, message: Payload[]): void {
  const { env, remote } = association;
  negotiation.peerKey ??= env.credentials?.keyOf(remote);
  const { peerKey } = negotiation;
  if (!peerKey) return;
  negotiation.ownIdentification ??= ownIdentification(association, 'rsa-encr');
  const identification = emitPayloadBody(negotiation.ownIdentification);
  if (identification.length > peerKey.keyBits / 8 - paddingLength) return;
  message.push(
    { kind: 'unknown', type: payloadTypes.ID, body: peerKey.encrypt(identification) },
    { kind: 'nonce', data: peerKey.encrypt(negotiation.ownNonce) },
  );
}

/** The nonce of a message, and beside it whom it is from; undefined when either is not for us. */
export function nonceIn(
  association: Association,
  negotiation: Phase1Negotiation,
  message: readonly Payload[],
): Uint8Array | undefined {
  const own = decrypterOf(association);
  const identification = findPayload(message, 'identification');
  const nonce = findPayload(message, 'nonce');
  if (!own || !identification || !nonce) return undefined;
  const identity = own.decrypt(emitPayloadBody(identification));
  const plain = identity && parsePayloadBody(payloadTypes.ID, identity);
  if (plain?.kind !== 'identification') return undefined;
  negotiation.peerIdentification = { ...plain, data: plain.data.slice() };
  return own.decrypt(nonce.data);
}

function decrypterOf({ env: { credentials } }: Association): Pick<OwnIdentity, 'decrypt'> | undefined {
  return credentials?.decrypter?.() ?? credentials?.identity([]);
}
