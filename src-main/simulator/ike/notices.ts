/** What a peer says in informational exchanges, and what follows from it. */
import { u32 } from '../../base/bytes.ts';
import type { DeletePayload } from '../wire/isakmp/delete.ts';
import type { NotificationPayload } from '../wire/isakmp/notification.ts';
import { notifyTypes, securityProtocols } from '../wire/isakmp/numbers.ts';
import type { Association } from './association.ts';
import type { Children } from './children.ts';
import { inform, notificationOf, type InformationalListener } from './informational.ts';
import { QuickMode } from './quick-mode.ts';
import { takePhase1Lifetime } from './responder-lifetime.ts';

export interface NoticesOwner {
  /** Those with this peer that are not deleted. */
  associations(): readonly Association[];
  peerIsNew(association: Association): void;
  acknowledged(association: Association, notification: NotificationPayload): void;
}

/** Notifications below this number are errors, from it on they tell a status (RFC 2408 section 3.14.1). */
const firstStatus = 16384;

export class Notices implements InformationalListener {
  constructor(
    private readonly children: Children,
    private readonly owner: NoticesOwner,
  ) {}

  notified(association: Association, notification: NotificationPayload, messageId: number): void {
    // Nobody knows yet who it is: an error ends the association, and nothing else that we have with the peer.
    if (!association.isEstablished) return notification.type < firstStatus ? endRefused(association) : undefined;
    switch (notification.type) {
      case notifyTypes['INVALID-SPI']:
        this.#dropInvalid(notification);
        return refuse(association, notification);
      case notifyTypes['INITIAL-CONTACT']:
        return this.owner.peerIsNew(association);
      case notifyTypes['RESPONDER-LIFETIME']:
        return takePhase1Lifetime(association, notification);
      case notifyTypes['R-U-THERE']:
        return answerAlive(association, notification);
      case notifyTypes['R-U-THERE-ACK']:
        return this.owner.acknowledged(association, notification);
      case notifyTypes.CONNECTED:
        return commit(association, messageId);
      default:
        if (notification.type < firstStatus) fail(association, notification);
    }
  }

  /** The peer gets packets with an SPI that it does not know: our association is of no use. */
  #dropInvalid({ protocol, spi, data }: NotificationPayload): void {
    const named = spi.length === 4 ? spi : data;
    if (named.length === 4) this.children.deletedByPeer({ protocol, spi: u32(named, 0) });
  }

  deleted(by: Association, { protocol, spis }: DeletePayload): void {
    if (!by.isEstablished) return spis.some((spi) => by.isNamedBy(spi)) ? by.delete('deleted-by-peer') : undefined;
    for (const spi of spis) {
      if (spi.length === 4) this.children.deletedByPeer({ protocol, spi: u32(spi, 0) });
      if (protocol !== securityProtocols.PROTO_ISAKMP) continue;
      for (const one of this.owner.associations()) if (one.isNamedBy(spi)) one.delete('deleted-by-peer');
    }
  }

  disbelieved(association: Association): void {
    const { env, remote } = association;
    association.isRefusedInClear = true;
    env.trace({ kind: 'mode-failed', mode: 'informational', remote });
  }
}

/** Whoever does not believe who we are has no association with us any more. */
function fail(association: Association, notification: NotificationPayload): void {
  if (notification.type === notifyTypes['AUTHENTICATION-FAILED']) endRefused(association);
  else refuse(association, notification);
}

function endRefused(association: Association): void {
  const { env, remote } = association;
  association.delete('fatal-informational');
  env.trace({ kind: 'mode-failed', mode: 'informational', remote });
}

/** Which quick mode is meant shows in the SPI; a peer that names none means the only one there is. */
function refuse({ nodes }: Association, { spi }: NotificationPayload): void {
  const open = [...nodes.values()].filter(
    (node): node is QuickMode => node instanceof QuickMode && node.request !== undefined,
  );
  const named = spi.length === 4 ? open.find((node) => node.isAbout(u32(spi, 0))) : undefined;
  const meant = named ?? (open.length === 1 ? open[0] : undefined);
  meant?.refused();
}

/** The responder of the quick mode with that message id has installed its associations (RFC 2408 section 3.1). */
function commit({ nodes }: Association, messageId: number): void {
  const node = nodes.get(messageId);
  if (node instanceof QuickMode) node.connected();
}

/** Dead peer detection (RFC 3706 section 5.4): the answer repeats the question's sequence number. */
function answerAlive(association: Association, { spi, data }: NotificationPayload): void {
  const { connectionId, remote } = association;
  if (data.length === 4) association.trace({ kind: 'keepalive-served', connectionId, remote, sequence: u32(data, 0) });
  inform(association, notificationOf(notifyTypes['R-U-THERE-ACK'], securityProtocols.PROTO_ISAKMP, spi, data));
}
