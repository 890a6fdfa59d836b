/**
 * Main mode (RFC 2409 section 5.4, identity protection): three rounds, of which the last is encrypted. IOS's states
 * count the messages: sent and received by the initiator as I1 to I6, received and sent by the responder as R1 to R5.
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
import { capabilityIds, firstIds, vendorIds } from './vendor-ids.ts';

const milestones: Readonly<Record<IkeRole, readonly Milestones[]>> = {
  initiator: [
    { received: 'I2', sent: 'I3', state: 'MM_SA_SETUP' },
    { received: 'I4', sent: 'I5', state: 'MM_KEY_EXCH' },
    { received: 'I6', sent: 'complete', state: 'QM_IDLE' },
  ],
  responder: [
    { received: 'R1', sent: 'R2', state: 'MM_SA_SETUP' },
    { received: 'R3', sent: 'R4', state: 'MM_KEY_EXCH' },
    { received: 'R5', sent: 'complete', state: 'MM_KEY_EXCH' },
  ],
};

export function mainMode(association: Association, negotiation: Phase1Negotiation, owner: Phase1Owner): Plan {
  const suite = association.role === 'initiator' ? suiteOffer : suiteChoice;
  return {
    mode: 'main',
    exchangeType: exchangeTypes['IDENTITY-PROTECTION'],
    rounds: [
      [suite(association, negotiation), vendorIds(association, () => firstIds(association), 'silently')],
      [
        keyExchange(association, negotiation),
        certificateRequests(association, negotiation),
        vendorIds(association, () => capabilityIds(association)),
        natDiscovery(association),
        keyDerivation(association, negotiation),
      ],
      [
        identification(association, negotiation),
        certificates(association, negotiation),
        proof(association, negotiation),
        initialContact(association, owner),
      ],
    ],
    milestones: milestones[association.role],
    encryptedRound: 2,
    isClearAllowed: false,
    request: 'request',
    message: 'message',
    begun: 'I1',
    begunState: 'MM_NO_STATE',
  };
}
