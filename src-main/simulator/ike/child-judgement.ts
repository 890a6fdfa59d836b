/** Which transform of a quick mode proposal suits IPsec: one after the other, in the initiator's order, as IOS does. */
import { u32 } from '../../base/bytes.ts';
import { dhGroup } from '../crypto/dh.ts';
import { securityProtocols } from '../wire/isakmp/numbers.ts';
import type { Payload } from '../wire/isakmp/payloads.ts';
import type { Association } from './association.ts';
import type { Agreed, ChildNegotiation } from './child-negotiation.ts';
import type { ChildJudgement, ChildOffer } from './environment.ts';
import { lowerLifetime, type Candidate } from './esp-transform.ts';
import { areEchoed, selectorsOf, type Selectors } from './identity.ts';

export interface Accepted {
  candidate: Candidate;
  agreed: Agreed;
  /** A lifetime of ours is below the offered one. */
  isOursShorter: boolean;
}

type Refusal = Exclude<ChildJudgement['kind'], 'accepted'> | 'unknown';

export function judgeCandidates(
  association: Association,
  negotiation: ChildNegotiation,
  message: readonly Payload[],
  candidates: readonly Candidate[],
): Accepted | undefined {
  const { connectionId, local, remote } = association;
  const { messageId } = negotiation;
  const selectors = selectorsIn(association, negotiation, message);
  for (const candidate of candidates) {
    const { transform, proposal } = candidate;
    association.trace({ kind: 'proposal-checked', connectionId, messageId, proposal: proposal.number, transform });
    const verdict = selectors ? judge(association, negotiation, candidate, selectors) : 'no-identity';
    if (typeof verdict !== 'string') return verdict;
    association.trace({ kind: 'proposal-refused', connectionId, messageId, why: verdict });
    if (verdict === 'no-identity') break;
  }
  association.trace({ kind: 'no-proposal-accepted', connectionId, messageId, local, remote });
  return undefined;
}

function judge(
  association: Association,
  { messageId, request }: ChildNegotiation,
  candidate: Candidate,
  selectors: Selectors,
): Accepted | Refusal {
  const { esp, pfsGroup, lifetime } = candidate;
  const { connectionId, local, remote, env } = association;
  if (!esp || (pfsGroup !== undefined && !dhGroup(pfsGroup))) return 'unknown';
  if (request && request.pfsGroup !== pfsGroup) return 'pfs-mismatch';
  association.trace({ kind: 'proposal-understood', connectionId, messageId });
  const offer: ChildOffer = { local, remote, ...selectors, proposals: [esp], pfsGroup };
  const judgement = env.ipsec.judge(offer);
  if (judgement.kind !== 'accepted') return judgement.kind;
  const lower = lowerLifetime(judgement.lifetime, lifetime);
  const { seconds = lower.seconds, kilobytes = lower.kilobytes } = lifetime;
  return {
    candidate,
    agreed: { proposal: esp, ...selectors, lifetime: lower },
    isOursShorter: lower.seconds < seconds || lower.kilobytes < kilobytes,
  };
}

/** The initiator knows what it asked for, and the responder must not change it (RFC 2409 section 5.5). */
function selectorsIn(
  ends: Association,
  { request }: ChildNegotiation,
  message: readonly Payload[],
): Selectors | undefined {
  if (!request) return selectorsOf(message, ends);
  const { localSelector, remoteSelector } = request;
  return areEchoed(message, request) ? { localSelector, remoteSelector } : undefined;
}

/** What a refusal and the keys are about: the first SPI of ESP in an offer. */
export function espSpiOf(candidates: readonly Candidate[]): number | undefined {
  const offered = candidates.find(
    ({ proposal: { protocol, spi } }) => protocol === securityProtocols.PROTO_IPSEC_ESP && spi.length === 4,
  );
  return offered && u32(offered.proposal.spi, 0);
}
