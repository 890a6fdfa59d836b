/**
 * The security association payload of quick mode: the initiator proposes one for each of its transform sets, the
 * responder chooses (RFC 2409 section 5.5). Both ask IPsec: the initiator, too, checks what comes back against its
 * configuration (seed 001, "validate_proposal_request").
 */
import { isSameProposal, type IpsecProposal } from '../ipsec/proposal.ts';
import { bytesOfNumber } from '../../base/bytes.ts';
import { securityProtocols } from '../wire/isakmp/numbers.ts';
import { findPayload, type Payload } from '../wire/isakmp/payloads.ts';
import type { Association } from './association.ts';
import { judgeCandidates, type Accepted } from './child-judgement.ts';
import { candidatesOf, proposalsOf, spisIn } from './child-candidates.ts';
import type { ChildNegotiation } from './child-negotiation.ts';
import { traversalOf } from './nat-discovery.ts';
import type { Task, Verdict } from './task.ts';

export function childOffer(association: Association, negotiation: ChildNegotiation): Task {
  return {
    build: (message) => {
      const { request } = negotiation;
      if (!request) return;
      const { proposals, lifetime, pfsGroup } = request;
      allocate(association, negotiation, proposals);
      const terms = { lifetime, pfsGroup, traversal: association.isFloated ? traversalOf(association) : undefined };
      message.push({ kind: 'securityAssociation', proposals: proposalsOf(proposals, negotiation.ownSpis, terms) });
    },
    process: (message) => {
      const accepted = judge(association, negotiation, message);
      if (typeof accepted === 'string') return accepted;
      const { proposal } = accepted.agreed;
      return negotiation.request?.proposals.some((one) => isSameProposal(one, proposal)) ? 'done' : 'failed';
    },
  };
}

export function childChoice(association: Association, negotiation: ChildNegotiation): Task {
  let accepted: Accepted | undefined;
  return {
    process: (message) => {
      const judged = judge(association, negotiation, message);
      if (typeof judged === 'string') return judged;
      accepted = judged;
      negotiation.pfsGroup = judged.candidate.pfsGroup;
      negotiation.isLifetimeShorter = judged.isOursShorter;
      return 'done';
    },
    build: (message) => {
      if (!accepted) return;
      allocate(association, negotiation, [accepted.agreed.proposal]);
      const { ah = 0, esp = 0 } = negotiation.ownSpis;
      const proposals = accepted.candidate.parts.map(({ proposal, transform }) => {
        const spi = proposal.protocol === securityProtocols.PROTO_IPSEC_AH ? ah : esp;
        return { ...proposal, spi: bytesOfNumber(spi, 4), transforms: [transform] };
      });
      message.push({ kind: 'securityAssociation', proposals });
    },
  };
}

function judge(
  association: Association,
  negotiation: ChildNegotiation,
  message: readonly Payload[],
): Accepted | Exclude<Verdict, 'done'> {
  const offer = findPayload(message, 'securityAssociation');
  if (!offer) return 'unusable';
  const { connectionId } = association;
  const { messageId } = negotiation;
  association.trace({ kind: 'payload', connectionId, messageId, payload: 'SA' });
  const candidates = candidatesOf(offer.proposals);
  negotiation.peerSpis = spisIn(candidates);
  const accepted = judgeCandidates(association, negotiation, message, candidates);
  if (!accepted) return 'failed';
  negotiation.peerSpis = spisIn([accepted.candidate]);
  negotiation.isEncapsulated = accepted.candidate.isEncapsulated;
  negotiation.agreed = accepted.agreed;
  return accepted;
}

/** Ours, on which we shall receive: one for each protocol. */
function allocate(
  { env, connectionId }: Association,
  negotiation: ChildNegotiation,
  proposals: readonly IpsecProposal[],
): void {
  const { messageId, isInitiator } = negotiation;
  env.trace({ kind: 'spi-allocated', connectionId, messageId, role: isInitiator ? 'initiator' : 'responder' });
  negotiation.ownSpis = {
    esp: proposals.some(({ esp }) => esp !== undefined) ? env.ipsec.allocateSpi() : undefined,
    ah: proposals.some(({ ah }) => ah !== undefined) ? env.ipsec.allocateSpi() : undefined,
  };
}
