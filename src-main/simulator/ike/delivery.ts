/** A message for an association that exists: which of its exchanges it belongs to, and whether that may be yet. */
import { isEncrypted, type IsakmpMessage } from '../wire/isakmp/message.ts';
import { exchangeTypes } from '../wire/isakmp/numbers.ts';
import type { Association } from './association.ts';
import { receiveInformational } from './informational.ts';
import type { Notices } from './notices.ts';
import { QuickMode, type QuickModeOwner } from './quick-mode.ts';

interface Delivery {
  readonly message: IsakmpMessage;
  /** The message as it came, by which a repetition is recognised. */
  readonly datagram: Uint8Array;
}

interface Recipient {
  readonly owner: QuickModeOwner;
  readonly notices: Notices;
}

export function deliver(association: Association, delivery: Delivery, { owner, notices }: Recipient): void {
  const { message, datagram } = delivery;
  const { exchangeType } = message;
  switch (exchangeType) {
    case exchangeTypes['IDENTITY-PROTECTION']:
    case exchangeTypes.AGGRESSIVE: {
      const own = association.mode === 'main' ? exchangeTypes['IDENTITY-PROTECTION'] : exchangeTypes.AGGRESSIVE;
      if (exchangeType === own) association.phase1?.receive(message, datagram);
      else noteUnknown(association, exchangeType);
      return;
    }
    case exchangeTypes.INFORMATIONAL:
      return receiveInformational(association, message, notices);
    case exchangeTypes.TRANSACTION:
      return deliverToTransaction(association, delivery);
    case exchangeTypes['QUICK-MODE']:
      return deliverToQuickMode(association, delivery, owner);
    default:
      return noteUnknown(association, exchangeType);
  }
}

function noteUnknown(association: Association, exchangeType: number): void {
  const { connectionId, local, remote } = association;
  association.trace({ kind: 'unknown-exchange', connectionId, local, remote, exchangeType });
}

/** A transaction that nobody knows is one that the peer begins. */
function deliverToTransaction(association: Association, { message, datagram }: Delivery): void {
  const { connectionId, local, remote, nodes, access } = association;
  const { messageId, exchangeType } = message;
  if (!association.isEstablished) return association.trace({ kind: 'not-authenticated', connectionId, local, remote });
  const known = nodes.get(messageId);
  if (known) return known.receive(message, datagram);
  if (!access) return noteUnknown(association, exchangeType);
  const transaction = access.transaction(messageId);
  nodes.set(messageId, transaction);
  association.trace({ kind: 'node-created', connectionId, messageId });
  transaction.receive(message, datagram);
  if (transaction.isVoid) nodes.delete(messageId);
}

/** A quick mode that nobody knows is one that the peer begins. */
function deliverToQuickMode(association: Association, { message, datagram }: Delivery, owner: QuickModeOwner): void {
  const { connectionId, local, remote, nodes, isReady } = association;
  const { messageId } = message;
  if (!isReady) return association.trace({ kind: 'not-authenticated', connectionId, local, remote });
  if (!isEncrypted(message)) return association.trace({ kind: 'not-encrypted', connectionId, local, remote });
  const known = nodes.get(messageId);
  if (known) return known.receive(message, datagram);
  const quickMode = new QuickMode(association, owner, { messageId });
  nodes.set(messageId, quickMode);
  association.trace({ kind: 'node-created', connectionId, messageId });
  quickMode.receive(message, datagram);
  if (quickMode.isVoid) nodes.delete(messageId);
}
