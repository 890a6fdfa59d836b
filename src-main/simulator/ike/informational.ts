/** Informational exchanges: one message, no answer (RFC 2409 section 5.7). */
import { equalBytes } from '../../base/bytes.ts';
import { hash1 } from '../crypto/ikev1-keys.ts';
import type { DeletePayload } from '../wire/isakmp/delete.ts';
import { isEncrypted, type IsakmpMessage } from '../wire/isakmp/message.ts';
import type { NotificationPayload } from '../wire/isakmp/notification.ts';
import { domainsOfInterpretation, exchangeTypes, isakmpFlags } from '../wire/isakmp/numbers.ts';
import { emitPayloads, typeOfFirst, type Payload } from '../wire/isakmp/payloads.ts';
import type { Association } from './association.ts';
import { emitHashed, parseHashed } from './hashed-payloads.ts';
import { payloadsOf } from './task.ts';

export function notificationOf(
  type: number,
  protocol: number,
  spi: Uint8Array,
  data: Uint8Array = new Uint8Array(),
): NotificationPayload {
  return { kind: 'notification', doi: domainsOfInterpretation.IPSEC, protocol, spi, type, data };
}

export function deletionOf(protocol: number, spi: Uint8Array): DeletePayload {
  return { kind: 'delete', doi: domainsOfInterpretation.IPSEC, protocol, spiSize: spi.length, spis: [spi] };
}

/** Over an established association; before that nothing is sent. */
export function inform(
  association: Association,
  payload: NotificationPayload | DeletePayload,
  messageId: number = association.newMessageId(),
): void {
  const { connectionId, keys, establishedAt } = association;
  const protection = association.protectionFor(messageId);
  if (!keys || !protection || establishedAt === undefined) return;
  association.trace({ kind: 'node-created', connectionId, messageId });
  noteSent(association, messageId, payload);
  const plaintext = emitHashed([payload], (rest) => hash1(keys.phase1, messageId, rest));
  const content = {
    exchangeType: exchangeTypes.INFORMATIONAL,
    messageId,
    nextPayload: 8,
    flags: isakmpFlags.encryption,
  };
  association.transmit(association.emit({ body: protection.seal(plaintext), ...content }));
  association.trace({ kind: 'node-purged', connectionId, messageId });
}

function noteSent(association: Association, messageId: number, payload: NotificationPayload | DeletePayload): void {
  const { connectionId } = association;
  const { protocol } = payload;
  if (payload.kind === 'notification') {
    const { type, spi } = payload;
    association.trace({ kind: 'notify-sent', connectionId, messageId, type, protocol, spi });
  } else {
    for (const spi of payload.spis) association.trace({ kind: 'delete-sent', connectionId, messageId, protocol, spi });
  }
}

/** In clear: what must be said before there are keys. No peer has to believe it. */
export function informInClear(association: Association, payload: NotificationPayload): void {
  const { connectionId } = association;
  const messageId = association.newMessageId();
  const { type, protocol, spi } = payload;
  association.trace({ kind: 'notify-sent', connectionId, messageId, type, protocol, spi });
  const content = {
    exchangeType: exchangeTypes.INFORMATIONAL,
    messageId,
    nextPayload: typeOfFirst([payload]),
    flags: 0,
  };
  association.transmit(association.emit({ body: emitPayloads([payload]), ...content }));
}

export interface InformationalListener {
  /** @param messageId of the message that it came in: CONNECTED has that of a quick mode */
  notified(association: Association, notification: NotificationPayload, messageId: number): void;
  deleted(association: Association, deletion: DeletePayload): void;
  disbelieved(association: Association): void;
}

export function receiveInformational(
  association: Association,
  message: IsakmpMessage,
  listener: InformationalListener,
): void {
  if (!isEncrypted(message)) return disbelieve(association, message, listener);
  const payloads = open(association, message);
  const { connectionId, local, remote } = association;
  const { messageId, nextPayload } = message;
  if (!payloads) {
    association.trace({ kind: 'bad-message', connectionId, local, remote, nextPayload, attempt: 1 });
    return;
  }
  association.followPeer();
  association.trace({ kind: 'node-created', connectionId, messageId });
  association.trace({ kind: 'payload', connectionId, payload: 'HASH', messageId });
  for (const payload of payloads) take(association, messageId, payload, listener);
  association.trace({ kind: 'node-deleted', connectionId, messageId, reason: 'information' });
}

/** Before the end of phase 1, too: strongSwan refuses a signature so (RFC 2409 section 5.7 would have it in clear). */
function open(
  association: Association,
  { messageId, nextPayload, body }: IsakmpMessage,
): readonly Payload[] | undefined {
  const plaintext = association.protectionFor(messageId)?.open(body);
  const hashed = plaintext && parseHashed(nextPayload, plaintext);
  if (!hashed || !association.keys) return undefined;
  const expected = hash1(association.keys.phase1, messageId, hashed.rest);
  return equalBytes(hashed.hash, expected) ? hashed.payloads : undefined;
}

function take(association: Association, messageId: number, payload: Payload, listener: InformationalListener): void {
  const { connectionId } = association;
  if (payload.kind === 'notification') {
    const { type, protocol, spi } = payload;
    association.trace({ kind: 'notify-received', connectionId, messageId, type, protocol, spi });
    listener.notified(association, payload, messageId);
    if (association.isEstablished) association.move('notification', association.step);
  }
  if (payload.kind === 'delete') {
    const { protocol, spis } = payload;
    association.trace({ kind: 'payload', connectionId, payload: 'DELETE', messageId });
    association.trace({ kind: 'delete-received', connectionId, messageId, protocol, spis });
    listener.deleted(association, payload);
  }
}

/** Anybody could have sent it (RFC 2408 section 5.2 warns of it). IOS: "Notify has no hash. Rejected." */
function disbelieve(
  association: Association,
  { nextPayload, body }: IsakmpMessage,
  listener: InformationalListener,
): void {
  const { connectionId } = association;
  for (const payload of payloadsOf(nextPayload, body)?.payloads ?? []) {
    if (payload.kind !== 'notification') continue;
    association.trace({ kind: 'notify-disbelieved', connectionId, type: payload.type });
    association.move('notification', association.step);
  }
  listener.disbelieved(association);
}
