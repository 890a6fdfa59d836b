/**
 * The third round of main mode: each end says who it is and proves that it knows the pre-shared key and saw the same
 * exchange (RFC 2409 section 5.4). INITIAL-CONTACT travels with it: it is protected, and the peer is proved.
 */
import { bytesOfNumber, equalBytes } from '../../base/bytes.ts';
import { hashOfInitiator, hashOfResponder } from '../crypto/ikev1-keys.ts';
import { ipProtocols } from '../wire/ipv4.ts';
import type { IdentificationPayload } from '../wire/isakmp/identification.ts';
import {
  domainsOfInterpretation,
  identificationTypes,
  notifyTypes,
  securityProtocols,
} from '../wire/isakmp/numbers.ts';
import { emitPayloadBody, findPayload, type Payload } from '../wire/isakmp/payloads.ts';
import { udpPorts } from '../wire/udp.ts';
import type { Association } from './association.ts';
import type { IkeRole } from './events.ts';
import { publicValues } from './key-exchange.ts';
import type { Phase1Negotiation } from './negotiation.ts';
import type { Task } from './task.ts';

export interface AuthenticationOwner {
  /** Nothing else connects us with the peer: it may forget what it has. */
  isInitialContact(): boolean;
  peerIsNew(): void;
  readonly peerHandle: number;
}

export function authentication(
  association: Association,
  negotiation: Phase1Negotiation,
  owner: AuthenticationOwner,
): Task {
  return {
    build: (message) => build(association, negotiation, owner, message),
    process: (message) => {
      const identification = findPayload(message, 'identification');
      const hash = findPayload(message, 'hash');
      const other = association.role === 'initiator' ? 'responder' : 'initiator';
      const expected = identification && proofOf(association, negotiation, other, identification);
      if (!hash || !expected || !equalBytes(hash.data, expected)) return 'unusable';
      noteProof(association, identification);
      noteInitialContact(association, message, owner);
      return 'done';
    },
  };
}

function build(
  association: Association,
  negotiation: Phase1Negotiation,
  owner: AuthenticationOwner,
  message: Payload[],
): void {
  const { connectionId, role } = association;
  const isInitialContact = role === 'initiator' && owner.isInitialContact();
  if (isInitialContact) association.trace({ kind: 'initial-contact-sent', connectionId });
  association.trace({
    kind: 'authenticating',
    connectionId,
    method: 'pre-share',
    idType: identificationTypes.ID_IPV4_ADDR,
  });
  const own = ownIdentification(association);
  noteIdentification(association, own, true);
  message.push(own);
  const data = proofOf(association, negotiation, role, own);
  if (data) message.push({ kind: 'hash', data });
  if (isInitialContact) message.push(initialContact(association));
}

/** As IOS does: the address, and the protocol and port that it speaks on. */
function ownIdentification({ local }: Association): IdentificationPayload {
  return {
    kind: 'identification',
    type: identificationTypes.ID_IPV4_ADDR,
    protocol: ipProtocols.udp,
    port: udpPorts.isakmp,
    data: bytesOfNumber(local, 4),
  };
}

function initialContact(association: Association): Payload {
  return {
    kind: 'notification',
    doi: domainsOfInterpretation.IPSEC,
    protocol: securityProtocols.PROTO_ISAKMP,
    spi: association.spi,
    type: notifyTypes['INITIAL-CONTACT'],
    data: new Uint8Array(),
  };
}

/** HASH_I or HASH_R. */
function proofOf(
  association: Association,
  negotiation: Phase1Negotiation,
  role: IkeRole,
  identification: IdentificationPayload,
): Uint8Array | undefined {
  const { keys, initiatorCookie, responderCookie } = association;
  if (!keys) return undefined;
  const cookies = { initiatorCookie, responderCookie };
  const values = publicValues(association, negotiation);
  const transcript = { ...values, ...cookies, initiatorSecurityAssociation: negotiation.offer };
  const hashOf = role === 'initiator' ? hashOfInitiator : hashOfResponder;
  return hashOf(keys.phase1, transcript, emitPayloadBody(identification));
}

function noteProof(association: Association, identification: IdentificationPayload): void {
  const { connectionId } = association;
  association.trace({ kind: 'payload', connectionId, payload: 'ID', messageId: 0 });
  noteIdentification(association, identification, false);
  association.trace({ kind: 'payload', connectionId, payload: 'HASH', messageId: 0 });
}

function noteIdentification(
  { env, connectionId }: Association,
  { type, data, protocol, port }: IdentificationPayload,
  isOurs: boolean,
): void {
  env.trace({ kind: 'identification', connectionId, isOurs, type, data, protocol, port });
}

function noteInitialContact(association: Association, message: readonly Payload[], owner: AuthenticationOwner): void {
  const { connectionId, local, remote } = association;
  const notification = message.find(
    (payload) => payload.kind === 'notification' && payload.type === notifyTypes['INITIAL-CONTACT'],
  );
  if (notification?.kind === 'notification') {
    const { type, protocol, spi } = notification;
    association.trace({ kind: 'notify-received', connectionId, messageId: 0, type, protocol, spi });
  }
  association.trace({ kind: 'authenticated', connectionId, local, remote, peerHandle: owner.peerHandle });
  if (notification) owner.peerIsNew();
}
