/** Which transform of a quick mode proposal suits IPsec: one after the other, in the initiator's order, as IOS does. */
import { dhGroup } from '../crypto/dh.ts';
import type { Lifetime } from '../ipsec/proposal.ts';
import type { Payload } from '../wire/isakmp/payloads.ts';
import type { Association } from './association.ts';
import type { Agreed, ChildNegotiation } from './child-negotiation.ts';
import type { ChildJudgement, ChildOffer } from './environment.ts';
import type { Candidate } from './child-candidates.ts';
import { lowerLifetime } from './child-lifetime.ts';
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
    for (const { transform, proposal } of candidate.parts)
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
  const { wanted, pfsGroup, lifetime, isEncapsulated } = candidate;
  const { connectionId, env } = association;
  if (!wanted || !isKnownGroup(pfsGroup)) return 'unknown';
  // ESP inside UDP needs the port that IKE has gone over to.
  if (isEncapsulated && !association.isFloated) return 'unknown';
  if (request && request.pfsGroup !== pfsGroup) return 'pfs-mismatch';
  association.trace({ kind: 'proposal-understood', connectionId, messageId });
  const judgement = env.ipsec.judge({
    ...placeOf(association, isEncapsulated),
    ...selectors,
    proposals: [wanted],
    isTranslated: isEncapsulated && wanted.mode === 'transport',
    pfsGroup,
  });
  if (judgement.kind !== 'accepted') return judgement.kind;
  const lower = lowerLifetime(judgement.lifetime, lifetime);
  const agreed = { proposal: wanted, ...selectors, lifetime: lower };
  return { candidate, agreed, isOursShorter: isShorter(lower, lifetime) };
}

function placeOf(
  { local, remote, ports, profile }: Association,
  isEncapsulated: boolean,
): Pick<ChildOffer, 'local' | 'remote' | 'remotePort' | 'isakmpProfile'> {
  return { local, remote, remotePort: isEncapsulated ? ports.remote : undefined, isakmpProfile: profile?.name };
}

const isKnownGroup = (group: number | undefined): boolean => group === undefined || dhGroup(group) !== undefined;

function isShorter(lower: Lifetime, { seconds = 0, kilobytes = 0 }: Partial<Lifetime>): boolean {
  return lower.seconds < seconds || lower.kilobytes < kilobytes;
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
