/**
 * NAT-OA (RFC 3947 section 5.2): in transport mode each end tells the addresses that it sees, so that the other one can
 * mend checksums that cover what a NAT has changed.
 */
import { bytesOfNumber } from '../../base/bytes.ts';
import { identificationTypes } from '../wire/isakmp/numbers.ts';
import { emitPayloadBody, type Payload } from '../wire/isakmp/payloads.ts';
import type { Association } from './association.ts';
import type { ChildNegotiation } from './child-negotiation.ts';
import { traversalOf } from './nat-discovery.ts';
import type { Task } from './task.ts';

/** Of NAT-OA in the drafts 00 to 03. */
const draftType = 131;

export function natOriginalAddresses(association: Association, negotiation: ChildNegotiation): Task {
  return {
    build: (message) => {
      const { request, agreed } = negotiation;
      const proposals = request?.proposals ?? (agreed ? [agreed.proposal] : []);
      const isNeeded = association.isFloated && proposals.some(({ mode, esp }) => esp && mode === 'transport');
      if (!isNeeded) return;
      const { initiator, responder } = association;
      const [first, second] =
        negotiation.isInitiator === (association.role === 'initiator')
          ? [initiator, responder]
          : [responder, initiator];
      message.push(payloadOf(association, first), payloadOf(association, second));
    },
    process: (message) => {
      const { connectionId } = association;
      const { messageId } = negotiation;
      for (const payload of message)
        if (isNatOriginalAddress(payload))
          association.trace({ kind: 'payload', connectionId, messageId, payload: 'NAT-OA' });
      return 'done';
    },
  };
}

function isNatOriginalAddress(payload: Payload): boolean {
  return payload.kind === 'natOriginalAddress' || (payload.kind === 'unknown' && payload.type === draftType);
}

/** Between the type of the address and the address there are three bytes of nothing, in the drafts too. */
function payloadOf(association: Association, address: number): Payload {
  const payload: Payload = {
    kind: 'natOriginalAddress',
    type: identificationTypes.ID_IPV4_ADDR,
    address: bytesOfNumber(address, 4),
  };
  return traversalOf(association) === 'draft'
    ? { kind: 'unknown', type: draftType, body: emitPayloadBody(payload) }
    : payload;
}
