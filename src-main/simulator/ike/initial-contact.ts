/** INITIAL-CONTACT travels with the proof (RFC 2407 section 4.6.3.3): it is protected, and the peer is proved. */
import { domainsOfInterpretation, notifyTypes, securityProtocols } from '../wire/isakmp/numbers.ts';
import type { Payload } from '../wire/isakmp/payloads.ts';
import type { Association } from './association.ts';
import type { Task } from './task.ts';

const type = notifyTypes['INITIAL-CONTACT'];

export interface AuthenticationOwner {
  /** Nothing else connects us with the peer: it may forget what it has. */
  isInitialContact(): boolean;
  peerIsNew(): void;
  readonly peerHandle: number;
}

function initialContactOf({ spi }: Association): Payload {
  const doi = domainsOfInterpretation.IPSEC;
  return { kind: 'notification', doi, protocol: securityProtocols.PROTO_ISAKMP, spi, type, data: new Uint8Array() };
}

/** The last of the last message's tasks. */
export function initialContact(association: Association, owner: AuthenticationOwner): Task {
  return {
    build: (message) => {
      if (association.role !== 'initiator' || !owner.isInitialContact()) return;
      association.trace({ kind: 'initial-contact-sent', connectionId: association.connectionId });
      message.push(initialContactOf(association));
    },
    process: (message) => {
      conclude(association, message, owner);
      return 'done';
    },
  };
}

function conclude(association: Association, message: readonly Payload[], owner: AuthenticationOwner): void {
  const { connectionId, local, remote } = association;
  const notification = message.find((payload) => payload.kind === 'notification' && payload.type === type);
  if (notification?.kind === 'notification') {
    const { protocol, spi } = notification;
    association.trace({ kind: 'notify-received', connectionId, messageId: 0, type, protocol, spi });
  }
  association.trace({ kind: 'authenticated', connectionId, local, remote, peerHandle: owner.peerHandle });
  if (notification) owner.peerIsNew();
}
