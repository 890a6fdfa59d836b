/** Notifications as the exchanges make them and look for them (RFC 7296 section 3.10), and what ends an association. */
import { isErrorNotification, notifications, protocols, type NotificationName } from '../wire/ikev2/numbers.ts';
import { payloadsOfKind, type Payload, type PayloadOf } from '../wire/ikev2/payloads.ts';

export type Notify = PayloadOf<'notify'>;

export function notify(name: NotificationName, data: Uint8Array = new Uint8Array()): Notify {
  return { kind: 'notify', protocol: protocols.NONE, spi: new Uint8Array(), type: notifications[name], data };
}

export function findNotify(payloads: readonly Payload[], name: NotificationName): Notify | undefined {
  return payloadsOfKind(payloads, 'notify').find(({ type }) => type === notifications[name]);
}

/** The first notification that says that something is wrong. */
export function errorIn(payloads: readonly Payload[]): Notify | undefined {
  return payloadsOfKind(payloads, 'notify').find(({ type }) => isErrorNotification(type));
}

/** A deletion of the association that it comes over (section 3.11). */
export function isEndOfAssociation(payloads: readonly Payload[]): boolean {
  return payloadsOfKind(payloads, 'delete').some(({ protocol }) => protocol === protocols.IKE);
}
