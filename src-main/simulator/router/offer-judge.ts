/**
 * What becomes of the offer of a peer: the flow that it is for, when one agrees with it. IKE version 1 has the identities
 * of an offer taken as they are or refused; with version 2 the answer may be for less (RFC 7296 section 2.9).
 */
import type { ChildJudgement, ChildOffer } from '../ike/environment.ts';
import type { Ikev2ChildJudgement, Ikev2ChildOffer, Ikev2ChildSa } from '../ike2/ipsec-side.ts';
import { narrow, rangeOf } from '../ike2/narrowing.ts';
import type { CryptoConfiguration } from './crypto-configuration.ts';
import { fittingProposal, termsOf, type ProtectionTerms } from './flow-policy.ts';
import type { PolicyDatabase } from './policy-database.ts';
import type { ProtectedFlow } from './protected-flow.ts';
import { containsSelectors, type SelectorPair } from './selectors.ts';
import type { VirtualAccess } from './virtual-access.ts';

interface Verdict<J> {
  judgement: J;
  /** The one that has accepted. */
  flow?: ProtectedFlow;
}

/** A child that has been agreed on, as the offer that it answers. */
export function offerOfChild(child: Ikev2ChildSa): Ikev2ChildOffer {
  const { localSelector, remoteSelector, proposal, pfsGroup } = child;
  // What is new stands before what is copied: the other way round it takes V8 many times as long.
  return {
    localSelectors: [rangeOf(localSelector)],
    remoteSelectors: [rangeOf(remoteSelector)],
    proposals: [proposal],
    pfsGroups: [pfsGroup === undefined ? [] : [pfsGroup]],
    isFirst: pfsGroup === undefined,
    ...child,
  };
}

export class OfferJudge {
  constructor(
    private readonly crypto: CryptoConfiguration,
    private readonly policies: PolicyDatabase,
    private readonly virtual: VirtualAccess,
  ) {}

  version1(offer: ChildOffer, frontDoor: string | undefined): Verdict<ChildJudgement> {
    const place = { local: offer.local, remote: offer.remote, frontDoor };
    this.virtual.admit(place, this.crypto.isakmpProfiles.get(offer.isakmpProfile ?? '')?.virtualTemplate);
    const taken = (own: SelectorPair): SelectorPair | undefined => (containsSelectors(own, offer) ? offer : undefined);
    return firstAccepted(this.policies.candidates(place, taken), (flow) => this.#judge1(flow, offer));
  }

  version2(offer: Ikev2ChildOffer, frontDoor: string | undefined): Verdict<Ikev2ChildJudgement> {
    const place = { local: offer.local, remote: offer.remote, frontDoor };
    this.virtual.admit(place, this.crypto.ikev2.profiles.get(offer.profile)?.virtualTemplate);
    const common = (own: SelectorPair): SelectorPair | undefined => {
      const localSelector = narrow(own.localSelector, offer.localSelectors);
      const remoteSelector = narrow(own.remoteSelector, offer.remoteSelectors);
      return localSelector && remoteSelector && { localSelector, remoteSelector };
    };
    // A client renews what it has made of an address that it was given: all that there is on our side, and that address.
    const mayBeLess = ({ origin }: ProtectedFlow): boolean =>
      offer.replaces !== undefined && origin.kind === 'tunnel' && this.virtual.hasMade(origin.tunnel);
    return firstAccepted(this.policies.candidates(place, common, mayBeLess), (flow) =>
      this.#judge2(flow, offer, common(flow) ?? flow),
    );
  }

  #judge1(flow: ProtectedFlow, offer: ChildOffer): ChildJudgement {
    const terms = termsOf(this.crypto, flow);
    if (!terms || !mayAnswer(flow, terms)) return { kind: 'no-identity' };
    if (terms.ikev2Profile !== undefined || !isOfProfile(terms, offer)) return { kind: 'no-identity' };
    const proposal = fittingProposal(this.crypto, flow, offer.proposals);
    if (proposal === undefined) return { kind: 'no-proposal' };
    // Without PFS of our own any offer of it will do (the command reference of `set pfs`).
    if (terms.pfsGroup !== undefined && terms.pfsGroup !== offer.pfsGroup) return { kind: 'pfs-mismatch' };
    return { kind: 'accepted', proposal, lifetime: this.crypto.lifetimeOf(terms) };
  }

  #judge2(flow: ProtectedFlow, offer: Ikev2ChildOffer, selectors: SelectorPair): Ikev2ChildJudgement {
    const terms = termsOf(this.crypto, flow);
    if (terms?.ikev2Profile !== offer.profile || !mayAnswer(flow, terms)) return { kind: 'no-identity' };
    const own = offer.isFirst ? undefined : terms.pfsGroup;
    const isSecret = (i: number): boolean => own === undefined || offer.pfsGroups[i]?.includes(own) === true;
    const proposal = fittingProposal(this.crypto, flow, offer.proposals, isSecret);
    if (proposal === undefined) {
      const isMismatch = fittingProposal(this.crypto, flow, offer.proposals) !== undefined;
      return { kind: isMismatch ? 'pfs-mismatch' : 'no-proposal' };
    }
    const pfsGroup = own ?? offer.pfsGroups[proposal]?.[0];
    const { localSelector, remoteSelector } = selectors;
    const lifetime = this.crypto.lifetimeOf(terms);
    return { kind: 'accepted', proposal, lifetime, localSelector, remoteSelector, pfsGroup };
  }
}

/** The first flow that agrees; otherwise what the first one has against it. */
function firstAccepted<J extends { kind: string }>(
  flows: Iterable<ProtectedFlow>,
  judge: (flow: ProtectedFlow) => J,
): Verdict<J | { kind: 'no-identity' }> {
  let first: J | undefined;
  for (const flow of flows) {
    const judgement = judge(flow);
    if (judgement.kind === 'accepted') return { judgement, flow };
    if (!first || first.kind === 'no-identity') first = judgement;
  }
  return { judgement: first ?? { kind: 'no-identity' } };
}

/** An entry that only begins takes no offers, but to renew what is there. */
function mayAnswer({ current }: ProtectedFlow, { connectionType }: ProtectionTerms): boolean {
  return connectionType !== 'originate-only' || current !== undefined;
}

/** `set isakmp-profile`: only peers that have matched this profile in phase 1 may use the entry. */
function isOfProfile({ isakmpProfile }: ProtectionTerms, offer: ChildOffer): boolean {
  return isakmpProfile === undefined || offer.isakmpProfile === undefined || isakmpProfile === offer.isakmpProfile;
}
