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

  notified(association: Association, notification: NotificationPayload): void {
    const { type } = notification;
    if (type === notifyTypes['INVALID-SPI']) this.#dropInvalid(notification);
    if (type < firstStatus) refuse(association, notification);
    else if (type === notifyTypes['INITIAL-CONTACT']) this.owner.peerIsNew(association);
    else if (type === notifyTypes['RESPONDER-LIFETIME']) takePhase1Lifetime(association, notification);
    else if (type === notifyTypes['R-U-THERE']) answerAlive(association, notification);
    else if (type === notifyTypes['R-U-THERE-ACK']) this.owner.acknowledged(association, notification);
  }

  /** The peer gets packets with an SPI that it does not know: our association is of no use. */
  #dropInvalid({ protocol, spi, data }: NotificationPayload): void {
    const named = spi.length === 4 ? spi : data;
    if (named.length === 4) this.children.deletedByPeer({ protocol, spi: u32(named, 0) });
  }

  deleted(_: Association, { protocol, spis }: DeletePayload): void {
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

/** Which quick mode is meant shows in the SPI; a peer that names none means the only one there is. */
function refuse({ nodes }: Association, { spi }: NotificationPayload): void {
  const open = [...nodes.values()].filter(
    (node): node is QuickMode => node instanceof QuickMode && node.request !== undefined,
  );
  const named = spi.length === 4 ? open.find((node) => node.isAbout(u32(spi, 0))) : undefined;
  const meant = named ?? (open.length === 1 ? open[0] : undefined);
  meant?.refused();
}

/** Dead peer detection (RFC 3706 section 5.4): the answer repeats the question's sequence number. */
function answerAlive(association: Association, { spi, data }: NotificationPayload): void {
  const { connectionId, remote } = association;
  if (data.length === 4) association.trace({ kind: 'keepalive-served', connectionId, remote, sequence: u32(data, 0) });
  inform(association, notificationOf(notifyTypes['R-U-THERE-ACK'], securityProtocols.PROTO_ISAKMP, spi, data));
}
