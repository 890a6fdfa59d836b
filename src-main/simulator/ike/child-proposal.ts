/**
 * The security association payload of quick mode: the initiator proposes one for each of its transform sets, the
 * responder chooses (RFC 2409 section 5.5). Both ask IPsec: the initiator, too, checks what comes back against its
 * configuration (seed 001, "validate_proposal_request").
 */
import { isSameProposal } from '../ipsec/proposal.ts';
import { bytesOfNumber } from '../../base/bytes.ts';
import { findPayload, type Payload } from '../wire/isakmp/payloads.ts';
import type { Association } from './association.ts';
import { espSpiOf, judgeCandidates, type Accepted } from './child-judgement.ts';
import type { ChildNegotiation } from './child-negotiation.ts';
import { candidatesOf, proposalsOf } from './esp-transform.ts';
import type { Task, Verdict } from './task.ts';

export function childOffer(association: Association, negotiation: ChildNegotiation): Task {
  return {
    build: (message) => {
      const { request } = negotiation;
      if (!request) return;
      const spi = allocate(association, negotiation);
      message.push({ kind: 'securityAssociation', proposals: proposalsOf(request.proposals, spi, request) });
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
      const { proposal, transform } = accepted.candidate;
      const spi = bytesOfNumber(allocate(association, negotiation), 4);
      message.push({ kind: 'securityAssociation', proposals: [{ ...proposal, spi, transforms: [transform] }] });
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
  negotiation.peerSpi = espSpiOf(candidates);
  const accepted = judgeCandidates(association, negotiation, message, candidates);
  if (!accepted) return 'failed';
  negotiation.peerSpi = espSpiOf([accepted.candidate]);
  negotiation.agreed = accepted.agreed;
  return accepted;
}

/** Ours, on which we shall receive. */
function allocate({ env, connectionId }: Association, negotiation: ChildNegotiation): number {
  const { messageId, isInitiator } = negotiation;
  env.trace({ kind: 'spi-allocated', connectionId, messageId, role: isInitiator ? 'initiator' : 'responder' });
  negotiation.inboundSpi = env.ipsec.allocateSpi();
  return negotiation.inboundSpi;
}
