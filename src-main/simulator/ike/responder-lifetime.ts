/**
 * RESPONDER-LIFETIME (RFC 2407 section 4.6.3.1): a responder may not change the lifetimes of the transform that it
 * accepts, so it says beside it when its own are shorter.
 */
import { bytesOfNumber } from '../../base/bytes.ts';
import type { Lifetime } from '../ipsec/proposal.ts';
import { emitAttributes, numberOfAttribute, parseAttributes, type Attribute } from '../wire/isakmp/attribute.ts';
import { isMalformed } from '../wire/malformed.ts';
import type { NotificationPayload } from '../wire/isakmp/notification.ts';
import { notifyTypes, securityProtocols } from '../wire/isakmp/numbers.ts';
import { lifeTypes, phase1Attributes } from '../wire/isakmp/phase1-numbers.ts';
import type { Association } from './association.ts';
import { leadingSpi, type ChildNegotiation } from './child-negotiation.ts';
import { lifetimeAttributes, lifetimeIn, lowerLifetime } from './child-lifetime.ts';
import { notificationOf } from './informational.ts';
import { durationValue, lifetimeOffered } from './phase1-transform.ts';
import type { Task } from './task.ts';

const type = notifyTypes['RESPONDER-LIFETIME'];
const { PROTO_ISAKMP } = securityProtocols;

/** For quick mode's second message. */
export function responderLifetime(association: Association, negotiation: ChildNegotiation): Task {
  return {
    build: (message) => {
      const { agreed, ownSpis, isLifetimeShorter } = negotiation;
      const named = leadingSpi(ownSpis);
      if (!agreed || !isLifetimeShorter || !named) return;
      const data = emitAttributes(lifetimeAttributes(agreed.lifetime));
      message.push(notificationOf(type, named.protocol, bytesOfNumber(named.spi, 4), data));
    },
    process: (message) => {
      const { agreed, messageId } = negotiation;
      for (const payload of message) {
        if (payload.kind !== 'notification' || payload.type !== type || !agreed) continue;
        const { protocol, spi } = payload;
        association.trace({
          kind: 'notify-received',
          connectionId: association.connectionId,
          messageId,
          type,
          protocol,
          spi,
        });
        agreed.lifetime = lowerLifetime(agreed.lifetime, childLifetimeIn(payload));
      }
      return 'done';
    },
  };
}

function childLifetimeIn(notification: NotificationPayload): Partial<Lifetime> {
  return lifetimeIn(attributesOf(notification));
}

/** For after main mode. */
export function phase1Lifetime({ spi, policy }: Association): NotificationPayload {
  const attributes: Attribute[] = [
    { type: phase1Attributes['life type'], value: lifeTypes.seconds },
    { type: phase1Attributes['life duration'], value: durationValue(policy?.lifetime ?? 0) },
  ];
  return notificationOf(type, PROTO_ISAKMP, spi, emitAttributes(attributes));
}

/** The responder's, of the association itself. */
export function takePhase1Lifetime(association: Association, notification: NotificationPayload): void {
  const offered = lifetimeOffered(attributesOf(notification));
  const seconds = offered ? numberOfAttribute(offered) : Infinity;
  const { policy, connectionId } = association;
  if (notification.protocol !== PROTO_ISAKMP || !policy || seconds >= policy.lifetime) return;
  association.policy = { ...policy, lifetime: seconds };
  association.startLifetime(seconds);
  association.trace({ kind: 'lifetime-restarted', connectionId, seconds });
}

function attributesOf({ data }: NotificationPayload): readonly Attribute[] {
  const attributes = parseAttributes(data);
  return isMalformed(attributes) ? [] : attributes;
}
