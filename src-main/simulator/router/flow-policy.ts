/** What the configuration says of a protected flow: what is asked of IKE for it, and which offers for it are accepted. */
import type { ChildJudgement, ChildOffer, ChildRequest } from '../ike/environment.ts';
import type { ProtectedEnds } from '../ipsec/events.ts';
import { isSameProposal } from '../ipsec/proposal.ts';
import type { CryptoConfiguration } from './crypto-configuration.ts';
import type { ProtectedFlow } from './protected-flow.ts';

/** Nothing when the profile is missing or names no transform set that exists: IKE is then never started. */
export function requestFor(crypto: CryptoConfiguration, flow: ProtectedFlow): ChildRequest | undefined {
  const profile = crypto.profiles.get(flow.profile);
  const proposals = profile ? flow.proposals(crypto.proposalsOf(profile)) : [];
  if (!profile || proposals.length === 0) return undefined;
  return { ...endsOf(flow), lifetime: crypto.lifetimeOf(profile), pfsGroup: profile.pfsGroup, proposals };
}

/** @param flow the one that the offer is for, when there is any */
export function judgeOffer(
  crypto: CryptoConfiguration,
  flow: ProtectedFlow | undefined,
  offer: ChildOffer,
): ChildJudgement {
  const profile = flow && crypto.profiles.get(flow.profile);
  if (!flow || !profile) return { kind: 'no-identity' };
  const ours = flow.proposals(crypto.proposalsOf(profile));
  const proposal = offer.proposals.findIndex((theirs) => ours.some((own) => isSameProposal(own, theirs)));
  if (proposal < 0) return { kind: 'no-proposal' };
  // Without PFS of our own any offer of it will do (the command reference of `set pfs`).
  if (profile.pfsGroup !== undefined && profile.pfsGroup !== offer.pfsGroup) return { kind: 'pfs-mismatch' };
  return { kind: 'accepted', proposal, lifetime: crypto.lifetimeOf(profile) };
}

export function endsOf({ local, remote, localSelector, remoteSelector }: ProtectedEnds): ProtectedEnds {
  return { local, remote, localSelector, remoteSelector };
}
