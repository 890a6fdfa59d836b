/**
 * Aggressive mode (RFC 2409 section 5): three messages, and the identities are in clear, so that a key may be found by
 * a name. The initiator takes the group before anybody has agreed to it.
 */
import { exchangeTypes } from '../wire/isakmp/numbers.ts';
import type { Association } from './association.ts';
import { certificateRequests, certificates } from './certificates.ts';
import type { IkeRole } from './events.ts';
import { identification } from './identification.ts';
import { initialContact } from './initial-contact.ts';
import { keyDerivation } from './key-derivation.ts';
import { keyExchange } from './key-exchange.ts';
import { natDiscovery } from './nat-discovery.ts';
import type { Phase1Negotiation } from './negotiation.ts';
import type { Milestones, Phase1Owner, Plan } from './phase1-plan.ts';
import { proof } from './proof.ts';
import { suiteChoice, suiteOffer } from './suite-negotiation.ts';
import { onlyFrom } from './task.ts';
import { capabilityIds, firstIds, vendorIds } from './vendor-ids.ts';

const milestones: Readonly<Record<IkeRole, readonly Milestones[]>> = {
  initiator: [{ received: 'I_AM1', sent: 'complete', state: 'AG_AUTH' }],
  responder: [
    { received: 'R_AM1', sent: 'R_AM2', state: 'AG_INIT_EXCH' },
    { received: 'R_AM2', sent: 'complete', state: 'AG_AUTH', isUnanswered: true },
  ],
};

export function aggressiveMode(association: Association, negotiation: Phase1Negotiation, owner: Phase1Owner): Plan {
  const { role } = association;
  const suite = role === 'initiator' ? suiteOffer : suiteChoice;
  const ids = (): ReturnType<typeof firstIds> => [...firstIds(association), ...capabilityIds(association)];
  const discovery = natDiscovery(association);
  return {
    mode: 'aggressive',
    exchangeType: exchangeTypes.AGGRESSIVE,
    rounds: [
      [
        suite(association, negotiation),
        keyExchange(association, negotiation),
        identification(association, negotiation),
        keyDerivation(association, negotiation),
        certificates(association, negotiation, 'responder'),
        proof(association, negotiation, 'responder'),
        certificateRequests(association, negotiation),
        vendorIds(association, ids, 'silently'),
        onlyFrom('responder', role, discovery),
      ],
      [
        certificates(association, negotiation, 'initiator'),
        proof(association, negotiation, 'initiator'),
        onlyFrom('initiator', role, discovery),
        initialContact(association, owner),
      ],
    ],
    milestones: milestones[role],
    encryptedRound: 1,
    isClearAllowed: true,
    request: 'request-aggressive',
    message: 'message-aggressive',
    begun: 'I_AM1',
    begunState: 'AG_INIT_EXCH',
  };
}
